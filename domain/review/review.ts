import type { AnalysisForm, AnalysisSections } from '../../schemas/analysis/analysis-form.ts'
import type { AnalysisFormVersion } from '../../schemas/analysis/form-versions.ts'
import type { RegisteredRecommendation } from '../../schemas/analysis/recommendation.ts'
import { editSection, type EditOutcome } from '../analysis/edit-section.ts'
import { afterAct } from '../analysis/recommendation-status.ts'
import { resolveAlternative } from '../analysis/resolve-alternative.ts'
import { emptyForm, type SectionedForm } from '../analysis/sectioned-form.ts'
import type { Instant } from '../calendar/instant.ts'
import { nameOfActor } from '../case/actor.ts'
import type { CaseEvent } from '../case/events.ts'
import type { KeptChange } from '../triage/triage.ts'
import type { ReviewEvents, SectionText, TextChoice } from './events.ts'

/** The current form: a review that begins now is written on it. */
const FORM_VERSION = 'analysis/2026-11' satisfies AnalysisFormVersion

/** A member who is too near to the case to review it; kept also when it was withdrawn. */
export interface DeclaredConflict {
  /** Pseudonymous subject of the member's token. */
  readonly subject: string
  readonly at: Instant
  readonly note?: string
  readonly withdrawn?: { readonly at: Instant; readonly reason: string }
}

/** The panel's review of a case, folded from its events. */
export interface Review {
  readonly form: SectionedForm<AnalysisSections>
  readonly triageChanges: readonly KeptChange[]
  readonly conflicts: readonly DeclaredConflict[]
  /** What the panel recommended, numbered from 1 on the case. */
  readonly recommendations: readonly RegisteredRecommendation[]
}

export const noReviewYet: Review = {
  form: emptyForm(FORM_VERSION),
  triageChanges: [],
  conflicts: [],
  recommendations: [],
}

export type ReviewEvent = Extract<CaseEvent, { type: keyof ReviewEvents }>

/** Folds one more event of the review: by the same functions that decided it, so that record and decision cannot differ. */
export function evolveReview(review: Review, event: ReviewEvent): Review {
  const { at } = event
  const by = nameOfActor(event.by)
  switch (event.type) {
    case 'TriageChanged':
      return { ...review, triageChanges: [...review.triageChanges, { ...event.happened.change, by, at }] }
    case 'ConflictDeclared': {
      const { note } = event.happened
      return { ...review, conflicts: [...review.conflicts, { subject: by, at, ...(note !== undefined && { note }) }] }
    }
    case 'ConflictWithdrawn': {
      const withdrawn = { at, reason: event.happened.reason }
      const withdraw = (one: DeclaredConflict) => (one.subject === by && !one.withdrawn ? { ...one, withdrawn } : one)
      return { ...review, conflicts: review.conflicts.map(withdraw) }
    }
    case 'AnalysisSectionWritten': {
      const { from } = event.happened
      return { ...review, form: formAfter(review.form, written(review.form, event.happened, from ?? { by, at })) }
    }
    case 'AnalysisTextChosen':
      return { ...review, form: formAfter(review.form, chosen(review.form, event.happened, { by, at })) }
    case 'ReviewConcluded':
      return { ...review, recommendations: [...review.recommendations, ...event.happened.registers] }
    case 'RecommendationActedOn': {
      const { number, act, status } = event.happened
      const acted = (one: RegisteredRecommendation) =>
        one.id === String(number) ? { ...afterAct(one, act), status } : one
      return { ...review, recommendations: review.recommendations.map(acted) }
    }
  }
}

interface Signature {
  readonly by: string
  readonly at: Instant
}

type Outcome = EditOutcome<AnalysisSections, keyof AnalysisSections>

/** What writing a text of a section comes to. */
export const written = (
  form: Review['form'],
  { section, value, basedOn }: SectionText,
  { by, at }: Signature,
): Outcome => editSection(form, { section, value, basedOn, by, at })

/** What choosing between two texts of a section comes to. */
export const chosen = (
  form: Review['form'],
  { section, alternative, choice, basedOn }: TextChoice,
  { by, at }: Signature,
): Outcome => resolveAlternative(form, { section, alternative, choice, basedOn, by, at })

const formAfter = (before: Review['form'], outcome: Outcome) => (outcome.outcome === 'refused' ? before : outcome.form)

/** Whether a member has declared a conflict of interest in the case and not withdrawn it. */
export const hasConflict = ({ conflicts }: Pick<Review, 'conflicts'>, subject: string): boolean =>
  conflicts.some((one) => one.subject === subject && !one.withdrawn)

/** The form as it reads now; nothing before anyone has written on it. */
export function formSoFar({ form }: Pick<Review, 'form'>): AnalysisForm | undefined {
  const written = Object.entries(form.sections).map(([section, { current }]) => [section, current.value])
  return written.length === 0
    ? undefined
    : ({ formVersion: form.formVersion, ...Object.fromEntries(written) } as AnalysisForm)
}
