import { csvOf } from '../../../../functions/shared/runtime/csv.ts'

const lineOf = (...cells: string[]) => csvOf(['a'], [cells]).split('\r\n').slice(1).join('\r\n')

describe('A table as CSV', () => {
  it('has a line of headings, and ends every line as RFC 4180 says', () => {
    expect(csvOf(['reference', 'rule'], [['K3M9', 'D3']])).toBe('reference,rule\r\nK3M9,D3\r\n')
    expect(csvOf(['reference'], [])).toBe('reference\r\n')
  })

  it.each([
    ['a comma', 'Police, and health', '"Police, and health"'],
    ['quotation marks', 'the "scene"', '"the ""scene"""'],
    ['two lines', 'one\ntwo', '"one\ntwo"'],
    ['nothing', '', ''],
  ])('keeps %s within one cell', (_what, text, expected) => {
    expect(lineOf(text, 'x')).toBe(`${expected},x\r\n`)
  })

  it.each(['=1+1', '+44 1632 960001', '-1', '@SUM(A1)', '\tx', '\nx', ' =1+1', '＝1+1', '=HYPERLINK("http://x")'])(
    'makes text of %j, which a spreadsheet would run',
    (text) => {
      expect(lineOf(text).replace(/^"/, '').startsWith("'")).toBe(true)
    },
  )

  it('leaves alone what only has such a character within', () => {
    expect(lineOf('2026-03-09', 'key worker')).toBe('2026-03-09,key worker\r\n')
  })
})
