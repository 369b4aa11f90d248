import type { Case } from '../../../../domain/case/case.ts'
import { awaited } from '../../../../domain/case/case.ts'
import { chaseTimeOfCase } from '../../../../domain/case/clocks.ts'
import type { CaseEvent, Routing } from '../../../../domain/case/events.ts'
import type { Notice } from '../../../../domain/case/notice.ts'
import { eventKey, EVENT_KEY_PREFIX } from '../../../../schemas/event-key.ts'
import type { AgendaPlace } from '../../../../domain/panel-work/listing.ts'
import { REFERENCE_ALPHABET, type MeetingReference, type Reference } from '../../../../schemas/reference.ts'
import type { JoinedNotification, KeptReading } from '../../ports/case-repository.ts'
import type { FormKey } from '../../ports/form-keys.ts'
import type { Refusal } from '../../ports/refusal-record.ts'
import { keyNumberOf } from '../../identity-keys.ts'
import type { Rotation } from '../../ports/hashed-rows.ts'
import { queuePlaces } from './queue-items.ts'
import { statisticsPlaces } from './statistics-items.ts'

export type Item = Record<string, unknown>

/** Version of the items' shape; an older one is upgraded on reading. */
const ITEM_VERSION = 1

export const STATE = 'STATE'

export const keys = {
  case: (reference: Reference) => `CASE#${reference}`,
  readings: (reference: Reference) => ({ pk: `CASE#${reference}`, sk: 'ACCESS' }),
  state: (reference: Reference) => ({ pk: `CASE#${reference}`, sk: STATE }),
  identity: (hash: string) => ({ pk: `IDENTITY#${hash}`, sk: 'IDENTITY' }),
  formKey: (hash: string) => ({ pk: `FORMKEY#${hash}`, sk: 'FORMKEY' }),
  likeness: (hash: string) => `LIKENESS#${hash}`,
  /** How far a rotation of the keys of both has come. */
  rotation: { pk: 'ROTATION', sk: 'IDENTITY' },
  notices: (panel: string) => `NOTICES#${panel}`,
  panel: (panel: string) => `PANEL#${panel}`,
  meeting: (panel: string, meeting: MeetingReference) => ({ pk: `PANEL#${panel}`, sk: `MEETING#${meeting}` }),
  agenda: (meeting: MeetingReference) => `LISTED#${meeting}#`,
}

/**
 * Parts in which the cases to be chased are kept, so that writing many cases at once is not held up by the index. A reference's
 * characters are as good as random.
 */
export const CHASE_PARTS = ['0', '1', '2', '3'] as const

const chasePart = (reference: Reference) =>
  CHASE_PARTS[REFERENCE_ALPHABET.indexOf(reference.slice(-1)) % CHASE_PARTS.length]

/** By the rules of the plan, so that cases planned under rules that hold no longer are found at once. */
const chaseKey = ({ clockRuleSetVersion }: Routing, reference: Reference) =>
  `${clockRuleSetVersion}#${chasePart(reference) ?? CHASE_PARTS[0]}`

/** An event as stored: its key is what leaves the record of it, the rest stays. */
export function eventItem(event: CaseEvent): Item {
  const { reference, sequence, type, at, by, happened, hash } = event
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
    hash,
    ...notified,
  }
}

export const isEventItem = (item: Item) => typeof item['sk'] === 'string' && item['sk'].startsWith(EVENT_KEY_PREFIX)

export const isReadingItem = (item: Item) => typeof item['sk'] === 'string' && item['sk'].startsWith(READING_KEY_PREFIX)

/** @throws for an item of a version that this code does not know: better stop than misread a case. */
export function eventFromItem(item: Item): CaseEvent {
  if (item['itemVersion'] !== ITEM_VERSION) throw new Error('An event item has a version that is not known here.')
  const { reference, sequence, type, at, by, happened, hash } = item
  return { reference, sequence, type, at, by, happened, hash } as CaseEvent
}

/** The small current state beside the events: the version that guards writes, and what the indexes need. No facts. */
export function stateItem(known: Case): Item {
  const waiting = awaited(known)
  const chaseAt = chaseTimeOfCase(known)
  return {
    ...keys.state(known.reference),
    itemVersion: ITEM_VERSION,
    version: known.version,
    head: known.head,
    request: known.request,
    receivedAt: known.openedAt,
    ...(known.routing && { panel: known.routing.panel }),
    ...queuePlaces(known),
    ...statisticsPlaces(known),
    ...(known.joinedTo && { joined: known.joinedTo }),
    ...(known.routing && chaseAt !== undefined && { chase: chaseKey(known.routing, known.reference), chaseAt }),
    ...(waiting && {
      awaitingStep: waiting.step,
      awaitingSince: waiting.hears.at,
      awaitingEvent: eventKey({ reference: known.reference, ...waiting.hears }).sk,
    }),
  }
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

/** Number of the key whose hash an item stands under; undefined for all others. */
export function hashedUnder({ pk }: Item): number | undefined {
  const prefix = [keys.identity('').pk, keys.likeness('')].find((one) => String(pk).startsWith(one))
  return prefix === undefined ? undefined : keyNumberOf(String(pk).slice(prefix.length))
}

export const rotationItem = (rotation: Rotation): Item => ({ ...keys.rotation, revision: rotation.revision, rotation })

export const rotationFromItem = ({ rotation }: Item) => rotation as Rotation

export const noticeItem = (notice: Notice, reference: Reference): Item => ({
  pk: keys.notices(notice.panel),
  sk: `${notice.at}#${reference}`,
  reference,
  ...notice,
})

export const formKeyItem = (key: FormKey): Item => ({ ...keys.formKey(key.hash), ...key })

export const formKeyFromItem = ({ hash, reference, form, link, passcode }: Item) =>
  ({ hash, reference, form, link, ...(passcode !== undefined && { passcode }) }) as FormKey

/** Stays when the case leaves the agenda, and says so: nothing of a case's record is ever deleted. */
export const agendaItem = ({ panel, meeting, reference, listedAt, stands }: AgendaPlace): Item => ({
  pk: keys.panel(panel),
  sk: `${keys.agenda(meeting)}${reference}`,
  reference,
  listedAt,
  stands,
})

export const READING_KEY_PREFIX = 'ACCESS#'

export const readingItem = (reading: KeptReading): Item => ({
  pk: keys.case(reading.reference),
  sk: `${READING_KEY_PREFIX}${String(reading.number).padStart(6, '0')}`,
  ...reading,
})

export function readingFromItem(item: Item): KeptReading {
  const { reference, number, what, at, subject, roles, requestId, hash } = item
  return { reference, number, what, at, subject, roles, requestId, hash } as KeptReading
}

/** How many readings of a case there are, and the last one's hash: so that the last cannot go unnoticed. */
export const readingsItem = ({ reference, number, hash }: KeptReading): Item => ({
  ...keys.readings(reference),
  count: number,
  hash,
})

/** Refusals of a month stand together, so that they can be counted. */
export const refusalItem = (refusal: Refusal): Item => ({
  pk: `REFUSALS#${refusal.at.slice(0, 7)}`,
  sk: `REFUSAL#${refusal.reference}`,
  code: refusal.code,
  at: refusal.at,
})
