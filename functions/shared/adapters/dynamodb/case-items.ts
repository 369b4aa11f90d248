import type { Case } from '../../../../domain/case/case.ts'
import { awaited } from '../../../../domain/case/case.ts'
import type { CaseEvent } from '../../../../domain/case/events.ts'
import { queueEntry, type QueueEntry } from '../../../../domain/case/queue-entry.ts'
import { eventKey, EVENT_KEY_PREFIX } from '../../../../schemas/case-events.ts'
import type { Reference } from '../../../../schemas/reference.ts'
import type { JoinedNotification, Notice, Reading } from '../../ports/case-repository.ts'
import type { Refusal } from '../../ports/refusal-record.ts'

export type Item = Record<string, unknown>

/** Version of the items' shape; an older one is upgraded on reading. */
const ITEM_VERSION = 1

export const STATE = 'STATE'
const NO_CLOCK = '9999'

export const keys = {
  case: (reference: Reference) => `CASE#${reference}`,
  state: (reference: Reference) => ({ pk: `CASE#${reference}`, sk: STATE }),
  identity: (hash: string) => ({ pk: `IDENTITY#${hash}`, sk: 'IDENTITY' }),
  likeness: (hash: string) => `LIKENESS#${hash}`,
  notices: (panel: string) => `NOTICES#${panel}`,
}

/** An event as stored: its key is what leaves the record of it, the rest stays. */
export function eventItem(event: CaseEvent): Item {
  const { reference, sequence, type, at, by, happened } = event
  const notified =
    (type === 'NotificationReceived' || type === 'FurtherNotificationReceived') && by.kind === 'person'
      ? { notifier: by.subject, notifiedAt: at, notificationReference: event.happened.notificationReference }
      : {}
  return {
    ...eventKey(event),
    itemVersion: ITEM_VERSION,
    reference,
    sequence,
    type,
    at,
    by,
    happened,
    ...notified,
  }
}

export const isEventItem = (item: Item) => typeof item['sk'] === 'string' && item['sk'].startsWith(EVENT_KEY_PREFIX)

/** @throws for an item of a version that this code does not know: better stop than misread a case. */
export function eventFromItem(item: Item): CaseEvent {
  if (item['itemVersion'] !== ITEM_VERSION) throw new Error('An event item has a version that is not known here.')
  const { reference, sequence, type, at, by, happened } = item
  return { reference, sequence, type, at, by, happened } as CaseEvent
}

/** The small current state beside the events: the version that guards writes, and what the indexes need. No facts. */
export function stateItem(known: Case): Item {
  const entry = queueEntry(known)
  const waiting = awaited(known)
  return {
    ...keys.state(known.reference),
    itemVersion: ITEM_VERSION,
    version: known.version,
    request: known.notifications[0].request,
    ...queueAttributes(entry),
    ...(known.routing && {
      panelQueue: `${known.routing.panel}#open`,
      panelQueueByStage: `${known.routing.panel}#${entry.stage}`,
      dueOrder: `${entry.nextClock?.dueAt ?? NO_CLOCK}#${known.reference}`,
    }),
    ...(waiting && {
      awaitingStep: waiting.step,
      awaitingSince: waiting.hears.at,
      awaitingEvent: eventKey({ reference: known.reference, ...waiting.hears }).sk,
    }),
  }
}

/** A line of the queue as its indexes project it; case and due time stand in their keys already. */
const queueAttributes = ({
  stage,
  expectedness,
  jointAgencyResponse,
  nextClock,
  ageBand,
  flags,
  receivedAt,
}: QueueEntry) => ({
  stage,
  expectedness,
  response: jointAgencyResponse,
  nextRule: nextClock?.rule,
  ageBand,
  flags,
  receivedAt,
})

/** The line again from an item of a queue's index. */
export function queueEntryFrom(item: Item): QueueEntry {
  const { stage, expectedness, response, nextRule, ageBand, flags, receivedAt } = item
  const [dueAt, reference] = String(item['dueOrder']).split('#')
  const nextClock = nextRule === undefined ? {} : { nextClock: { rule: nextRule, dueAt } }
  return {
    reference,
    stage,
    expectedness,
    jointAgencyResponse: response,
    ageBand,
    ...nextClock,
    flags,
    receivedAt,
  } as QueueEntry
}

export const joinItem = ({ reference, joined, request }: JoinedNotification): Item => ({
  ...keys.state(reference),
  itemVersion: ITEM_VERSION,
  joined,
  request,
})

export const identityItem = (hash: string, reference: Reference): Item => ({ ...keys.identity(hash), reference })

export const likenessItem = (hash: string, reference: Reference): Item => ({
  pk: keys.likeness(hash),
  sk: keys.case(reference),
  reference,
})

export const noticeItem = (notice: Notice, reference: Reference): Item => ({
  pk: keys.notices(notice.panel),
  sk: `${notice.at}#${reference}`,
  reference,
  ...notice,
})

export const readingItem = (reading: Reading): Item => ({
  pk: keys.case(reading.reference),
  sk: `ACCESS#${reading.at}#${reading.requestId}`,
  ...reading,
})

/** Refusals of a month stand together, so that they can be counted. */
export const refusalItem = (refusal: Refusal): Item => ({
  pk: `REFUSALS#${refusal.at.slice(0, 7)}`,
  sk: `REFUSAL#${refusal.reference}`,
  code: refusal.code,
  at: refusal.at,
})
