import type { Notices } from '../../../schemas/api.ts'
import { found } from '../found.ts'
import { ownPanelPath } from '../own-panel.ts'
import type { Page } from '../page.ts'
import { dayAndTime } from '../words/times.ts'

type Notice = Notices['notices'][number]

const whatWords = {
  'died-in-area': 'A child died in your area; another panel reviews the death.',
  'handed-over': 'You handed the case over.',
  retracted: 'The case has ended: it was notified in error.',
} as const satisfies Record<Notice['what'], string>

/** Deaths that another panel reviews, and this one is told of. */
export const notices: Page = {
  path: '/notices',
  for: 'read-notices',
  inBar: 'Notices',
  get: async (request) => {
    const { panel, notices: told } = found(await request.api.get<Notices>(`${ownPanelPath(request)}/notices?limit=100`))
    return {
      view: 'notices.njk',
      title: 'Notices',
      shows: {
        panel: panel.name,
        notices: told.map(({ reference, what, reviewedBy, at, note, acceptedAt }) => ({
          reference,
          what: whatWords[what],
          reviewedBy: reviewedBy.name,
          at: dayAndTime(at, request.now),
          note,
          isHandedOver: what === 'handed-over',
          accepted: acceptedAt && dayAndTime(acceptedAt, request.now),
        })),
        isLong: told.length === 100,
      },
    }
  },
}
