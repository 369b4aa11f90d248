import { quarterOf, yearOf, blockOf, periodsOfYear, type BarePeriod } from '../disclosure/periods.ts'

const QUARTERS = [1, 2, 3, 4] as const

/** The period that a code names, or nothing: every name is made here, so that no other spelling passes. */
export function periodNamed(code: string): BarePeriod | undefined {
  const start = Number(code.slice(0, 4))
  if (!Number.isInteger(start)) return undefined
  const known = [yearOf(start), blockOf(start), ...QUARTERS.map((quarter) => quarterOf(start, quarter))]
  return known.find((period) => period.code === code)
}

/** What a release of a period states: a quarter alone, or a year with its quarters and the block that it completes. */
export const periodsOfRelease = (period: BarePeriod): readonly BarePeriod[] =>
  period.length === 'year' ? periodsOfYear(Number(period.from.slice(0, 4))) : [period]

/** In which years' releases a period is stated: the first and the last of those that it lies in, by when they begin. */
export function yearsOf({ code, length }: BarePeriod): { readonly first: number; readonly last: number } {
  const first = Number(code.slice(0, 4))
  return { first, last: length === 'threeYears' ? first + 2 : first }
}

export const overlaps = (a: Pick<BarePeriod, 'from' | 'to'>, b: Pick<BarePeriod, 'from' | 'to'>) =>
  a.from <= b.to && b.from <= a.to
