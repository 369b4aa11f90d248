import { whatIsHidden } from '../../functions/web/words/what-is-hidden.ts'

/** Where `npm run draw` writes the page. */
export const WHAT_IS_HIDDEN_PAGE = 'docs/statistics.md'

/** The words of the public page as a document, so that they are said once. */
export function whatIsHiddenPage(): string {
  const { title, lead, sections, marks } = whatIsHidden
  const parts = sections.flatMap((section) => [
    `## ${section.title}`,
    ...section.sentences.map(marked),
    ...(section.command === undefined ? [] : [`\`\`\`\n${section.command}\n\`\`\``]),
  ])
  const rows = marks.map(({ letter, meaning }) => [`\`${letter}\``, marked(meaning)] as const)
  return `${[
    `# ${title}`,
    `${lead} Written by \`npm run draw\` from [the words of the public page](../functions/web/words/what-is-hidden.ts).`,
    ...parts,
    '## Marks',
    tableOf([['mark', 'means'], ...rows]),
    'The reasons in full: [how statistics are protected](adr/0014-how-statistics-are-protected.md); [figures](measurements-statistics.md).',
  ].join('\n\n')}\n`
}

/** Marks as code: a bracket alone would be taken for a link. */
const marked = (text: string) => text.replaceAll(/\[[a-z]\]/g, (mark) => `\`${mark}\``)

function tableOf(rows: readonly (readonly [string, string])[]): string {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column as 0 | 1].length)))
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`
  const [head = ['', ''], ...body] = rows
  return [line(head), line(['', ''], '-'), ...body.map((row) => line(row))].join('\n')
}
