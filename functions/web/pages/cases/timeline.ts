import { mayEver } from '../../../../domain/access/access.ts'
import type { History } from '../../../../schemas/api.ts'
import { found } from '../../found.ts'
import type { Page } from '../../page.ts'
import { timelineOf } from '../../words/timeline.ts'
import { casePath, foundCase } from './found-case.ts'

/** All that goes on side by side after the death, and what each of it waits for. */
export const timeline: Page = {
  path: '/cases/{reference}/timeline',
  for: 'read-case',
  get: async (request) => {
    const { api, params, person, now } = request
    const [known, history] = await Promise.all([
      foundCase(request),
      api.get<History>(`${casePath(params['reference'])}/history`),
    ])
    return {
      view: 'cases/timeline.njk',
      title: 'Timeline',
      shows: {
        reference: known.reference,
        processes: timelineOf(known, found(history).entries, now),
        mayRecord: mayEver(person, 'record-clock'),
      },
    }
  },
}
