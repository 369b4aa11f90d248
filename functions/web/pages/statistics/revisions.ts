import type { Release } from '../../../../schemas/statistics/release.ts'
import type { Page } from '../../page.ts'
import { foundUnder, releasePath } from '../../statistics/ask.ts'
import { periodWithin } from '../../words/periods.ts'
import { areaName, cohortWords, tableName } from '../../words/statistics.ts'

/** So many areas are named of a table; all of them stand in the file. */
const NAMED = 20

/** Which rows a release states anew, by table, and which release had stated them before. */
export const revisions: Page = {
  path: '/statistics/releases/{release}/revisions',
  for: 'read-statistics',
  get: async ({ api, params }) => {
    const { release: asked = '' } = params
    const { id, catalogue, revisions: rows } = foundUnder(await api.get<Release>(`${releasePath(asked)}/file`))
    const keys = [...new Set(rows.map(({ period, table, replaces }) => JSON.stringify([period, table, replaces])))]
    return {
      view: 'statistics/revisions.njk',
      title: 'Rows stated anew',
      shows: {
        id,
        cohort: cohortWords[catalogue.cohort].name,
        groups: keys.map((key) => {
          const [period = '', table = '', replaces = ''] = JSON.parse(key) as readonly string[]
          const areas = rows.filter((row) => row.period === period && row.table === table && row.replaces === replaces)
          return {
            name: `${tableName(catalogue.cohort, table)}, ${periodWithin(period)}`,
            replaces,
            areas: areas.slice(0, NAMED).map(({ area }) => areaName(area)),
            more: Math.max(0, areas.length - NAMED),
          }
        }),
      },
    }
  },
}
