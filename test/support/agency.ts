import { agencyFormRoutes } from '../../functions/agency-form/routes.ts'
import type { answerActExamples } from '../../schemas/agency-forms/agency.ts'
import { AgencyFormSchema, OpenedFormSchema } from '../../schemas/agency-forms/agency-view.ts'
import type { GivenLink } from '../../schemas/agency-forms/link.ts'
import type { NotificationInput } from '../../schemas/notification/notification.ts'
import type { ActionInput } from '../../schemas/panel-work/actions.ts'
import type { Reference } from '../../schemas/reference.ts'
import { bodies } from './builders/notification.ts'
import { callPublic, type Call } from './http.ts'
import { countedSecrets, hash, TestPipeline } from './pipeline.ts'

export type Act = (typeof answerActExamples)[keyof typeof answerActExamples]['value'] | Record<string, unknown>
export type Ask = Partial<Extract<ActionInput, { action: 'request-form' }>>

export const agencies: NonNullable<NotificationInput['agencies']> = [
  { type: 'gp', name: 'Imaginary Town Surgery', roleInCase: 'Registered GP' },
  { type: 'police', name: 'Invented Constabulary' },
]

/** A case of a panel that asks agencies for forms, and the agencies' side of it. */
export async function aPanelThatAsks(more: Parameters<typeof bodies.minimal>[0] = {}) {
  const service = new TestPipeline()
  const child = { normallyResidentAuthority: 'E06000061', name: { familyName: 'Zaphod-Marked-Value' } }
  const notified = await service.notify(bodies.minimal({ child, agencies, ...more }))
  if (!('notification' in notified)) throw new Error(notified.outcome)
  await service.settle()
  const { reference } = notified.notification
  const cases = {
    ...service.deps.cases,
    findFormKey: service.store.findFormKey.bind(service.store),
    recordReading: service.store.recordReading.bind(service.store),
  }
  const routes = agencyFormRoutes({
    cases,
    hash,
    secrets: countedSecrets(9_000),
    now: () => service.now,
    meter: service.meter,
  })
  const send = (key: string, session: string | undefined, body?: unknown, call: Call = {}) =>
    callPublic(routes, key, {
      headers: { 'form-session': session },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...call,
    })
  const open = (link: unknown, call: Call = {}) => send('POST /api/v1/form-links/open', undefined, link, call)
  const agency = {
    open,
    show: (session?: string) => send('GET /api/v1/form-answers', session),
    act: (session: string | undefined, act: Act | string) => send('POST /api/v1/form-answers', session, act),
    /** The form as opened, and its session. */
    opened: async ({ token: link, passcode }: Pick<GivenLink, 'token' | 'passcode'>) => {
      const { status, body } = await open({ link, passcode })
      if (status !== 201) throw new Error(`The link was refused: ${String(status)}`)
      return OpenedFormSchema.parse(body)
    },
    form: async (session: string) => AgencyFormSchema.parse((await send('GET /api/v1/form-answers', session)).body),
  }
  const work = async (action: ActionInput) => {
    const worked = await service.work(reference, action)
    if (worked.outcome !== 'done') throw new Error(JSON.stringify(worked))
    return worked
  }
  /** Asks the first agency for the reporting form, or as said. */
  const ask = async (asked: Ask = {}): Promise<GivenLink> => {
    const { link } = await work({ action: 'request-form', form: 'reporting', agency: { position: 1 }, ...asked })
    if (!link) throw new Error('A link is given out.')
    return link
  }
  return { service, reference, agency, ask, work, events: () => eventsOf(service, reference) }
}

async function eventsOf(service: TestPipeline, reference: Reference) {
  const found = await service.store.load(reference)
  if (!found || 'joined' in found) throw new Error('No such case.')
  return found.events
}
