import type { AgencyFormCode, LinkRefusal } from '../../schemas/agency-forms/codes.ts'
import type { SectionAnswers } from '../../schemas/agency-forms/answers.ts'
import type { Reference } from '../../schemas/reference.ts'
import type { Circumstance, SupplementaryFormCode } from '../../schemas/supplementary/form-list.ts'
import type { Instant } from '../calendar/instant.ts'
import type { RequestMark } from '../case/events.ts'
import type { AskedAgency, FormRequest } from './form-work.ts'

interface Requested {
  readonly request: RequestMark
}

/** A link as it is given out. Its token and passcode are nowhere in the record. */
export interface IssuedLink {
  /** From 1 within the request. */
  readonly number: number
  readonly for: 'agency' | 'colleague'
  /** The sections that it opens; all that were asked for, where it names none. */
  readonly sections?: readonly string[]
  readonly expiresAt: Instant
}

interface OfRequest {
  /** Which request: see `FormRequestIdSchema`. */
  readonly form: string
}
interface OfLink extends OfRequest {
  readonly link: number
}

/** What each event about an agency's forms says. Answers and reasons stay here, in the record. */
export interface AgencyFormEvents {
  CircumstancesSet: Requested & { readonly circumstances: readonly Circumstance[] }
  FormNeedChanged: Requested & {
    readonly form: SupplementaryFormCode
    readonly act: 'add' | 'remove'
    readonly reason: string
    /** The rules that spoke for the form then. */
    readonly onRules: readonly string[]
  }
  FormRequested: Requested & {
    readonly form: AgencyFormCode
    readonly agency: AskedAgency
    readonly sections?: readonly string[]
    readonly dueAt: Instant
    readonly link: IssuedLink
  }
  /** A new link: for the agency, in place of all before it; or for a colleague, beside the agency's own. */
  FormLinkIssued: Partial<Requested> & OfRequest & { readonly link: IssuedLink }
  FormRequestWithdrawn: Requested & OfRequest & { readonly reason: string }
  FormLinkOpened: OfLink
  FormLinkRefused: OfLink & { readonly because: LinkRefusal }
  FormSectionWritten: OfLink & {
    readonly section: string
    readonly value: SectionAnswers
    /** Version of the section that the writer had seen. */
    readonly basedOn: number
  }
  FormSectionChosen: OfLink & {
    readonly section: string
    /** Version that names the text kept beside the current one. */
    readonly alternative: number
    readonly choice: 'keep-current' | 'take-alternative'
    readonly basedOn: number
  }
  FormAnswered: OfLink & { readonly answers: Readonly<Record<string, SectionAnswers>> }
  /** A request came over from a case that was joined to this one; its links lead here from then on. */
  FormRequestMoved: { readonly from: Reference; readonly moved: FormRequest }
}
