import { checkDigit, type NhsNumber } from '../../../schemas/nhs-number.ts'

/** The n-th NHS number of the range 999, which no patient has: valid, and another for every n from 0 to 899,990. */
export function nhsNumber(n: number): NhsNumber {
  const firstEight = `999${String(Math.floor(n / 9)).padStart(5, '0')}`
  const nine = NINTH_DIGITS.map((ninth) => `${firstEight}${ninth}`).filter(
    (digits) => checkDigit(digits) !== undefined,
  )[n % 9]!
  return `${nine}${checkDigit(nine)!}` as NhsNumber
}

/** At most one of the ten ninth digits leaves no check digit. */
const NINTH_DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
