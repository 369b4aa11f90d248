import type { AnalysisSection, AnalysisSections } from '../../schemas/analysis/analysis-form.ts'
import type {
  RecommendationAct,
  RecommendationStatus,
  RegisteredRecommendation,
} from '../../schemas/analysis/recommendation.ts'
import type { HoldReason } from '../../schemas/panel-work/codes.ts'
import type { Reference } from '../../schemas/reference.ts'
import type { PanelMember } from '../analysis/quorum.ts'
import type { Choice } from '../analysis/resolve-alternative.ts'
import type { Instant } from '../calendar/instant.ts'
import type { RequestMark } from '../case/events.ts'
import type { KeptChange } from '../triage/triage.ts'

interface Requested {
  readonly request: RequestMark
}

/** Somebody's text of one section, and the version of the section that they had before them. */
export type SectionText = {
  [N in AnalysisSection]: { readonly section: N; readonly value: AnalysisSections[N]; readonly basedOn: number }
}[AnalysisSection]

/** Somebody's choice between two texts of one section. */
export type TextChoice = {
  [N in AnalysisSection]: {
    readonly section: N
    readonly alternative: number
    readonly choice: Choice<AnalysisSections[N]>
    readonly basedOn: number
  }
}[AnalysisSection]

/** Who was there and decided, and why the panel did not wait for what the case still waited for. */
export interface Decision {
  readonly membersPresent: readonly PanelMember[]
  /** Subjects. */
  readonly decidedBy: readonly string[]
  readonly overrides: readonly { readonly hold: HoldReason; readonly reason: string }[]
}

/** What each event of the panel's review says. Every text of the form is in one of them; the form is folded from them. */
export interface ReviewEvents {
  TriageChanged: Requested & { readonly change: Omit<KeptChange, 'by' | 'at'> }
  ConflictDeclared: Requested & { readonly note?: string }
  ConflictWithdrawn: Requested & { readonly reason: string }
  AnalysisSectionWritten: SectionText &
    Partial<Requested> & {
      /** Whose text it is and when they wrote it, where it came over from a case that was joined to this one. */
      readonly from?: { readonly reference: Reference; readonly by: string; readonly at: Instant }
    }
  AnalysisTextChosen: TextChoice & Requested
  ReviewConcluded: Requested &
    Decision & {
      /** Recommendations that the register does not have yet, numbered on from those it has. */
      readonly registers: readonly RegisteredRecommendation[]
    }
  RecommendationActedOn: Requested & {
    readonly number: number
    readonly act: RecommendationAct
    /** To which it led. */
    readonly status: RecommendationStatus
  }
}
