import { reachesPanel, type Person } from '../../domain/access/access.ts'
import type { Case } from '../../domain/case/case.ts'
import { withWhatFollows } from '../../domain/case/clocks.ts'
import { numbered } from '../../domain/case/decide.ts'
import type { Actor, CaseEvent, RequestMark } from '../../domain/case/events.ts'
import { nextRequestId } from '../../domain/agency-forms/ask.ts'
import { decide, type Doing } from '../../domain/panel-work/decide.ts'
import type { Refusal } from '../../domain/panel-work/refusals.ts'
import type { GivenLink } from '../../schemas/agency-forms/link.ts'
import { readAs } from '../../schemas/field-problems.ts'
import { ActionSchema, type Action } from '../../schemas/panel-work/actions.ts'
import type { FieldProblem } from '../../schemas/problem.ts'
import type { Reference } from '../../schemas/reference.ts'
import { newLink } from '../shared/form-links.ts'
import { caseNamed, findCase } from '../shared/find-case.ts'
import type { Appended, CaseRepository } from '../shared/ports/case-repository.ts'
import type { Meetings } from '../shared/ports/meetings.ts'
import type { Now } from '../shared/ports/clock.ts'
import type { FormKey } from '../shared/ports/form-keys.ts'
import type { KeyedHash } from '../shared/ports/keyed-hash.ts'
import { TemporaryFaultError } from '../shared/runtime/fate.ts'
import type { Secrets } from '../shared/ports/secrets.ts'
import type { Meter } from '../shared/runtime/log.ts'

export interface WorkDeps {
  readonly cases: CaseRepository
  readonly meetings: Pick<Meetings, 'load'>
  readonly hash: Pick<KeyedHash, 'body' | 'of'>
  /** Of the links to forms. */
  readonly secrets: Secrets
  readonly meter: Meter
  readonly now: Now
  /** Hours that a claim runs. */
  readonly claimHours: number
  /** Days after which the link to a form expires. */
  readonly linkDays: number
}

export interface ActionRequest {
  readonly person: Person
  /** The sender's own number for this request. */
  readonly key: string
  readonly body: string
  readonly json: unknown
}

export type Worked =
  /** The secrets of a link are answered once: a replay has none. */
  | { readonly outcome: 'done' | 'replayed'; readonly known: Case; readonly link?: GivenLink }
  | { readonly outcome: 'invalid'; readonly errors: FieldProblem[] }
  | { readonly outcome: 'key-reused' | 'not-found' }
  /** Others changed the case since the version that the request was based on. */
  | { readonly outcome: 'changed-since'; readonly known: Case; readonly since: readonly CaseEvent[] }
  | { readonly outcome: 'refused'; readonly refusal: Refusal; readonly action: Action; readonly known: Case }

/** How often an action may find the case changed under it. */
const TRIES = 5

/** Does to a case what a person asks, if the case allows it as it stands; decides again if it changed meanwhile. */
export async function workCase(reference: Reference, request: ActionRequest, deps: WorkDeps): Promise<Worked> {
  const reading = readAs(ActionSchema, request.json)
  if (!reading.ok) return { outcome: 'invalid', errors: reading.errors }
  for (let tries = 0; tries < TRIES; tries++) {
    const outcome = await attempt(reference, reading.value, request, deps)
    if (outcome === 'changed-meanwhile') continue
    if (outcome.outcome === 'done') deps.meter.count('ActionsTaken')
    if (outcome.outcome === 'refused') deps.meter.count('ActionsRefused')
    return outcome
  }
  throw new TemporaryFaultError('The case keeps changing.')
}

async function attempt(
  reference: Reference,
  action: Action,
  { person, key, body }: ActionRequest,
  deps: WorkDeps,
): Promise<Worked | 'changed-meanwhile'> {
  const found = await caseNamed(reference, deps.cases)
  if (!found) return { outcome: 'not-found' }
  const { case: known, events } = found

  // Before their reach is asked: whoever handed the case over may ask whether it went.
  const request = { key: deps.hash.body(JSON.stringify([person.subject, key])), bodyHash: deps.hash.body(body) }
  const earlier = known.work.requests.find((one) => one.key === request.key)
  if (earlier) return earlier.bodyHash === request.bodyHash ? { outcome: 'replayed', known } : { outcome: 'key-reused' }

  if (!reachesPanel(person, 'work-case', known.routing?.panel)) return { outcome: 'not-found' }
  const { basedOn = known.version } = action
  if (basedOn !== known.version)
    return { outcome: 'changed-since', known, since: events.filter(({ sequence }) => sequence > basedOn) }
  return act(action, known, person, request, deps)
}

async function act(
  action: Action,
  known: Case,
  person: Person,
  request: RequestMark,
  deps: WorkDeps,
): Promise<Worked | 'changed-meanwhile'> {
  const { cases, now, claimHours, linkDays } = deps
  const at = now()
  const named = otherCaseIn(action)
  const other = named && (await findCase(named, cases))?.case
  const meeting = await meetingFor(action, known, deps.meetings)
  const doing = decide(action, { known, other, meeting, person, at, request, claimHours, linkDays })
  if ('refused' in doing) return { outcome: 'refused', refusal: doing, action, known }

  const by: Actor = { kind: 'person', ...person }
  const number = (one: Case, decided: Doing['here']) => numbered(one, withWhatFollows(one, decided, at, by), at, by)
  const link = linkGivenOut(known, doing, deps)
  const appended = await write(doing, known, number, cases, link?.key)
  return appended.outcome === 'appended'
    ? { outcome: 'done', known: appended.case, ...(link && { link: link.given }) }
    : 'changed-meanwhile'
}

/** The link that goes with what was decided, if any, made once it is known which request it is for. */
function linkGivenOut(known: Case, { here: [first] }: Doing, deps: WorkDeps) {
  if (first.type === 'FormRequested') return newLink(known.reference, nextRequestId(known), first.happened.link, deps)
  return first.type === 'FormLinkIssued'
    ? newLink(known.reference, first.happened.form, first.happened.link, deps)
    : undefined
}

function otherCaseIn(action: Action): Reference | undefined {
  if (action.action === 'join') return action.into
  return action.action === 'separate' ? action.from : undefined
}

/** Another panel's meeting is none for this case. */
async function meetingFor(action: Action, { routing }: Case, meetings: WorkDeps['meetings']) {
  return action.action === 'list-for-meeting' && routing ? meetings.load(routing.panel, action.meeting) : undefined
}

function write(
  { here, there, notices = [], meeting }: Doing,
  known: Case,
  number: (known: Case, decided: Doing['here']) => ReturnType<typeof numbered>,
  cases: CaseRepository,
  formKey: FormKey | undefined,
): Promise<Appended> {
  const events = number(known, here)
  if (!there) return cases.append(known, events, { notices, formKey, ...(meeting && { meeting }) })
  return cases.appendTogether([
    { before: known, events },
    { before: there.known, events: number(there.known, there.decided) },
  ])
}
