import type { CivilDate } from '../../../../domain/calendar/civil-date.ts'
import type { Case } from '../../../../domain/case/case.ts'
import type { CodedCase } from '../../../../domain/disclosure/count.ts'
import { CHARACTERISTICS, codedCases } from '../../../../domain/statistics/coded-case.ts'
import { COHORTS_IN_ORDER } from '../../../../domain/statistics/cohorts.ts'
import type { Cohort } from '../../../../schemas/statistics/catalogue.ts'
import type { Item } from './case-items.ts'

/*
 * What the statistics may read of a case stands on its STATE item: in which month it counts, and one packed row of coded values. The
 * index has nothing else of the case, so whoever may only query the index can learn no identity.
 */

/** The index of each cohort. Its name is the question: which deaths were notified in a month, which reviews completed? */
export const INDEX_OF = {
  deathsNotified: { index: 'deathsNotifiedIn', row: 'notifiedRow' },
  reviewsCompleted: { index: 'reviewsCompletedIn', row: 'reviewedRow' },
} as const satisfies Record<Cohort, { readonly index: string; readonly row: string }>

/** Form of the rows: an unknown one is never guessed at. */
const ROW_VERSION = 1

type Row = readonly [version: number, area: string, countsOn: CivilDate, ...values: string[]]

/** Where a case stands in the statistics; nowhere while it does not count. */
export function statisticsPlaces(known: Case): Item {
  const coded = codedCases(known)
  const places = COHORTS_IN_ORDER.map((cohort): Item => {
    const one = coded[cohort]
    const { index, row } = INDEX_OF[cohort]
    return one ? { [index]: one.countsOn.slice(0, 'YYYY-MM'.length), [row]: packed(cohort, one) } : {}
  })
  return Object.assign({}, ...places) as Item
}

const packed = (cohort: Cohort, { area, countsOn, values }: CodedCase): Row => [
  ROW_VERSION,
  area,
  countsOn,
  ...CHARACTERISTICS[cohort].map((characteristic) => values[characteristic] ?? ''),
]

/** @throws for a row of a form that this code does not know: a wrong number would be published. */
export function codedCase(cohort: Cohort, item: Item): CodedCase {
  const [version, area, countsOn, ...values] = item[INDEX_OF[cohort].row] as Row
  if (version !== ROW_VERSION) throw new Error('A row of the statistics has a form that is not known here.')
  return {
    reference: String(item['pk']).slice('CASE#'.length),
    area,
    countsOn,
    values: Object.fromEntries(CHARACTERISTICS[cohort].map((code, position) => [code, values[position] ?? ''])),
  }
}
