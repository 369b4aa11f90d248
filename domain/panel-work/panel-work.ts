import type { HoldReason, Stage } from '../../schemas/panel-work/codes.ts'
import type { MeetingReference } from '../../schemas/reference.ts'
import { evolveForms, noForms, type FormWork } from '../agency-forms/form-work.ts'
import type { Instant } from '../calendar/instant.ts'
import { nameOfActor } from '../case/actor.ts'
import type { Actor, CaseEvent, RequestMark } from '../case/events.ts'
import type { Decision } from '../review/events.ts'
import { evolveReview, noReviewYet, type Review } from '../review/review.ts'
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
export interface Conclusion extends Signed, Decision {
  /** Number of the event that recorded it. */
  readonly sequence: number
  /** The form as it stood then. */
  readonly form: Review['form']
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
  /** The meeting for which it is listed, or at which it was reviewed, and since when. */
  readonly listing?: { readonly meeting: MeetingReference; readonly at: Instant } | undefined
  /** The meeting for which it was listed was cancelled. */
  readonly isToBeListedAgain?: boolean
  readonly holds: readonly Hold[]
  readonly conclusions: readonly Conclusion[]
  readonly review: Review
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
  review: noReviewYet,
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
      return { ...next, claim: { by: nameOfActor(by), until: event.happened.until } }
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
      return { ...unlisted(unclaimed(next), at), transfer: { from, to, note, namedByFacts, at, by } }
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
    case 'CaseListed':
      return { ...atStage(next, 'listed', at), listing: { meeting: event.happened.meeting, at } }
    case 'CaseUnlisted':
      return { ...unlisted(next, at), isToBeListedAgain: true }
    case 'ReviewConcluded':
      return concluded(next, event)
    case 'TriageChanged':
    case 'ConflictDeclared':
    case 'ConflictWithdrawn':
    case 'AnalysisSectionWritten':
    case 'AnalysisTextChosen':
    case 'RecommendationActedOn':
      return { ...next, review: evolveReview(work.review, event) }
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

/** A listing lasts until the case is reviewed, and then says at which meeting; on any other way it ends. */
const atStage = (work: PanelWork, stage: Stage, since: Instant): PanelWork => ({
  ...work,
  stage,
  stageSince: since,
  listing: stage === 'reviewed' || stage === 'closed' ? work.listing : undefined,
  isToBeListedAgain: false,
})

/** A case that was listed waits again to be; any other stays where it is. */
export const unlisted = (work: PanelWork, since: Instant): PanelWork =>
  work.stage === 'listed' ? atStage(work, 'ready-for-panel', since) : work

const unclaimed = (work: PanelWork): PanelWork => ({ ...work, claim: undefined })

type Of<T extends PanelWorkEvent['type']> = Extract<PanelWorkEvent, { type: T }>

const stageReached = (work: PanelWork, { at, happened: { stage } }: Of<'StageReached'>): PanelWork =>
  atStage(stage === 'closed' ? unclaimed(work) : work, stage, at)

/** The form as it stands is kept with the conclusion: whatever a second review writes on it, the first stays as it was. */
function concluded(work: PanelWork, event: Of<'ReviewConcluded'>): PanelWork {
  const { sequence, at, by, happened } = event
  const { membersPresent, decidedBy, overrides } = happened
  const { form } = work.review
  const conclusion = { sequence, at, by, membersPresent, decidedBy, overrides, form }
  return {
    ...atStage(work, 'reviewed', at),
    conclusions: [...work.conclusions, conclusion],
    review: evolveReview(work.review, event),
  }
}

/** What the case that ended waited for, what its family asked and who has a conflict of interest stay so. */
function withInherited(
  work: PanelWork,
  { holds, keyWorker, familyQuestions, conflicts, circumstances, adjustments }: Inheritance,
): PanelWork {
  const held = new Set(work.holds.map(({ hold }) => hold))
  const asked = work.familyQuestions.length
  const named = work.keyWorker ?? keyWorker
  return {
    ...work,
    holds: [...work.holds, ...holds.filter(({ hold }) => !held.has(hold))],
    ...(named && { keyWorker: named }),
    review: { ...work.review, conflicts: [...work.review.conflicts, ...conflicts] },
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
