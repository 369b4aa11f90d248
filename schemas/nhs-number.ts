import type * as z from 'zod'
import { checkDigit } from './check-digit.ts'
import { formatted, rule } from './notification/text.ts'

export { checkDigit } from './check-digit.ts'

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
