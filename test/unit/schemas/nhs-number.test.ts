import fc from 'fast-check'
import { readAs } from '../../../schemas/field-problems.ts'
import { checkDigit, NhsNumberSchema } from '../../../schemas/nhs-number.ts'
import { nhsNumber } from '../../support/builders/nhs-number.ts'

const problemOf = (raw: unknown) => {
  const reading = readAs(NhsNumberSchema, raw)
  return reading.ok ? undefined : reading.errors[0]!.code
}

describe('an NHS number', () => {
  it.each(['9434765919', '9000000009', '9912003888', '9000000130'])('%s is valid', (number) => {
    expect(NhsNumberSchema.parse(number)).toBe(number)
  })

  it.each([
    ['943 476 5919', '9434765919'],
    ['943-476-5919', '9434765919'],
    ['  943\u00a0476\u20115919 ', '9434765919'],
  ])('%j is read without its spaces and hyphens', (written, read) => {
    expect(NhsNumberSchema.parse(written)).toBe(read)
  })

  it('is refused when its check digit does not fit', () => {
    expect(problemOf('9434765910')).toBe('check-digit')
  })

  it('is refused for a prefix that leaves no check digit', () => {
    expect(checkDigit('900000005')).toBeUndefined()
    for (let last = 0; last <= 9; last++) expect(problemOf(`900000005${last}`)).toBe('check-digit')
  })

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('is refused when it is ten times %i', (digit) => {
    expect(problemOf(String(digit).repeat(10))).toBe('repeated-digits')
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['- - -', 'empty'],
    ['943476591', 'format'],
    ['94347659190', 'format'],
    ['943476591X', 'format'],
    ['٩٤٣٤٧٦٥٩١٩', 'format'],
    [9434765919, 'wrong-type'],
    [null, 'wrong-type'],
  ])('%j is refused', (raw, code) => {
    expect(problemOf(raw)).toBe(code)
  })

  it('with any one digit wrong is refused', () => {
    fc.assert(
      fc.property(fc.nat(899_990), fc.nat(9), fc.integer({ min: 1, max: 9 }), (n, position, by) => {
        const digits = Array.from(nhsNumber(n))
        digits[position] = String((Number(digits[position]) + by) % 10)
        expect(problemOf(digits.join(''))).toMatch(/check-digit|repeated-digits/)
      }),
    )
  })

  it('of the test range is valid and another for every n', () => {
    const made = Array.from({ length: 5000 }, (_, n) => nhsNumber(n))
    expect(new Set(made).size).toBe(made.length)
    for (const number of made) {
      expect(number).toMatch(/^999/)
      expect(problemOf(number)).toBeUndefined()
    }
  })
})
