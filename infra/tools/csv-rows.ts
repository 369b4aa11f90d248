/**
 * Rows of a CSV file (RFC 4180) as it streams in: quoted fields may hold commas, doubled quotes and line ends; lines may
 * end either way; a byte order mark and empty lines are passed over.
 * @throws when the file ends within a quoted field: it was cut off
 */
export async function* csvRows(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<readonly string[]> {
  let row: string[] = []
  let field = ''
  let quoted = false
  let justClosed = false

  for await (const chunk of chunks) {
    for (const char of chunk) {
      if (char === '"') {
        if (justClosed) field += char
        quoted = !quoted
        justClosed = !quoted
        continue
      }
      justClosed = false
      if (quoted) field += char
      else if (char === ',') {
        row.push(field)
        field = ''
      } else if (char === '\n') {
        if (row.length > 0 || field !== '') yield [...row, field]
        row = []
        field = ''
      } else if (char !== '\r' && char !== '\uFEFF') field += char
    }
  }
  if (quoted) throw new Error('The file ends in the middle of a quoted field: it was cut off.')
  if (row.length > 0 || field !== '') yield [...row, field]
}
