import { MONTHS } from './times.ts'

/** A date as far as it is known: `9 March 2026`, `March 2026`, `2026`. What is no date stays as it was typed. */
export function civilDateInWords(date: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date) ?? []
  if (year === undefined) return date
  const monthInWords = month === undefined ? undefined : MONTHS[Number(month) - 1]
  return [day === undefined ? undefined : String(Number(day)), monthInWords, year]
    .filter((part) => part !== undefined)
    .join(' ')
}
