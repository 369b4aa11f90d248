import type { Cohort } from '../../../../schemas/statistics/catalogue.ts'
import type { ReleaseHead } from '../../../../schemas/statistics/release-head.ts'
import type { TableName } from '../../ports/release-store.ts'
import { populationsKey } from './table-definition.ts'

const HEADS = 'RELEASES'

type Made = Pick<ReleaseHead, 'id' | 'hash'>

export const releaseKeys = {
  heads: HEADS,
  /** A head's sort key is its name, which begins with cohort, year and quarter: so that whoever asks for some reads these alone. */
  head: (id: string) => ({ pk: HEADS, sk: id }),
  headsOf: (cohort: Cohort | undefined, period: string | undefined) =>
    cohort === undefined ? '' : `${cohort}-${period === undefined ? '' : `${period}-v`}`,
  headsOfYears: (cohort: Cohort, first: number, last: number) =>
    [`${cohort}-${first}-`, `${cohort}-${last}-~`] as const,
  contents: ({ id, hash }: Made) => `RELEASE#${id}#${hash ?? ''}`,
  frame: (made: Made) => ({ pk: releaseKeys.contents(made), sk: 'FRAME' }),
  table: (made: Made, { table, period }: TableName) => ({
    pk: releaseKeys.contents(made),
    sk: `TABLE#${period}#${table}`,
  }),
  cases: ({ id, hash }: Made) => `CASES#${id}#${hash ?? ''}`,
  /** Cases of before this service, by month. */
  earlier: (cohort: Cohort, day: string) => ({ pk: `EARLIER#${cohort}`, sk: day.slice(0, 'YYYY-MM'.length) }),
  /** How many releases of a cohort are out: no two come out beside each other. */
  ledger: (cohort: string) => ({ pk: 'LEDGER', sk: cohort }),
  preview: (panel: string, { cohort, period }: Pick<ReleaseHead, 'cohort' | 'period'>) => ({
    pk: `PREVIEWS#${panel}`,
    sk: `${cohort}#${period}`,
  }),
  populations: populationsKey,
}
