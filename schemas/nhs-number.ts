import type * as z from 'zod'
import { formatted, rule } from './notification/text.ts'

const WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2] as const

/** Modulus 11 over the first nine digits (NHS Data Dictionary): 11 stands for 0, and 10 is no check digit at all. */
export function checkDigit(firstNine: string): number | undefined {
  const sum = WEIGHTS.reduce((total, weight, position) => total + weight * Number(firstNine[position]), 0)
  const digit = (11 - (sum % 11)) % 11
  return digit === 10 ? undefined : digit
}

/** Strings such as 9999999999 pass the checksum and are nobody's number. */
const isOneDigitRepeated = (text: string) => /^(\d)\1{9}$/.test(text)

/**
 * Ten digits with a valid check digit; spaces and hyphens, as people write them, are taken out. That the number is well formed
 * does not mean that it is this child's.
 */
export const NhsNumberSchema = formatted(/^\d{10}$/, 'Give all ten digits of the NHS number.', (text) =>
  text.replace(/[\s\p{Pd}]/gu, ''),
)
  .check(
    rule(
      'repeated-digits',
      'Give the real NHS number: one digit ten times is not one.',
      (text) => !isOneDigitRepeated(text),
    ),
    rule(
      'check-digit',
      'Check each digit of the NHS number: its check digit does not fit, so at least one is wrong.',
      (text) => checkDigit(text) === Number(text[9]),
    ),
  )
  .brand<'NhsNumber'>()
  .meta({
    title: 'NHS number',
    description: 'Ten digits, the last a check digit (modulus 11). Spaces and hyphens are accepted and taken out.',
    examples: ['9990000018'],
    source: 'NHS Data Dictionary; needed so that one death is not counted twice (NCMD notification guidance)',
  })
export type NhsNumber = z.infer<typeof NhsNumberSchema>
