import type { HoldReason, RetractionReason, Stage } from '../../schemas/panel-work/codes.ts'
import type { MeetingReference, Reference } from '../../schemas/reference.ts'
import type { AgencyFormEvents } from '../agency-forms/events.ts'
import type { Instant } from '../calendar/instant.ts'
import type { FormWork } from '../agency-forms/form-work.ts'
import type { Case, CaseNotification } from '../case/case.ts'
import type { PlannedClocks, RequestMark } from '../case/events.ts'
import type { ReviewEvents } from '../review/events.ts'
import type { DeclaredConflict } from '../review/review.ts'
import type { KeyWorker, PanelWork } from './panel-work.ts'

/** The request that asked for it. Of several events of one request the acting case's last carries it. */
interface Requested {
  readonly request: RequestMark
}

/** What each event of the panel's work says. Free text stays here, in the record. */
export interface PanelWorkEvents extends ReviewEvents, AgencyFormEvents {
  CaseClaimed: Requested & { readonly until: Instant }
  CaseReleased: Requested
  StageReached: Requested & {
    readonly stage: Stage
    /** What the case still waited for, and why the panel went on despite it. */
    readonly despiteHolds?: { readonly holds: readonly HoldReason[]; readonly reason: string }
  }
  CasePlacedOnHold: Requested & { readonly hold: HoldReason; readonly note?: string }
  HoldLifted: Requested & { readonly hold: HoldReason; readonly outcome?: string }
  NotificationMoved: { readonly from: Reference; readonly notification: CaseNotification }
  CasesMerged: (Requested & { readonly into: Reference }) | ({ readonly from: Reference } & Inheritance)
  CasesSeparated: Partial<Requested> & {
    /** The other case by every reference that it goes by. */
    readonly others: readonly Reference[]
    /** How the person knows. */
    readonly reason?: string
  }
  CaseTransferred: Requested &
    PlannedClocks & {
      readonly from: string
      readonly to: string
      readonly note: string
      /** The panel that the facts named then. */
      readonly namedByFacts: string
    }
  TransferAccepted: Requested
  NotificationRetracted: Requested & {
    readonly notificationReference: Reference
    readonly reason: RetractionReason
    readonly explanation?: string
    /** The case had no other notification and has ended with it. */
    readonly endsCase: boolean
  }
  CaseReopened: Requested & { readonly reason: string }
  KeyWorkerNamed: Requested & { readonly keyWorker: Omit<KeyWorker, 'at' | 'by'> }
  FamilyQuestionLogged: Requested & { readonly number: number; readonly question: string }
  CaseListed: Requested & {
    readonly meeting: MeetingReference
    /** What the case still waited for, and why the panel listed it despite that. */
    readonly despiteHolds?: { readonly holds: readonly HoldReason[]; readonly reason: string }
  }
  /** The meeting for which it was listed will not be held. */
  CaseUnlisted: { readonly meeting: MeetingReference; readonly because: 'meeting-cancelled' }
  FamilyQuestionAnswered: Requested & { readonly number: number; readonly answer: string }
}

/** What goes over, besides the notifications, from a case that is joined to another. */
export type Inheritance = Pick<PanelWork, 'holds' | 'keyWorker' | 'familyQuestions'> &
  Pick<FormWork, 'circumstances' | 'adjustments'> &
  Pick<Case, 'joinedFrom' | 'separatedFrom' | 'possibleDuplicates' | 'recordedMoments'> & {
    readonly conflicts: readonly DeclaredConflict[]
  }
