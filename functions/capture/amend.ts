import { mayEver, reachesPanel } from '../../domain/access/access.ts'
import { applyAmendment } from '../../domain/case/apply-amendment.ts'
import { versionOf, type Case, type CaseNotification } from '../../domain/case/case.ts'
import { numbered, type Some } from '../../domain/case/decide.ts'
import type { Decided } from '../../domain/case/events.ts'
import { residenceOf } from '../../domain/case/residence.ts'
import { notificationProblems } from '../../schemas/notification/consistency.ts'
import type { Amendment, Notification } from '../../schemas/notification/notification.ts'
import { readAmendment } from '../../schemas/notification/read.ts'
import type { FieldProblem } from '../../schemas/problem.ts'
import type { Reference } from '../../schemas/reference.ts'
import { findNotification, isRetracted, notificationIn } from '../shared/find-notification.ts'
import type { Appended, Guards } from '../shared/ports/case-repository.ts'
import { TemporaryFaultError } from '../shared/runtime/fate.ts'
import { caseOfChild } from './case-of-child.ts'
import { findPostcode } from './find-postcode.ts'
import { wallClock, type CaptureDeps, type Submission } from './notify.ts'

export type Amended =
  | {
      readonly outcome: 'amended' | 'replayed'
      readonly notification: CaseNotification
      readonly unrecognisedFields: number
    }
  | { readonly outcome: 'invalid'; readonly errors: FieldProblem[] }
  | { readonly outcome: 'key-reused' | 'not-found' | 'forbidden' | 'changed-since' | 'retracted' }

/** How often an amendment may find the case changed under it. */
const TRIES = 5

/**
 * Adds to a notification what was not known at first. Only its own notifier may; a decision of the designated doctor may also be
 * recorded by the designated doctor of the panel that reviews.
 */
export async function amend(reference: Reference, submission: Submission, deps: CaptureDeps): Promise<Amended> {
  const reading = readAmendment(submission.json)
  if (!reading.ok) return { outcome: 'invalid', errors: reading.errors }
  const { document: amendment, unrecognised } = reading.value

  for (let tries = 0; tries < TRIES; tries++) {
    const outcome = await attempt(reference, submission, amendment, unrecognised.kept, deps)
    if (outcome === 'changed-meanwhile') continue
    if (!('notification' in outcome)) return outcome
    if (outcome.outcome === 'amended') deps.meter.count('FactsAmended')
    return { ...outcome, unrecognisedFields: unrecognised.count }
  }
  throw new TemporaryFaultError('The case keeps changing.')
}

type Attempted =
  | { readonly outcome: 'amended' | 'replayed'; readonly notification: CaseNotification }
  | Exclude<Amended, { notification: unknown }>
  | 'changed-meanwhile'

async function attempt(
  reference: Reference,
  submission: Submission,
  amendment: Amendment,
  unrecognised: string | undefined,
  deps: CaptureDeps,
): Promise<Attempted> {
  const known = (await findNotification(reference, deps.cases))?.case
  const own = known && notificationIn(known, reference)
  if (!known || !own || !mayAmend(submission, amendment, own, known)) return { outcome: 'not-found' }
  if (amendment.designatedDoctorDecision && !mayEver(submission.person, 'decide-as-designated-doctor'))
    return { outcome: 'forbidden' }

  const request = { key: deps.hash.body(submission.key), bodyHash: deps.hash.body(submission.body) }
  const earlier = own.amendments.find((one) => one.request.key === request.key)
  if (earlier)
    return earlier.request.bodyHash === request.bodyHash
      ? { outcome: 'replayed', notification: own }
      : { outcome: 'key-reused' }
  if (isRetracted(known, reference)) return { outcome: 'retracted' }
  if (amendment.basedOn !== undefined && amendment.basedOn !== versionOf(own)) return { outcome: 'changed-since' }

  const facts = applyAmendment(own.facts, amendment)
  const errors = notificationProblems(facts, wallClock(deps.now()))
  if (errors.length > 0) return { outcome: 'invalid', errors }

  const decided: Decided = {
    type: 'FactsAmended',
    happened: {
      notificationReference: reference,
      request,
      amendment,
      residence: residenceOf(facts.child, await findPostcode(facts.child, deps)),
      ...(unrecognised !== undefined && { unrecognised }),
    },
  }
  const appended = await appendFor(known, decided, newNhsNumber(own.facts, facts), submission, deps)
  if (appended.outcome !== 'appended') return 'changed-meanwhile'
  return { outcome: 'amended', notification: notificationIn(appended.case, reference) ?? own }
}

function mayAmend({ person }: Submission, amendment: Amendment, { by }: CaseNotification, known: Case): boolean {
  if (by.kind === 'person' && by.subject === person.subject) return true
  const given = Object.keys(amendment).filter((field) => field !== 'basedOn')
  const isDecisionOnly = given.join() === 'designatedDoctorDecision'
  return isDecisionOnly && reachesPanel(person, 'decide-as-designated-doctor', known.routing?.panel)
}

const newNhsNumber = (before: Notification, after: Notification) =>
  after.child.nhsNumber === before.child.nhsNumber ? undefined : after.child.nhsNumber

/**
 * Appends, guarding an NHS number that was not known before. If another case has that number, the amendment still stands, and the
 * two are flagged for a person to join, unless a person has declared them two children: the software never merges.
 */
async function appendFor(
  known: Case,
  decided: Decided,
  nhsNumber: string | undefined,
  { person }: Submission,
  { cases, identities, now }: CaptureDeps,
): Promise<Appended> {
  const write = (all: Some<Decided>, guards: Guards = {}) =>
    cases.append(known, numbered(known, all, now(), { kind: 'person', ...person }), guards)
  const identity = nhsNumber === undefined ? {} : { identity: identities.under('nhs-number', nhsNumber) }
  const appended = await write([decided], identity)
  if (appended.outcome !== 'child-known') return appended
  const holder = await caseOfChild(appended.reference, nhsNumber, cases)
  if (!holder) return write([decided], { ...identity, insteadOf: appended.reference })
  const other = holder.reference
  const isFlagged = known.possibleDuplicates.some((one) => one.other === other && one.likeness === 'same-nhs-number')
  const isNew = other !== known.reference && !isFlagged && !known.separatedFrom.includes(other)
  const flag: Decided = { type: 'PossibleDuplicateFound', happened: { other, likeness: 'same-nhs-number' } }
  return write(isNew ? [decided, flag] : [decided])
}
