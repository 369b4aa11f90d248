import type { OwnNotifications } from '../../../schemas/api.ts'
import { found } from '../found.ts'
import type { Page } from '../page.ts'
import { dayAndTime } from '../words/times.ts'

/** Where a notifier begins: what they have begun, what they have sent, and the way to notify a death. */
export const ownNotifications: Page = {
  path: '/notifications',
  for: 'read-own-notifications',
  landing: ['notifier', 'designated-doctor'],
  inBar: 'My notifications',
  get: async ({ person, api, now }, { drafts }) => {
    const [sent, begun] = await Promise.all([
      api.get<OwnNotifications>('/notifications?limit=100'),
      drafts.all(person.subject),
    ])
    return {
      view: 'own-notifications.njk',
      title: 'My notifications',
      shows: {
        drafts: begun
          .filter(({ sentAs }) => sentAs === undefined)
          .map(({ id, savedAt, sending }) => ({
            id,
            saved: dayAndTime(savedAt, now),
            isOnItsWay: sending !== undefined,
          })),
        notifications: found(sent).notifications.map(({ reference, receivedAt }) => ({
          reference,
          received: dayAndTime(receivedAt, now),
        })),
      },
    }
  },
}
