import * as fc from 'fast-check'
import { csvRows } from '../../../../infra/tools/csv-rows.ts'

async function read(...chunks: string[]) {
  const rows: (readonly string[])[] = []
  for await (const row of csvRows(chunks)) rows.push(row)
  return rows
}

describe('rows of a CSV file', () => {
  it.each<[string, string, string[][]]>([
    ['plain fields', 'a,b\n1,2\n', [['a', 'b'], ['1', '2']]], // prettier-ignore
    ['no line end at the end', 'a,b\n1,2', [['a', 'b'], ['1', '2']]], // prettier-ignore
    ['Windows line ends', 'a,b\r\n1,2\r\n', [['a', 'b'], ['1', '2']]], // prettier-ignore
    ['a byte order mark', '\uFEFFa,b\n', [['a', 'b']]],
    ['empty fields', 'a,,\n,,\n', [['a', '', ''], ['', '', '']]], // prettier-ignore
    ['empty lines', '\na\n\n\nb\n', [['a'], ['b']]],
    ['quoted commas, quotes and line ends', '"a,b","say ""x""","1\n2"\n', [['a,b', 'say "x"', '1\n2']]],
    ['an empty quoted field', '"",a\n', [['', 'a']]],
    ['nothing', '', []],
  ])('with %s', async (_, text, expected) => {
    expect(await read(text)).toEqual(expected)
  })

  it('are the same wherever the stream is cut', async () => {
    const text = '"a,1","b ""c"""\r\nd,\r\n'
    const whole = await read(text)
    for (let at = 0; at <= text.length; at += 1) expect(await read(text.slice(0, at), text.slice(at))).toEqual(whole)
  })

  it('come back as they were written', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', ' ', '1') })
    const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(rows, async (written) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
        expect(await read(written.map((row) => row.map(quote).join(',')).join('\n'))).toEqual(written)
      }),
    )
  })

  it('stop a file that was cut off within a quoted field', async () => {
    await expect(read('a,"b')).rejects.toThrow(/cut off/)
  })
})
