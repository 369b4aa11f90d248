import type { ReleaseHead } from '../../../../schemas/statistics/release-head.ts'
import type { TableName } from '../../ports/release-store.ts'
import { populationsKey } from './table-definition.ts'

const HEADS = 'RELEASES'

type Made = Pick<ReleaseHead, 'id' | 'hash'>

export const releaseKeys = {
  heads: HEADS,
  head: (id: string) => ({ pk: HEADS, sk: id }),
  contents: ({ id, hash }: Made) => `RELEASE#${id}#${hash ?? ''}`,
  frame: (made: Made) => ({ pk: releaseKeys.contents(made), sk: 'FRAME' }),
  table: (made: Made, { table, period }: TableName) => ({
    pk: releaseKeys.contents(made),
    sk: `TABLE#${period}#${table}`,
  }),
  cases: ({ id, hash }: Made) => `CASES#${id}#${hash ?? ''}`,
  /** How many releases of a cohort are out: no two come out beside each other. */
  ledger: (cohort: string) => ({ pk: 'LEDGER', sk: cohort }),
  preview: (panel: string, { cohort, period }: Pick<ReleaseHead, 'cohort' | 'period'>) => ({
    pk: `PREVIEWS#${panel}`,
    sk: `${cohort}#${period}`,
  }),
  populations: populationsKey,
}
