import type { AnalysisForm, AnalysisSection } from '../../schemas/analysis/analysis-form.ts'
import type { AnonymisedCase, AnonymisedFacts, MaskedText, MaskKind } from '../../schemas/anonymised-case.ts'
import type { Notification } from '../../schemas/notification/notification.ts'
import type { Instant } from '../calendar/instant.ts'
import type { Case } from '../case/case.ts'
import { circumstancesOfCase } from '../case/circumstances.ts'
import type { CaseEvent } from '../case/events.ts'
import { queueEntry } from '../case/queue-entry.ts'
import { formSoFar } from '../review/review.ts'
import { ageAtDeath, type Life } from './age-in-words.ts'
import { analysisFields, type AnonymisedAnalysis } from './analysis-fields.ts'
import { fields } from './fields.ts'
import { asIntervalOfInstant } from './generalised.ts'
import { identitiesOf, lifeOf } from './identities.ts'
import { countsOf, maskerOf } from './mask-text.ts'
import { shown } from './treatment.ts'

/** Shows what a record says without saying whose it is. Making one costs more than using it: for one record, make one. */
export interface Anonymiser {
  readonly life: Life
  readonly mask: (text: string) => MaskedText
}

export const anonymiserOf = (known: Case, events: readonly CaseEvent[]): Anonymiser => ({
  life: lifeOf(known),
  mask: maskerOf(identitiesOf(known, events)),
})

/**
 * A case as panel members and the chair see it, without identities (R41; panel packs, domain facts section 7): see `fields` for what
 * becomes of each answer. Only what is named there, and here, is ever shown.
 */
export function anonymisedView(
  known: Case,
  { life, mask }: Anonymiser,
): Omit<AnonymisedCase, 'reference' | 'givenAwayOnForm'> {
  const { stage, ageBand } = queueEntry(known)
  const { facts, answers, residence } = circumstancesOfCase(known)
  // The schema's shape follows from the table's; a test reads every view with the schema.
  const factsShown = (told: Notification) => shown(told, fields, life, mask) as unknown as AnonymisedFacts
  return {
    stage,
    ageAtDeath: ageAtDeath(life),
    ageBand,
    notified: asIntervalOfInstant(known.openedAt, life),
    residence: residence.kind,
    deprivationDecile: (residence.kind === 'england' ? residence.deprivationDecile : undefined) ?? 'not-known',
    assessment: assessmentShown(known.categorisation),
    decision: decisionShown(known.decision, mask),
    facts: factsShown({ ...facts, answers }),
    furtherNotifications: known.notifications.slice(1).map((one) => factsShown(one.facts)),
    ...workShown(known.work, life, mask),
  }
}

/** An analysis form as it stands, with its texts scanned and its dates told as intervals. */
export const anonymisedAnalysis = (form: AnalysisForm, { life, mask }: Anonymiser): AnonymisedAnalysis =>
  shown(form, analysisFields, life, mask) as unknown as AnonymisedAnalysis

/** Sections of a case's analysis form in whose texts an identity is found as they were written, and what is found there. */
export function givenAwayOnForm(known: Case, { life, mask }: Anonymiser): AnonymisedCase['givenAwayOnForm'] {
  const form = formSoFar(known.work.review)
  if (!form) return []
  const { formVersion, ...sections } = form
  return Object.entries(sections).flatMap(([section, written]) => {
    const found: MaskKind[] = []
    const noting = (text: string) => {
      const masked = mask(text)
      for (const { kind, count } of masked.masked) found.push(...Array.from({ length: count }, () => kind))
      return masked
    }
    anonymisedAnalysis({ formVersion, [section]: written }, { life, mask: noting })
    return found.length > 0 ? [{ section: section as AnalysisSection, masked: countsOf(found) }] : []
  })
}

function assessmentShown(categorisation: Case['categorisation']): AnonymisedCase['assessment'] {
  if (!categorisation) return null
  const { expectedness, jointAgencyResponse, coroner, socialCare, nationalPanel, lookedAfterChild, ...rest } =
    categorisation.assessment
  return {
    expectedness: expectedness.outcome,
    jointAgencyResponse: jointAgencyResponse.outcome,
    coroner: coroner.outcome,
    socialCare: socialCare.outcome,
    nationalPanel: nationalPanel.outcome,
    lookedAfterChild: lookedAfterChild.outcome,
    decidedByDesignatedDoctor: rest.decidedByDesignatedDoctor,
  }
}

function decisionShown(decision: Case['decision'], mask: Anonymiser['mask']): AnonymisedCase['decision'] {
  if (!decision) return null
  const { reason, ...decided } = decision.decided
  return { ...decided, reason: mask(reason) }
}

/** What the panel did: of the key worker only what they are, of everybody else nothing. */
function workShown(
  { holds, keyWorker, familyQuestions, conclusions }: Case['work'],
  life: Life,
  mask: Anonymiser['mask'],
): Pick<AnonymisedCase, 'holds' | 'keyWorker' | 'familyQuestions' | 'conclusions'> {
  const when = (at: Instant) => asIntervalOfInstant(at, life)
  const masked = (text: string | undefined) => (text === undefined ? undefined : mask(text))
  return {
    holds: holds.map(({ hold, at, note }) => ({ hold, since: when(at), note: masked(note) })),
    keyWorker: keyWorker ? { named: when(keyWorker.at), role: masked(keyWorker.role) } : null,
    familyQuestions: familyQuestions.map(({ question, answers }) => ({
      question: mask(question),
      answers: answers.map(({ answer }) => mask(answer)),
    })),
    conclusions: conclusions.map(({ at, overrides }) => ({
      reviewed: when(at),
      overrides: overrides.map(({ hold, reason }) => ({ hold, reason: mask(reason) })),
    })),
  }
}
