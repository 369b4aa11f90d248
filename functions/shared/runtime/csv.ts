/** A table as RFC 4180 has it, with a line of headings. */
export const csvOf = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [headings, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')

/**
 * A cell that begins like a formula would be run as one by a spreadsheet: an apostrophe makes it text (OWASP, "CSV Injection"). Some
 * take the full-width signs of East Asian keyboards for the same, and skip blanks before a sign.
 */
function cell(text: string): string {
  const harmless = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
