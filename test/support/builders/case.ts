import type { Person } from '../../../domain/access/access.ts'
import { addHours, type Instant } from '../../../domain/calendar/instant.ts'
import { evolve, type Case } from '../../../domain/case/case.ts'
import { categorise, numbered, route, type Some } from '../../../domain/case/decide.ts'
import type { Actor, Decided } from '../../../domain/case/events.ts'
import { decide, type Doing, type Situation } from '../../../domain/panel-work/decide.ts'
import type { Refusal } from '../../../domain/panel-work/refusals.ts'
import { ActionSchema, type ActionInput } from '../../../schemas/panel-work/actions.ts'
import type { Stage } from '../../../schemas/panel-work/codes.ts'
import { ReferenceSchema, type Reference } from '../../../schemas/reference.ts'
import { aMeeting } from './meeting.ts'
import { completeForm, conclude } from './analysis.ts'
import { aNotification, type Overrides } from './notification.ts'

export const START = '2026-11-20T03:00:00.000Z' as Instant
const PANEL = 'panel/northamptonshire'

/** Who works for the panel, by role. */
export const people = {
  manager: { subject: 'manager', roles: ['cdop-manager'], area: PANEL },
  colleague: { subject: 'colleague', roles: ['cdop-manager'], area: PANEL },
  doctor: { subject: 'doctor', roles: ['designated-doctor'], area: PANEL },
  chair: { subject: 'chair', roles: ['chair'], area: PANEL },
  member: { subject: 'member', roles: ['panel-member'], area: PANEL },
} as const satisfies Record<string, Person>

export const aReference = (number: number): Reference => ReferenceSchema.parse(String(number).padStart(16, '0'))

/** The case after what was decided has happened. */
export function happened(
  known: Case | undefined,
  reference: Reference,
  decided: Some<Decided>,
  by: Actor,
  at: Instant,
) {
  const events = numbered({ reference, version: known?.version ?? 0 }, decided, at, by)
  const after = events.reduce<Case | undefined>(evolve, known)
  if (!after) throw new Error('Events make a case.')
  return after
}

const step = (name: 'categorise' | 'route'): Actor => ({ kind: 'step', step: name })

/** A case as notified: no panel has it yet. */
export function aNotifiedCase(overrides: Overrides = {}, number = 1): Case {
  const reference = aReference(number)
  const received: Decided = {
    type: 'NotificationReceived',
    happened: {
      notificationReference: reference,
      request: { key: `key-${number}`, bodyHash: 'body' },
      facts: aNotification(overrides),
      residence: { kind: 'england', authority: 'E06000061', from: 'stated' },
    },
  }
  return happened(undefined, reference, [received], { kind: 'person', subject: 'notifier', roles: ['notifier'] }, START)
}

/** The case after the pipeline has heard of it. */
export function piped(known: Case, at = START): Case {
  const [categorised] = categorise(known)
  const next = categorised ? happened(known, known.reference, [categorised], step('categorise'), at) : known
  const [routed] = route(next, at)
  return routed ? happened(next, known.reference, [routed], step('route'), at) : next
}

/** A case that the panel has. */
export const aCase = (overrides: Overrides = {}, number = 1): Case => piped(aNotifiedCase(overrides, number))

let requests = 0

type More = Partial<Pick<Situation, 'other' | 'meeting' | 'at' | 'request' | 'claimHours'>>

/** What somebody's action comes to. */
export const asked = (known: Case, person: Person, action: ActionInput, more: More = {}): Doing | Refusal =>
  decide(ActionSchema.parse(action), {
    known,
    person,
    at: START,
    request: { key: `request-${(requests += 1)}`, bodyHash: 'body' },
    claimHours: 4,
    meeting: aMeeting(),
    linkDays: 28,
    ...more,
  })

/** The case after somebody's action, which has to be allowed; and the other case that it named. */
export function both(known: Case, person: Person, action: ActionInput, more: More = {}) {
  const doing = asked(known, person, action, more)
  if ('refused' in doing) throw new Error(doing.refused)
  const { at = START } = more
  const by: Actor = { kind: 'person', ...person }
  const there = doing.there && happened(doing.there.known, doing.there.known.reference, doing.there.decided, by, at)
  return { here: happened(known, known.reference, doing.here, by, at), there, notices: doing.notices ?? [] }
}

/** The case after somebody's action, which has to be allowed. */
export const after = (known: Case, person: Person, action: ActionInput, more: More = {}): Case =>
  both(known, person, action, more).here

const to = (stage: Stage): ActionInput => ({ action: 'move-to-stage', stage })
/** Lists a case for the meeting that there is, unless a test gives another. */
export const LIST = { action: 'list-for-meeting', meeting: aMeeting().reference } as const satisfies ActionInput

const moves: readonly (readonly [Stage, ActionInput, Person])[] = [
  ['child-death-review-meeting', to('child-death-review-meeting'), people.manager],
  ['ready-for-panel', to('ready-for-panel'), people.manager],
  ['listed', LIST, people.manager],
  ['reviewed', conclude, people.chair],
  ['closed', to('closed'), people.manager],
]

/** The case with all that a conclusion needs on its form. */
export const withCompleteForm = (known: Case, at = START): Case =>
  happened(known, known.reference, completeForm(known) as unknown as Some<Decided>, actorOf(people.doctor), at)

export const actorOf = (person: Person): Actor => ({ kind: 'person', ...person })

const atStages = new Map<Stage, Case>()

/** A case that has come to this stage. */
export function aCaseAt(stage: Stage): Case {
  const known = atStages.get(stage) ?? newCaseAt(stage)
  atStages.set(stage, known)
  return known
}

function newCaseAt(stage: Stage): Case {
  if (stage === 'notified') return aNotifiedCase()
  const start = aCase()
  if (stage === 'retracted')
    return after(start, people.manager, {
      action: 'retract',
      notification: start.reference,
      reason: 'sent-as-a-test',
    })
  if (stage === 'joined')
    return after(start, people.manager, { action: 'join', into: aReference(99) }, { other: aCase({}, 99) })
  const steps = moves.slice(0, moves.findIndex(([to]) => to === stage) + 1)
  return steps.reduce((known, [to, action, person]) => {
    const at = later(known.version)
    return to === 'reviewed'
      ? after(withCompleteForm(known, at), person, conclude, { at })
      : after(known, person, action, { at })
  }, start)
}

/** So many hours after the start. */
export const later = (hours: number): Instant => addHours(START, hours)
