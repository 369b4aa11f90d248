import type { AfterAct, AgencyForm, OpenedForm } from '../../../schemas/agency-forms/agency-view.ts'
import type { ApiAnswer } from './service-api.ts'

/** The agency's side of a form, over the service's own API: no account, only a link with its passcode, and then its session. */
export interface AgencyForms {
  open(link: string, passcode: string): Promise<ApiAnswer<OpenedForm>>
  read(session: string): Promise<ApiAnswer<AgencyForm>>
  act(session: string, body: string): Promise<ApiAnswer<AfterAct>>
}
