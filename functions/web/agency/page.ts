import type { Instant } from '../../../domain/calendar/instant.ts'
import type { AgencyForm } from '../../../schemas/agency-forms/agency-view.ts'
import type { AgencyForms } from '../../shared/ports/agency-forms.ts'
import type { Typed } from '../form/typed.ts'
import { ApiRefusedError, NoSuchPageError, type Leading, type Shown } from '../page.ts'
import type { AgencySession } from './session.ts'
import type { SectionView } from './questions.ts'

export interface AgencyRequest {
  readonly params: Readonly<Record<string, string>>
  readonly typed: Typed
  readonly session: AgencySession
  readonly forms: AgencyForms
  readonly origin: string
  readonly now: Instant
}

/** What a page of the agency's form answers: as others do, or with how its session goes on. */
export type AgencyAnswer = (Shown | Leading) & { readonly session?: AgencySession | 'ended' }

export interface AgencyPage {
  readonly path: `/agency-form/${string}` | '/agency-form'
  readonly get?: (request: AgencyRequest) => Promise<AgencyAnswer>
  readonly post?: (request: AgencyRequest) => Promise<AgencyAnswer>
}

/** The link was withdrawn or replaced, or has run out: whoever holds its session is told no more. */
export class LinkEndedError extends Error {
  override readonly name = 'LinkEndedError'
}

export async function formOf({ forms, session }: AgencyRequest): Promise<AgencyForm> {
  const answer = await forms.read(session.secret)
  if (answer.ok) return answer.body
  throw answer.status === 403 ? new LinkEndedError() : new ApiRefusedError(answer.status)
}

/** The section of the address, if the link opens it. */
export function sectionOf(form: AgencyForm, { params }: AgencyRequest): SectionView {
  const section = form.sections.find((one) => one.section === params['section'])
  if (!section) throw new NoSuchPageError()
  return section
}
