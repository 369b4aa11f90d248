import type { Action } from '../../schemas/panel-work/actions.ts'
import type { CivilDate } from '../calendar/civil-date.ts'
import { addHours, type Instant } from '../calendar/instant.ts'
import { endOfDayInLondon } from '../calendar/london.ts'
import type { Case } from '../case/case.ts'
import { circumstancesOfCase } from '../case/circumstances.ts'
import { bornOn } from '../case/outlook.ts'
import { ageBand } from '../calendar/age.ts'
import { dueAt } from '../clocks/due-at.ts'
import { clockChoicesOf } from '../clocks/panel-choices.ts'
import { clockRules } from '../clocks/rules.ts'
import type { Doing, Situation } from '../panel-work/decide.ts'
import { refuse, type Refusal } from '../panel-work/refusals.ts'
import type { FormFacts } from '../supplementary/form-rules.ts'
import { adjustForms, formsNeeded } from '../supplementary/forms-needed.ts'
import type { AskedAgency, FormRequest } from './form-work.ts'
import { requestId } from './form-work.ts'

type Ask<N extends Action['action']> = Extract<Action, { action: N }>

const DAY = 24

/** What decides which supplementary forms the case needs: what notifiers said, and what caseworkers added to it. */
export function formFactsOf(known: Case): FormFacts {
  const { facts, answers } = circumstancesOfCase(known)
  const { placeOfDeath, suspectedCategory, dateOfDeath } = facts.death
  return {
    circumstances: known.work.forms.circumstances,
    suspectedCategory,
    ageBand: ageBand(bornOn(facts), dateOfDeath),
    placeOfDeath,
    answers,
  }
}

/** The supplementary forms that rules or people brought up for the case. */
export const formsOfCase = (known: Case) => formsNeeded(formFactsOf(known), known.work.forms.adjustments)

/** Adds a form to those that the case needs, or takes one out, with a reason that is kept. */
export function changeFormNeed(
  { action, form, reason }: Ask<'add-form' | 'remove-form'>,
  { known, person, at, request }: Situation,
): Doing | Refusal {
  const act = action === 'add-form' ? 'add' : 'remove'
  const wanted = { form, act, reason, by: person.subject, at } as const
  const adjusted = adjustForms(formFactsOf(known), known.work.forms.adjustments, wanted)
  if (adjusted.outcome === 'refused') return refuse(act === 'add' ? 'form-needed-already' : 'form-not-needed')
  const { onRules } = adjusted.adjustment
  return { here: [{ type: 'FormNeedChanged', happened: { request, form, act, reason, onRules } }] }
}

/** Asks one agency for one form. A supplementary form only where the case needs it: adding it by hand says why. */
export function requestForm(
  { form, agency: named, sections, dueOn }: Ask<'request-form'>,
  { known, at, request, linkDays }: Situation,
): Doing | Refusal {
  const agency = agencyOf(known, named)
  if (!agency) return refuse('no-such-agency')
  const isNeeded =
    form === 'reporting' || formsOfCase(known).some((one) => one.form === form && one.standing === 'needed')
  if (!isNeeded) return refuse('form-not-needed')
  if (known.work.forms.requests.some((one) => isAwaitedFrom(one, form, agency))) return refuse('form-asked-already')
  const due = dueBy(dueOn, known, at)
  if (due <= at) return refuse('due-date-passed')
  const asked = { form, agency, ...(sections && { sections }) }
  const link = { number: 1, for: 'agency', expiresAt: expiry(at, linkDays, due) } as const
  return { here: [{ type: 'FormRequested', happened: { request, ...asked, dueAt: due, link } }] }
}

function agencyOf(known: Case, named: Ask<'request-form'>['agency']): AskedAgency | undefined {
  if (!('position' in named)) {
    const { name, type, role } = named
    return { name, ...(type !== undefined && { type }), ...(role !== undefined && { role }) }
  }
  const agency = circumstancesOfCase(known).facts.agencies?.[named.position - 1]
  if (!agency) return undefined
  const { type, name, roleInCase } = agency
  return {
    position: named.position,
    type,
    ...(name !== undefined && { name }),
    ...(roleInCase !== undefined && { role: roleInCase }),
  }
}

const isAwaitedFrom = (one: FormRequest, form: FormRequest['form'], agency: AskedAgency) =>
  one.standing === 'awaited' &&
  one.form === form &&
  agency.position !== undefined &&
  one.agency.position === agency.position

/** No national limit (D13): what the panel settled, unless whoever asks names a day. */
function dueBy(dueOn: CivilDate | undefined, { routing }: Case, at: Instant): Instant {
  if (dueOn !== undefined) return endOfDayInLondon(dueOn)
  const settled = routing && clockChoicesOf(routing.panel).D13?.limit
  return dueAt(settled ?? clockRules.find(({ id }) => id === 'D13')?.limit ?? { unit: 'workingDays', n: 10 }, at)
}

/** A link outlives the day on which the form is due. */
function expiry(at: Instant, linkDays: number, due: Instant): Instant {
  const [earlier, later] = [addHours(at, linkDays * DAY), addHours(due, DAY)].sort()
  return later ?? earlier ?? due
}

/** A new link for the agency; every link of the request from before is dead, a colleague's too. What was written stays. */
export function renewLink(
  { request: id }: Ask<'renew-form-link'>,
  { known, at, request, linkDays }: Situation,
): Doing | Refusal {
  const asked = awaitedRequest(known, id)
  if ('refused' in asked) return asked
  const link = { number: asked.links.length + 1, for: 'agency', expiresAt: expiry(at, linkDays, at) } as const
  return { here: [{ type: 'FormLinkIssued', happened: { request, form: id, link } }] }
}

/** The form is asked for no longer; its links are dead. */
export function withdrawRequest(
  { request: id, reason }: Ask<'withdraw-form-request'>,
  { known, request }: Situation,
): Doing | Refusal {
  const asked = awaitedRequest(known, id)
  return 'refused' in asked
    ? asked
    : { here: [{ type: 'FormRequestWithdrawn', happened: { request, form: id, reason } }] }
}

function awaitedRequest({ work }: Case, id: string): FormRequest | Refusal {
  const asked = work.forms.requests.find((one) => one.id === id)
  if (!asked) return refuse('no-such-form-request')
  return asked.standing === 'awaited' ? asked : refuse('form-not-awaited')
}

/** The id that a request gets which is decided on the case as it stands: its event is the first to come. */
export const nextRequestId = ({ reference, version }: Case) => requestId({ reference, sequence: version + 1 })
