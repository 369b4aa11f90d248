import { ENGLAND, nestingOf } from '../../../domain/disclosure/areas-of-period.ts'
import { periodNamed } from '../../../domain/statistics/period-of-release.ts'
import type { TableRow, TableView } from '../../../schemas/statistics/table-view.ts'

/** An area and its parts: what one page shows of a table. England's panels and authorities together would be far too many. */
export interface Place {
  readonly code: string
  readonly name: string
}

const othersIn = (area: string) => `others-in-${area}`

function partsOf({ period, rows }: TableView): (area: string) => readonly TableRow[] {
  const known = periodNamed(period.code)
  const nesting = known ? nestingOf(known) : {}
  return (whole) => rows.filter(({ area }) => nesting[area.code] === whole || area.code === othersIn(whole))
}

/** The areas of a table that have parts in it, England first. */
export function placesIn(view: TableView): readonly Place[] {
  const parts = partsOf(view)
  return view.rows
    .filter(({ area }) => area.level !== 'others' && area.level !== 'authority' && parts(area.code).length > 0)
    .map(({ area }) => ({ code: area.code, name: area.name }))
}

/** The area's own row, if the table has one, and those of its parts. */
export const rowsWithin = (view: TableView, whole = ENGLAND): readonly TableRow[] => [
  ...view.rows.filter(({ area }) => area.code === whole),
  ...partsOf(view)(whole),
]
