import type { Person } from '../../domain/access/access.ts'
import type { Instant } from '../../domain/calendar/instant.ts'
import { civilDateInLondon, timeOfDayInLondon } from '../../domain/calendar/london.ts'
import { notificationOf, type CaseNotification } from '../../domain/case/case.ts'
import { numbered } from '../../domain/case/decide.ts'
import type { Actor, Decided, ReceivedNotification } from '../../domain/case/events.ts'
import { scopeOfDeath } from '../../domain/case/outlook.ts'
import { residenceOf } from '../../domain/case/residence.ts'
import type { OutOfScopeCode } from '../../domain/scope/scope.ts'
import type { Notification } from '../../schemas/notification/notification.ts'
import { readNotification } from '../../schemas/notification/read.ts'
import type { FieldProblem } from '../../schemas/problem.ts'
import type { Reference } from '../../schemas/reference.ts'
import type { CaseRepository } from '../shared/ports/case-repository.ts'
import type { Now } from '../shared/ports/clock.ts'
import type { IdentityHash } from '../shared/ports/identity-hash.ts'
import type { KeyedHash } from '../shared/ports/keyed-hash.ts'
import type { PostcodeDirectory } from '../shared/ports/postcode-directory.ts'
import type { RefusalRecord } from '../shared/ports/refusal-record.ts'
import { TemporaryFaultError } from '../shared/runtime/fate.ts'
import type { Meter } from '../shared/runtime/log.ts'
import { findNotification } from '../shared/find-notification.ts'
import { caseOfChild } from './case-of-child.ts'
import { findPostcode } from './find-postcode.ts'

export interface CaptureDeps {
  readonly cases: CaseRepository & RefusalRecord
  readonly directory: PostcodeDirectory
  readonly hash: KeyedHash
  readonly identities: IdentityHash
  readonly meter: Meter
  readonly now: Now
}

export interface Submission {
  readonly person: Person
  /** The sender's own number for this request. */
  readonly key: string
  readonly body: string
  readonly json: unknown
}

export type Notified =
  | {
      readonly outcome: 'received' | 'replayed'
      readonly notification: CaseNotification
      readonly unrecognisedFields: number
    }
  | { readonly outcome: 'invalid'; readonly errors: FieldProblem[] }
  | { readonly outcome: 'out-of-scope'; readonly code: OutOfScopeCode }
  | { readonly outcome: 'key-reused' }

/** How often a second notifier's own write may find the case changed under it. */
const JOIN_TRIES = 5

/** How often an identity may be found held by a case that no longer has the child. */
const TAKE_OVER_TRIES = 3

/**
 * Takes a notification: opens a case for the child, or joins the case that the child has already. The notifier gets the same
 * answer either way, made of their own facts alone.
 */
export async function notify(submission: Submission, deps: CaptureDeps): Promise<Notified> {
  const at = deps.now()
  const reading = readNotification(submission.json, wallClock(at))
  if (!reading.ok) return { outcome: 'invalid', errors: reading.errors }
  const { document: facts, unrecognised } = reading.value

  const received = await receive(submission, facts, unrecognised.kept, deps)
  const scope = scopeOfDeath({ facts, answers: facts.answers, residence: received.residence })
  if (scope.status === 'out-of-scope') return refuse(scope.code, received.notificationReference, at, deps)

  const by: Actor = { kind: 'person', ...submission.person }
  return answered(await openOrJoin(received, at, by, deps), unrecognised.count, deps)
}

type Kept =
  | { readonly outcome: 'received' | 'replayed'; readonly notification: CaseNotification; readonly joined: boolean }
  | { readonly outcome: 'key-reused' }

async function receive(
  { person, key, body }: Submission,
  facts: Notification,
  unrecognised: string | undefined,
  deps: CaptureDeps,
): Promise<ReceivedNotification> {
  const { hash } = deps
  return {
    notificationReference: hash.reference(person.subject, key),
    request: { key: hash.body(key), bodyHash: hash.body(body) },
    facts,
    residence: residenceOf(facts.child, await findPostcode(facts.child, deps)),
    ...(unrecognised !== undefined && { unrecognised }),
  }
}

/** Opens a case for the child, or joins the one that has the child; a case that had the child no longer stands in nobody's way. */
async function openOrJoin(received: ReceivedNotification, at: Instant, by: Actor, deps: CaptureDeps): Promise<Kept> {
  let insteadOf: Reference | undefined
  for (let tries = 0; tries < TAKE_OVER_TRIES; tries++) {
    const opened = await open(received, insteadOf, at, by, deps)
    if (opened.outcome !== 'child-known') return opened
    const joined = await join(opened.reference, received, at, by, deps)
    if (joined.outcome !== 'not-of-this-child') return joined
    insteadOf = opened.reference
  }
  throw new TemporaryFaultError('The child keeps changing cases.')
}

async function open(
  received: ReceivedNotification,
  insteadOf: Reference | undefined,
  at: Instant,
  by: Actor,
  deps: CaptureDeps,
): Promise<Kept | { readonly outcome: 'child-known'; readonly reference: Reference }> {
  const { notificationReference: reference, facts, request } = received
  const decided: Decided = { type: 'NotificationReceived', happened: received }
  const events = numbered({ reference, version: 0 }, [decided], at, by)
  const { nhsNumber } = facts.child
  const identity = nhsNumber === undefined ? {} : { identity: deps.identities.under('nhs-number', nhsNumber) }

  const appended = await deps.cases.append(undefined, events, { ...identity, ...(insteadOf && { insteadOf }) })
  switch (appended.outcome) {
    case 'appended':
      return { outcome: 'received', notification: appended.case.notifications[0], joined: false }
    case 'request-known':
      return appended.request.bodyHash === request.bodyHash ? replay(reference, deps) : { outcome: 'key-reused' }
    case 'child-known':
      return appended
    case 'changed-meanwhile':
      throw new TemporaryFaultError('A new case cannot have changed.')
  }
}

/** The child has a case: the notification becomes a further one of it, under the notifier's own reference. */
async function join(
  guarded: Reference,
  received: ReceivedNotification,
  at: Instant,
  by: Actor,
  deps: CaptureDeps,
): Promise<Kept | { readonly outcome: 'not-of-this-child' }> {
  const { notificationReference: reference, request, facts } = received
  for (let tries = 0; tries < JOIN_TRIES; tries++) {
    const known = await caseOfChild(guarded, facts.child.nhsNumber, deps.cases)
    if (!known) return { outcome: 'not-of-this-child' }
    const decided: Decided = { type: 'FurtherNotificationReceived', happened: received }
    const events = numbered(known, [decided], at, by)
    const appended = await deps.cases.append(known, events, {
      joining: { reference, joined: known.reference, request },
    })
    if (appended.outcome === 'appended') return joinedAs(appended.case.notifications, reference)
    if (appended.outcome === 'request-known')
      return appended.request.bodyHash === request.bodyHash ? replay(reference, deps) : { outcome: 'key-reused' }
  }
  throw new TemporaryFaultError('The case keeps changing.')
}

function joinedAs(notifications: readonly CaseNotification[], reference: Reference): Kept {
  const notification = notifications.find((one) => one.reference === reference)
  if (!notification) throw new Error('A joined notification stands in its case.')
  return { outcome: 'received', notification, joined: true }
}

/** The same request again gets the same answer: it is made of what was stored the first time, whatever came since. */
async function replay(reference: Reference, { cases }: CaptureDeps): Promise<Kept> {
  const found = await findNotification(reference, cases)
  if (!found) throw new Error('A known request has a notification.')
  return { outcome: 'replayed', notification: notificationOf(found.event), joined: false }
}

async function refuse(
  code: OutOfScopeCode,
  reference: Reference,
  at: Instant,
  { cases, meter }: CaptureDeps,
): Promise<Notified> {
  await cases.recordRefusal({ reference, code, at })
  meter.count('NotificationsRefused')
  return { outcome: 'out-of-scope', code }
}

function answered(kept: Kept, unrecognisedFields: number, { meter }: CaptureDeps): Notified {
  if (kept.outcome === 'key-reused') return kept
  meter.count(kept.outcome === 'replayed' ? 'NotificationsReplayed' : 'NotificationsReceived')
  if (kept.joined) meter.count('NotificationsJoined')
  if (unrecognisedFields > 0) meter.count('UnrecognisedFields', unrecognisedFields)
  return { outcome: kept.outcome, notification: kept.notification, unrecognisedFields }
}

/** The wall clock in England, by which a form's dates and times are judged. */
export const wallClock = (at: Instant) => ({ today: civilDateInLondon(at), time: timeOfDayInLondon(at) })
