import { inWords, verdictOf, type Result } from './checks.ts'

export interface Page {
  readonly results: readonly Result[]
  /** Suites of tests that failed or could not be run. */
  readonly failedSuites: readonly string[]
  readonly at: string
  readonly seconds: number
}

const WORDS = {
  passed: 'Everything was checked, and nothing was found.',
  violated: 'VIOLATED: something that must never happen did.',
  incomplete: 'INCOMPLETE: not everything was checked, so that nothing follows from the rest.',
} as const

/** The whole verification on one page, as Markdown that reads as well in a terminal. */
export function pageOf({ results, failedSuites, at, seconds }: Page): string {
  const lines = results.map(({ check, outcome, counts, faults }) =>
    row(check.title, outcome === 'passed' ? 'passed' : outcome.toUpperCase(), faults.join('; ') || shown(counts)),
  )
  return [
    '# Verification',
    '',
    WORDS[verdictOf(results, failedSuites)],
    '',
    ...inColumns([row('check', 'outcome', 'counted'), ...lines]),
    '',
    ...(failedSuites.length > 0 ? [`Suites that failed: ${failedSuites.join(', ')}.`, ''] : []),
    `Run at ${at}, in ${seconds} seconds. Every check has tests of its own that it can fail.`,
    '',
  ].join('\n')
}

const row = (...cells: readonly string[]) => cells

const shown = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([name, count]) => `${inWords(name)} ${count.toLocaleString('en-GB')}`)
    .join(', ')

/** A table whose columns stand under each other. */
function inColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(' | ')} |`
  const [head = [], ...others] = rows
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)]
}
