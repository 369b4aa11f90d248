import type { TableRow, TableView } from '../../../schemas/statistics/table-view.ts'
import {
  inBrackets,
  rateIn,
  SHORTHAND,
  shownIn,
  type Shorthand,
  type Shown,
} from '../../shared/views/statistics/shorthand.ts'
import { numberInWords } from '../words/numbers.ts'
import { areaName } from '../words/statistics.ts'

/** One place of a table as it is read: the number, the marks, and the marks in words for who hears the page. */
export interface ShownCell {
  readonly number: string
  readonly marks: string
  readonly spoken: string
}

export interface ShownRow {
  readonly name: string
  readonly notes: readonly string[]
  readonly cells: readonly ShownCell[]
}

export interface ShownTable {
  readonly columns: readonly string[]
  readonly rows: readonly ShownRow[]
  /** What each mark that stands in the table means. */
  readonly marks: readonly { readonly letter: string; readonly meaning: string }[]
  readonly populationSource: string | undefined
}

const SPOKEN = {
  c: 'hidden, small',
  k: 'held back, 5 or more',
  p: 'provisional',
  u: 'low reliability',
  x: 'not available',
  z: 'cannot occur',
} as const satisfies Record<Shorthand, string>

export const RATE_COLUMN = 'Per 100,000 children'

/** Rows of a table for a page: the same numbers and marks as every file of it, and a rate where one is loaded. */
export function tableShown({ table, populationSource, release }: TableView, rows: readonly TableRow[]): ShownTable {
  const hasRate = rows.some((row) => rateIn(row))
  const told = rows.map((row) => ({
    row,
    cells: [
      ...table.values.map(({ code }) => shownIn(row, code)),
      ...(hasRate ? [rateIn(row) ?? { value: undefined, shorthand: [] }] : []),
    ],
  }))
  const used = new Set(told.flatMap(({ cells }) => cells.flatMap(({ shorthand }) => shorthand)))
  return {
    columns: [...table.values.map(({ label }) => label), ...(hasRate ? [RATE_COLUMN] : [])],
    rows: told.map(({ row, cells }) => ({
      name: row.area.name,
      notes: notesOn(row, release.id),
      cells: cells.map(cellShown),
    })),
    marks: (Object.keys(SHORTHAND) as Shorthand[])
      .filter((letter) => used.has(letter))
      .map((letter) => ({ letter: `[${letter}]`, meaning: SHORTHAND[letter] })),
    populationSource: hasRate ? populationSource : undefined,
  }
}

export const cellShown = ({ value, shorthand }: Shown): ShownCell => ({
  number: value === undefined ? '' : numberInWords(value),
  marks: inBrackets(shorthand),
  spoken: shorthand.map((letter) => SPOKEN[letter]).join(', '),
})

function notesOn({ members, statedIn }: TableRow, release: string): readonly string[] {
  return [
    ...(members ? [`${members.map(areaName).join(', ')}: put together, since each has few deaths`] : []),
    ...(statedIn === release ? [] : [`As stated in ${statedIn}`]),
  ]
}
