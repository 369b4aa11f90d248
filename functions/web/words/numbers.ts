const withCommas = new Intl.NumberFormat('en-GB')

/** `3,492`. */
export const numberInWords = (number: number): string => withCommas.format(number)

/** `1 row`, `12 rows`. */
export const counted = (number: number, one: string, many: string): string =>
  `${numberInWords(number)} ${number === 1 ? one : many}`
