const WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2] as const

/** Modulus 11 over the first nine digits (NHS Data Dictionary): 11 stands for 0, and 10 is no check digit at all. */
export function checkDigit(firstNine: string): number | undefined {
  const sum = WEIGHTS.reduce((total, weight, position) => total + weight * Number(firstNine[position]), 0)
  const digit = (11 - (sum % 11)) % 11
  return digit === 10 ? undefined : digit
}
