import { inWords, verdictOf, type Result, type Tally } from './checks.ts'

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
    ...summaryOf(results),
    '',
    ...inColumns([row('check', 'outcome', 'counted'), ...lines]),
    '',
    ...(failedSuites.length > 0 ? [`Suites that failed: ${failedSuites.join(', ')}.`, ''] : []),
    `Run at ${at}, in ${seconds} seconds. Every check has tests of its own that it can fail.`,
    '',
  ].join('\n')
}

/** The figures that people ask for first. */
function summaryOf(results: readonly Result[]): string[] {
  const all = results.map(({ counts }) => counts)
  const sum = (name: string) => figure(all.reduce((total, counts) => total + (counts[name] ?? 0), 0))
  const marked = results.find(({ check }) => check.name === 'marked-data')?.counts
  const inputs = results.filter(({ counts }) => counts['inputs'] !== undefined)
  return [
    `- Histories run: ${sum('histories')}; faults one at a time and in pairs: ${sum('singles')} and ${sum('pairs')}; invariants checked: ${sum('invariantsChecked')}; violations: ${sum('violations')}.`,
    `- Faults injected: ${faultsIn(all)}.`,
    `- Kills survived: ${sum('kills')}; acknowledged and lost: ${sum('lost')}.`,
    `- Access cells checked: ${sum('cells')}; answered differently: ${sum('different')}.`,
    `- Inputs tried: ${inputs.map(({ check, counts }) => `${check.title} ${figure(counts['inputs'] ?? 0)}`).join('; ')}; answered 5xx: ${sum('answered5xx')}.`,
    `- Identifying values planted: ${figure(marked?.['planted'] ?? 0)}; places searched: ${figure(marked?.['placesSearched'] ?? 0)}; found outside the record: ${figure(marked?.['found'] ?? 0)}.`,
  ]
}

const FAULT = 'fault: '

/** Each kind of fault, however many checks injected it. */
function faultsIn(all: readonly Tally[]): string {
  const kinds = new Map<string, number>()
  for (const [name, count] of all.flatMap(Object.entries<number>))
    if (name.startsWith(FAULT)) kinds.set(name, (kinds.get(name) ?? 0) + count)
  return [...kinds].map(([name, count]) => `${inWords(name.slice(FAULT.length))} ${figure(count)}`).join(', ')
}

const figure = (count: number) => count.toLocaleString('en-GB')

const row = (...cells: readonly string[]) => cells

const shown = (counts: Tally) =>
  Object.entries(counts)
    .filter(([name]) => !name.startsWith(FAULT))
    .map(([name, count]) => `${inWords(name)} ${figure(count)}`)
    .join(', ')

/** A table whose columns stand under each other. */
function inColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(' | ')} |`
  const [head = [], ...others] = rows
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)]
}
