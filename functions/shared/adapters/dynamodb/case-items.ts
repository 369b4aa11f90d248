import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type { Case } from '../../../../domain/case/case.ts'
import { awaited } from '../../../../domain/case/case.ts'
import { chaseTimeOfCase } from '../../../../domain/case/clocks.ts'
import type { CaseEvent, Routing } from '../../../../domain/case/events.ts'
import type { Notice } from '../../../../domain/case/notice.ts'
import { eventKey, EVENT_KEY_PREFIX, eventOfKey, type ItemKey } from '../../../../schemas/event-key.ts'
import type { AgendaPlace } from '../../../../domain/panel-work/listing.ts'
import { REFERENCE_ALPHABET, type MeetingReference, type Reference } from '../../../../schemas/reference.ts'
import type { JoinedNotification, KeptReading } from '../../ports/case-repository.ts'
import type { FormKey } from '../../ports/form-keys.ts'
import type { Refusal } from '../../ports/refusal-record.ts'
import { keyNumberOf } from '../../identity-keys.ts'
import type { Rotation } from '../../ports/hashed-rows.ts'
import { isSame } from '../chain.ts'
import { queuePlaces } from './queue-items.ts'
import { statisticsPlaces } from './statistics-items.ts'

export type Item = Record<string, unknown>

/** Version of the shape of states and pointers. */
const ITEM_VERSION = 1
/** Versions of the shape of events: a new one leaves the old one's way of writing in place. */
const FIRST_EVENT_VERSION = 1
const EVENT_VERSION = 2

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

/**
 * An event as stored. Its key says case, number, type and time, which the item does not say again: the key is what leaves the record of
 * it, the rest stays.
 */
export function eventItem(event: CaseEvent): Item {
  const { by, happened, hash } = event
  return { ...eventKey(event), itemVersion: EVENT_VERSION, by, ...packed(happened), hash, ...notified(event) }
}

/** As events were stored before what happened was packed. What was so written is never written again, and read for ever. */
function firstEventItem(event: CaseEvent): Item {
  const { reference, sequence, type, at, by, happened, hash } = event
  const said = { reference, sequence, type, at, by, happened, hash }
  return { ...eventKey(event), itemVersion: FIRST_EVENT_VERSION, ...said, ...notified(event) }
}

const notified = ({ type, at, by, happened }: CaseEvent): Item =>
  (type === 'NotificationReceived' || type === 'FurtherNotificationReceived') && by.kind === 'person'
    ? { notifier: by.subject, notifiedAt: at, notificationReference: happened.notificationReference }
    : {}

/** Characters from which on what happened is packed: a shorter text fits its write unit as it is. */
const PACKED_FROM = 500
/** Of 11, and with a window of 64 KB: a fifth of a millisecond for a long form. The last tenth of its size would take ten times that. */
const PACKING = { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 16 } }

/** Saves half of a form's write units, and of those of every later read of its case (docs/adr/0021). */
function packed(happened: CaseEvent['happened']): Item {
  const text = JSON.stringify(happened)
  if (text.length < PACKED_FROM) return { happened }
  return { packed: brotliCompressSync(text, PACKING) }
}

/** The same item with what happened in plain words: how it was packed depends on the packer's version. */
export const unpacked = ({ packed: bytes, ...item }: Item): Item =>
  bytes === undefined
    ? item
    : { ...item, happened: JSON.parse(brotliDecompressSync(bytes as Uint8Array).toString()) as unknown }

export const isEventItem = (item: Item) => typeof item['sk'] === 'string' && item['sk'].startsWith(EVENT_KEY_PREFIX)

export const isReadingItem = (item: Item) => typeof item['sk'] === 'string' && item['sk'].startsWith(READING_KEY_PREFIX)

/** @throws for an item of a version that this code does not know: better stop than misread a case. */
export function eventFromItem(item: Item): CaseEvent {
  const { itemVersion, reference, sequence, type, at, by, happened, hash } = unpacked(item)
  if (itemVersion === FIRST_EVENT_VERSION) return { reference, sequence, type, at, by, happened, hash } as CaseEvent
  if (itemVersion !== EVENT_VERSION) throw new Error('An event item has a version that is not known here.')
  return { ...eventOfKey(item as Item & ItemKey), by, happened, hash } as CaseEvent
}

/** Whether an event's item says exactly what this code would have written, now or when it had that version. */
export function isEventAsWritten(item: Item): boolean {
  const write = item['itemVersion'] === FIRST_EVENT_VERSION ? firstEventItem : eventItem
  return isSame(unpacked(item), unpacked(write(eventFromItem(item))))
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
      awaiting: waiting.what,
      awaitingSince: waiting.since,
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
