import type { Answer, AssessmentAnswers, DesignatedDoctorDecision } from '../../schemas/assessment.ts'
import type { DateAsKnown } from '../../schemas/calendar.ts'
import type { Notification } from '../../schemas/notification/notification.ts'
import { responsibilityForReview, type Place, type Responsibility } from '../areas/responsibility.ts'
import { panelByCode } from '../areas/panels.ts'
import { assessDeath, type Assessment } from '../assessment/assess-death.ts'
import { ageBand, type AgeBand } from '../calendar/age.ts'
import type { Instant } from '../calendar/instant.ts'
import { civilDateInLondon } from '../calendar/london.ts'
import { clockFacts, momentsOfNotification } from '../clocks/notification.ts'
import { clockChoicesOf } from '../clocks/panel-choices.ts'
import { planClocks, type Clock, type Moments } from '../clocks/plan.ts'
import { scopeOf, type Scope } from '../scope/scope.ts'
import type { Residence } from './residence.ts'

/** All that a decision about a death may rest on: one notification's facts, or those of all who notified the child. */
export interface Circumstances {
  readonly facts: Notification
  readonly answers: AssessmentAnswers
  readonly decision?: DesignatedDoctorDecision | undefined
  readonly residence: Residence
  readonly receivedAt: Instant
  /** When abuse or neglect could first not be ruled out, if ever: starts the clocks of the local authority. */
  readonly suspicionRaisedAt?: Instant | undefined
  /** The first notifier's own panel, if they have one: keeps a case that nobody can place yet. */
  readonly notifierPanel?: string | undefined
  /** A panel that handed the case to another: from then on facts move it no more. */
  readonly transfer?: { readonly from: string; readonly to: string } | undefined
  /** Moments that people recorded on the case, which start clocks and meet them. */
  readonly recordedMoments?: Moments
}

/** Where a case stands that no panel can be found for: somebody on duty has to ask where the child lived. */
export const UNASSIGNED = 'unassigned'

/** The panel that reviews, and who else is told. */
export interface Review {
  readonly panel: string
  readonly basis: 'must' | 'may' | 'provisional' | 'transferred'
  readonly reason: string
  readonly informedPanels: readonly string[]
  /** The panel that the facts name, where a person transferred the case to another. */
  readonly namedByFacts?: string
}

/** What follows from the circumstances of a death: whether it is covered, what the law requires, who reviews, and by when. */
export interface Outlook {
  readonly scope: Scope
  readonly assessment: Assessment
  readonly review: Review
  readonly clocks: readonly Clock[]
  readonly ageBand: AgeBand
}

/** One function for the notifier's answer at once and for the pipeline's decisions, so that the two cannot differ. */
export function outlookOf(circumstances: Circumstances): Outlook {
  const { facts, answers, decision } = circumstances
  const assessment = assessDeath(answers, decision)
  const review = reviewOf(circumstances)
  return {
    scope: scopeOfDeath(circumstances),
    assessment,
    review,
    clocks: clocksFor(circumstances, assessment, review.panel),
    ageBand: ageBand(bornOn(facts), facts.death.dateOfDeath),
  }
}

/** Whether child death review covers the death; asked before a case is opened, and again as facts change. */
export function scopeOfDeath({
  facts,
  answers,
  residence,
}: Pick<Circumstances, 'facts' | 'answers' | 'residence'>): Scope {
  const { child } = facts
  return scopeOf({
    bornOn: bornOn(facts),
    diedOn: facts.death.dateOfDeath,
    // Only around a birth is there a doubt: a child of whom nobody says otherwise was born alive.
    bornAlive: child.bornAlive ?? (isUnattendedBirth(facts, answers) ? 'not-known' : 'yes'),
    termination: child.terminationOfPregnancy ?? 'not-known',
    unattended: isUnattendedBirth(facts, answers) ? 'yes' : answers.unattendedStillbirth,
    gestationWeeks: child.gestationAtBirthWeeks === 'not-known' ? undefined : child.gestationAtBirthWeeks,
    residentInEngland: isIn(residence),
    diedInEngland: isIn(placeOfDeath(facts)),
  })
}

const isUnattendedBirth = ({ child }: Notification, answers: AssessmentAnswers) =>
  answers.unattendedStillbirth === 'yes' || child.suspectedStillbirthAtHome === 'yes'

const isIn = ({ kind }: Place | Residence): Answer =>
  kind === 'england' ? 'yes' : kind === 'outside-england' ? 'no' : 'not-known'

export const bornOn = ({ child }: Notification): DateAsKnown | undefined =>
  child.dateOfBirth === 'not-known' ? undefined : child.dateOfBirth

function placeOfDeath({ death }: Notification): Place {
  if (death.authorityOfDeath !== undefined) return { kind: 'england', authority: death.authorityOfDeath }
  const country = death.countryOfDeath ?? 'not-known'
  const isAbroad = death.placeOfDeath === 'abroad' || !['england', 'not-known'].includes(country)
  return { kind: isAbroad ? 'outside-england' : 'not-known' }
}

function reviewOf(circumstances: Circumstances): Review {
  const named = reviewNamedByFacts(circumstances)
  const { transfer } = circumstances
  if (!transfer) return named
  return {
    panel: transfer.to,
    basis: 'transferred',
    reason: transferReason(transfer.from),
    informedPanels: named.informedPanels.filter((panel) => panel !== transfer.to),
    namedByFacts: named.panel,
  }
}

/** Why a panel reviews that another handed the case to. */
export const transferReason = (from: string) => `Handed over by ${panelByCode(from)?.name ?? from}.`

function reviewNamedByFacts({ facts, residence, receivedAt, notifierPanel }: Circumstances): Review {
  const responsibility = responsibilityForReview({
    residence,
    death: placeOfDeath(facts),
    notifier: notifierPanel,
    on: civilDateInLondon(receivedAt),
  })
  return isAssigned(responsibility) ? responsibility : unassigned(responsibility.reason)
}

const isAssigned = (one: Responsibility): one is Extract<Responsibility, { panel: string }> => 'panel' in one

const unassigned = (reason: string): Review => ({ panel: UNASSIGNED, basis: 'provisional', reason, informedPanels: [] })

/** The clocks that run for a death so assessed, by what this panel settled where sources differ. */
export function clocksFor(circumstances: Circumstances, assessment: Assessment, panel: string): readonly Clock[] {
  const { facts: notification, answers, receivedAt, suspicionRaisedAt, recordedMoments } = circumstances
  const { dateOfDeath: diedOn, timeOfDeath } = notification.death
  const { suddenNoApparentCause } = answers
  const facts = clockFacts({ assessment, suddenNoApparentCause, bornOn: bornOn(notification), diedOn })
  const diedAt = timeOfDeath === 'not-known' ? undefined : timeOfDeath
  const told = momentsOfNotification({ diedOn, diedAt, receivedAt, suspicionRaisedAt, facts })
  return planClocks({
    ...told,
    moments: { ...told.moments, ...recordedMoments },
    facts,
    choices: clockChoicesOf(panel),
  })
}
