import type { RefusalReason, Stage } from '../../schemas/panel-work/codes.ts'
import type { Person } from '../access/access.ts'
import type { EditRefusal } from '../analysis/edit-section.ts'
import type { Instant } from '../calendar/instant.ts'
import type { Case } from '../case/case.ts'
import type { Decided, RequestMark } from '../case/events.ts'
import { refusalToWrite, refusalToWriteInWords } from './editing.ts'
import type { SectionText, TextChoice } from './events.ts'
import { chosen, written } from './review.ts'

/** What somebody wants of the form: to write a section, or to choose between two texts of one. */
export type AnalysisEdit =
  | { readonly type: 'AnalysisSectionWritten'; readonly happened: SectionText }
  | { readonly type: 'AnalysisTextChosen'; readonly happened: TextChoice }

export interface EditRefused {
  readonly outcome: 'refused'
  readonly code: RefusalReason | EditRefusal
  /** What would be allowed, in words. */
  readonly needed: string
}

export type EditDecision =
  | { readonly outcome: 'decided'; readonly decided: Decided }
  /** It says so already. */
  | { readonly outcome: 'unchanged' }
  | EditRefused

/** What an edit comes to on the form of the case as it stands. */
export const outcomeOfEdit = ({ work }: Case, edit: AnalysisEdit, by: string, at: Instant) =>
  edit.type === 'AnalysisSectionWritten'
    ? written(work.review.form, edit.happened, { by, at })
    : chosen(work.review.form, edit.happened, { by, at })

/** Decides an edit, if the person may write that section at this stage. A text that nobody may lose is kept beside the other. */
export function decideEdit(
  known: Case,
  edit: AnalysisEdit,
  person: Person,
  at: Instant,
  request: RequestMark,
): EditDecision {
  const { section } = edit.happened
  const refusal = refusalToWrite(known, person, section)
  if (refusal) return refused(refusal, section, known.work.stage)
  const outcome = outcomeOfEdit(known, edit, person.subject, at)
  if (outcome.outcome === 'refused') return outcome
  if (outcome.form === known.work.review.form) return { outcome: 'unchanged' }
  return { outcome: 'decided', decided: withRequest(edit, request) }
}

const refused = (code: RefusalReason, section: SectionText['section'], stage: Stage): EditRefused => ({
  outcome: 'refused',
  code,
  needed: refusalToWriteInWords(code, section, stage),
})

const withRequest = (edit: AnalysisEdit, request: RequestMark): Decided =>
  edit.type === 'AnalysisSectionWritten'
    ? { type: edit.type, happened: { ...edit.happened, request } }
    : { type: edit.type, happened: { ...edit.happened, request } }
