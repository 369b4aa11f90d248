import type { Notification } from '../../schemas/notification/notification.ts'
import { panelOf } from '../access/access.ts'
import type { Case, CaseNotification } from './case.ts'
import { answersOf } from './changed-facts.ts'
import type { Actor } from './events.ts'
import type { Circumstances } from './outlook.ts'
import type { Residence } from './residence.ts'

/** What one notifier said: all that their own answer and confirmation may rest on. */
export const circumstancesOfNotification = (notification: CaseNotification): Circumstances => ({
  facts: notification.facts,
  answers: notification.facts.answers,
  residence: notification.residence,
  receivedAt: notification.receivedAt,
  suspicionRaisedAt: notification.suspicionRaisedAt,
  notifierPanel: panelOfActor(notification.by),
})

/** What all notifiers of the child said: the first one's facts, their gaps filled by the others in turn. */
export const circumstancesOfCase = ({
  notifications,
  decision,
  openedAt,
  work,
  recordedMoments,
}: Case): Circumstances => ({
  facts: notifications.map(({ facts }) => facts).reduce(fillGaps),
  answers: answersOf(notifications),
  decision: decision?.decided,
  residence: notifications.map(({ residence }) => residence).reduce(firstKnown),
  receivedAt: openedAt,
  suspicionRaisedAt: notifications.flatMap((one) => one.suspicionRaisedAt ?? []).sort()[0],
  notifierPanel: panelOfActor(notifications[0].by),
  transfer: work.transfer,
  recordedMoments: Object.fromEntries(recordedMoments.map(({ moment, happenedAt }) => [moment, happenedAt])),
})

const panelOfActor = (by: Actor) => (by.kind === 'person' ? panelOf(by) : undefined)

const firstKnown = (first: Residence, next: Residence) => (first.kind === 'not-known' ? next : first)

type Fields = Readonly<Record<string, unknown>>

const isGroup = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isGap = (value: unknown) => value === undefined || value === 'not-known'

/** Group by group: what the first does not know, the next may. */
function fillGaps(first: Notification, next: Notification): Notification {
  const filled: Record<string, unknown> = { ...first }
  for (const [group, values] of Object.entries(next)) {
    const known = filled[group]
    filled[group] = isGroup(known) && isGroup(values) ? withoutGaps(known, values) : isGap(known) ? values : known
  }
  return filled as Notification
}

const withoutGaps = (known: Fields, more: Fields): Fields => ({
  ...known,
  ...Object.fromEntries(Object.entries(more).filter(([field]) => isGap(known[field]))),
})
