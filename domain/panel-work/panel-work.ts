import type { HoldReason, Stage } from '../../schemas/panel-work/codes.ts'
import { evolveForms, noForms, type FormWork } from '../agency-forms/form-work.ts'
import type { Instant } from '../calendar/instant.ts'
import type { Actor, CaseEvent, RequestMark } from '../case/events.ts'
import type { Inheritance, PanelWorkEvents } from './events.ts'

interface Signed {
  readonly at: Instant
  readonly by: Actor
}

/** A lease: others see who has the case in hand, and it ends by itself. */
export interface Claim {
  /** Pseudonymous subject of the person's token. */
  readonly by: string
  readonly until: Instant
}

/** An outcome that the case waits for (R42). */
export interface Hold extends Signed {
  readonly hold: HoldReason
  readonly note?: string
}

/** The panel's review, once; a case that is reopened may have another. */
export interface Conclusion extends Signed {
  /** Number of the event that recorded it. */
  readonly sequence: number
  /** Why the panel did not wait for what the case waited for. */
  readonly despiteHolds?: string
}

/** Who is there for the family (guidance: a single, named point of contact). */
export interface KeyWorker extends Signed {
  readonly name: string
  readonly role?: string
  readonly contact?: string
  readonly inContactSince?: Instant
}

export interface FamilyQuestion extends Signed {
  /** From 1 within the case. */
  readonly number: number
  readonly question: string
  readonly answers: readonly (Signed & { readonly answer: string })[]
}

/** A handover of the case between panels. */
export interface Transfer extends Signed {
  readonly from: string
  readonly to: string
  readonly note: string
  /** The panel that the facts named then: only facts that come to name another are news. */
  readonly namedByFacts: string
  readonly acceptedAt?: Instant
}

/** What a panel does with a case, folded from its events. */
export interface PanelWork {
  readonly stage: Stage
  /** When the case came to this stage. */
  readonly stageSince: Instant
  readonly claim?: Claim | undefined
  readonly holds: readonly Hold[]
  readonly conclusions: readonly Conclusion[]
  readonly keyWorker?: KeyWorker
  readonly familyQuestions: readonly FamilyQuestion[]
  /** The last one, if any. */
  readonly transfer?: Transfer
  /** The forms that it needs, and what agencies were asked for and answered. */
  readonly forms: FormWork
  /** Requests that were acted on, so that one sent again changes nothing. */
  readonly requests: readonly RequestMark[]
}

/** A case on which no panel has worked yet. */
export const noWorkYet = (since: Instant): PanelWork => ({
  stage: 'notified',
  stageSince: since,
  holds: [],
  conclusions: [],
  familyQuestions: [],
  forms: noForms,
  requests: [],
})

export type PanelWorkEvent = Extract<CaseEvent, { type: keyof PanelWorkEvents }>

/** Folds one more event of the panel's work. */
export function evolveWork(work: PanelWork, event: PanelWorkEvent): PanelWork {
  const { at, by } = event
  const next = withRequest(work, event)
  switch (event.type) {
    case 'CaseClaimed':
      return { ...next, claim: { by: nameOf(by), until: event.happened.until } }
    case 'CaseReleased':
      return unclaimed(next)
    case 'StageReached':
      return stageReached(next, event)
    case 'CaseReopened':
      return atStage(next, 'information-gathering', at)
    case 'CasePlacedOnHold': {
      const { hold, note } = event.happened
      return { ...next, holds: [...next.holds, { hold, ...(note !== undefined && { note }), at, by }] }
    }
    case 'HoldLifted':
      return { ...next, holds: next.holds.filter(({ hold }) => hold !== event.happened.hold) }
    case 'CasesMerged':
      return 'into' in event.happened ? atStage(unclaimed(next), 'joined', at) : withInherited(next, event.happened)
    case 'CaseTransferred': {
      const { from, to, note, namedByFacts } = event.happened
      return { ...unclaimed(next), transfer: { from, to, note, namedByFacts, at, by } }
    }
    case 'TransferAccepted':
      return next.transfer ? { ...next, transfer: { ...next.transfer, acceptedAt: at } } : next
    case 'NotificationRetracted':
      return event.happened.endsCase ? atStage(unclaimed(next), 'retracted', at) : next
    case 'KeyWorkerNamed':
      return { ...next, keyWorker: { ...event.happened.keyWorker, at, by } }
    case 'FamilyQuestionLogged': {
      const { number, question } = event.happened
      return { ...next, familyQuestions: [...next.familyQuestions, { number, question, at, by, answers: [] }] }
    }
    case 'FamilyQuestionAnswered':
      return { ...next, familyQuestions: next.familyQuestions.map((one) => answered(one, event)) }
    case 'CircumstancesSet':
    case 'FormNeedChanged':
    case 'FormRequested':
    case 'FormLinkIssued':
    case 'FormRequestWithdrawn':
    case 'FormLinkOpened':
    case 'FormLinkRefused':
    case 'FormSectionWritten':
    case 'FormSectionChosen':
    case 'FormAnswered':
    case 'FormRequestMoved':
      return { ...next, forms: evolveForms(next.forms, event) }
    case 'NotificationMoved':
    case 'CasesSeparated':
      return next
  }
}

const withRequest = (work: PanelWork, { happened }: PanelWorkEvent): PanelWork =>
  'request' in happened ? { ...work, requests: [...work.requests, happened.request] } : work

const nameOf = (by: Actor) => (by.kind === 'person' ? by.subject : by.kind === 'step' ? by.step : by.kind)

const atStage = (work: PanelWork, stage: Stage, since: Instant): PanelWork => ({ ...work, stage, stageSince: since })

const unclaimed = (work: PanelWork): PanelWork => ({ ...work, claim: undefined })

type Of<T extends PanelWorkEvent['type']> = Extract<PanelWorkEvent, { type: T }>

function stageReached(work: PanelWork, { sequence, at, by, happened }: Of<'StageReached'>): PanelWork {
  const { stage, despiteHolds } = happened
  const next = atStage(stage === 'closed' ? unclaimed(work) : work, stage, at)
  if (stage !== 'reviewed') return next
  const conclusion = { sequence, at, by, ...(despiteHolds && { despiteHolds: despiteHolds.reason }) }
  return { ...next, conclusions: [...next.conclusions, conclusion] }
}

/** What waited for the case that ended is waited for still; what its family asked is still to be answered. */
function withInherited(
  work: PanelWork,
  { holds, keyWorker, familyQuestions, circumstances, adjustments }: Inheritance,
): PanelWork {
  const held = new Set(work.holds.map(({ hold }) => hold))
  const asked = work.familyQuestions.length
  const named = work.keyWorker ?? keyWorker
  return {
    ...work,
    holds: [...work.holds, ...holds.filter(({ hold }) => !held.has(hold))],
    ...(named && { keyWorker: named }),
    familyQuestions: [
      ...work.familyQuestions,
      ...familyQuestions.map((one, index) => ({ ...one, number: asked + index + 1 })),
    ],
    forms: {
      ...work.forms,
      circumstances: [...new Set([...work.forms.circumstances, ...circumstances])],
      // Of one form the last decision stands: that of the case that goes on.
      adjustments: [...adjustments, ...work.forms.adjustments],
    },
  }
}

function answered(one: FamilyQuestion, { at, by, happened }: Of<'FamilyQuestionAnswered'>): FamilyQuestion {
  const { number, answer } = happened
  return one.number === number ? { ...one, answers: [...one.answers, { answer, at, by }] } : one
}

/** The claim that still runs: at its end it is nobody's. */
export const liveClaim = ({ claim }: { readonly claim?: Claim | undefined }, at: Instant): Claim | undefined =>
  claim && at < claim.until ? claim : undefined
