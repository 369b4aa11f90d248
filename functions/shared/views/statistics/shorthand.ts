import type { Published } from '../../../../schemas/statistics/release.ts'
import type { TableRow } from '../../../../schemas/statistics/table-view.ts'

/** Shorthand of the Government Analysis Function, letters in square brackets, and what each means here. */
export const SHORTHAND = {
  c: 'Small: from 0 to 4. Hidden so that nobody can be recognised.',
  k: 'Held back: 5 or more. Hidden so that nobody can work out a small number from it.',
  p: 'Provisional: a few cases have changed since; the number stays until enough have changed together.',
  u: 'Low reliability: worked out from fewer than 20 deaths.',
  x: 'Not available: too few deaths in the area for a breakdown, or the row could be used to work out others; or, of a rate, too few deaths.',
  z: 'Not applicable: cannot occur.',
} as const
export type Shorthand = keyof typeof SHORTHAND

/** What is to be read in one place of a table: a number, or why there is none, and what is to be known of it. */
export interface Shown {
  readonly value: number | undefined
  readonly shorthand: readonly Shorthand[]
}

/** What a row tells of one value. */
export function shownIn(row: TableRow, value: string): Shown {
  const published: Published | 'x' = 'withheld' in row ? 'x' : (row.cells[value] ?? 'z')
  const provisional: readonly Shorthand[] = row.provisional ? ['p'] : []
  return typeof published === 'number'
    ? { value: published, shorthand: provisional }
    : { value: undefined, shorthand: [published, ...provisional] }
}

export const inBrackets = (shorthand: readonly Shorthand[]) => shorthand.map((letter) => `[${letter}]`).join('')

/** The rate that a row tells, if it tells any. */
export function rateIn(row: TableRow): Shown | undefined {
  if ('withheld' in row || !row.rate) return undefined
  const { per100000, shorthand } = row.rate
  return { value: per100000 ?? undefined, shorthand: shorthand ? [shorthand] : [] }
}

/** Why a number is not shown, in one sentence: the mark's own, or that of the whole row. */
export const reasonFor = (row: TableRow, value: string): string | undefined => {
  if ('withheld' in row) return WITHHELD[row.withheld]
  const [mark] = shownIn(row, value).value === undefined ? shownIn(row, value).shorthand : []
  return mark && SHORTHAND[mark]
}

export const WITHHELD = {
  gate: 'No breakdown: the area has fewer than 30 deaths in the period, or its own total is hidden.',
  protection: 'No numbers: from them somebody could work out a small number elsewhere.',
} as const
