import type { NotificationReceipt, NotificationView } from '../../../schemas/api.ts'
import type { AmendmentInput } from '../../../schemas/notification/notification.ts'
import { readNotification } from '../../../schemas/notification/read.ts'
import { ownNotification } from '../found.ts'
import { at, factsOf, putOver, typedFrom, typedOver, type Facts } from '../form/facts.ts'
import { mistakesIn, type FieldMistake } from '../form/mistakes.ts'
import { fieldShown, summaryOf } from '../form/shown.ts'
import type { Field } from '../form/field.ts'
import { stepsAsked, type Step } from '../form/step.ts'
import { textOf, type Typed } from '../form/typed.ts'
import { ApiRefusedError, NoSuchPageError, type Page, type PageRequest, type Shown } from '../page.ts'
import { addable } from '../questions/all.ts'
import { area } from '../questions/people.ts'
import { wallClock } from './draft.ts'

/** Where each missing thing is added, and where everything else is corrected. */
export function addLinks({ reference, stillNeeded, facts }: NotificationView) {
  const isNeeded = (field: Field) =>
    stillNeeded.some(({ pointer }) => field.at === pointer || field.at.startsWith(`${pointer}/`))
  const link = ({ path, title }: Step) => ({ href: `/notifications/${reference}/add/${path}`, title })
  const steps = stepsAsked(addable, { facts: { ...facts }, isAreaFound: !area.fields.some(isNeeded) })
  const missing = steps.filter(({ fields }) => fields.some(isNeeded))
  return { missing: missing.map(link), others: steps.filter((step) => !missing.includes(step)).map(link) }
}

/** One page of questions of a notification that was sent. What is typed is added to it at once. */
export const add: Page = {
  path: '/notifications/{reference}/add/{step}',
  for: 'amend-notification',
  get: async (request, { newId }) => {
    const view = await ownNotification(request)
    const step = stepOf(request)
    return addShown(step, view.reference, typedFrom(step.fields, view.facts), [], {
      key: newId(),
      version: String(view.version),
    })
  },
  post: async (request) => {
    const view = await ownNotification(request)
    const step = stepOf(request)
    const { typed, now, api } = request
    const hidden = { key: textOf(typed, 'key'), version: textOf(typed, 'version') }
    const kept = typedOver(step.fields, typed, view.facts)
    const answers = factsOf(step.fields, kept)
    const reading = readNotification(putOver(view.facts, answers), wallClock(now))
    const mistakes = reading.ok ? [] : mistakesIn(step.fields, reading.errors, kept)
    if (mistakes.length > 0) return addShown(step, view.reference, typed, mistakes, hidden)

    const amendment = changesIn(answers, view.facts)
    if (Object.keys(amendment).length === 0) return { to: `/notifications/${view.reference}` }
    const body = JSON.stringify({ basedOn: Number(hidden.version), ...amendment } satisfies AmendmentInput)
    const path = `/notifications/${view.reference}/amendments` as const
    const answer = await api.post<NotificationReceipt>(path, hidden.key, body)
    if (answer.ok) return { to: `/notifications/${answer.body.reference}` }
    const refused = answer.problem?.errors && mistakesIn(step.fields, answer.problem.errors, typed)
    if (refused && refused.length > 0) return addShown(step, view.reference, typed, refused, hidden)
    // Also where the number belongs to what was sent before and never answered.
    if (answer.status === 409 || answer.status === 422) return changedMeanwhile(step, view, typed, hidden.key)
    throw new ApiRefusedError(answer.status)
  },
}

function stepOf({ params }: PageRequest): Step {
  const step = addable.find(({ path }) => path === params['step'])
  if (!step) throw new NoSuchPageError()
  return step
}

/** The fields of the page that say something else than the notification does, lists as a whole. */
function changesIn(answers: Facts, facts: NotificationView['facts']): Record<string, unknown> {
  const isChanged = (pointer: string, answer: unknown) => JSON.stringify(answer) !== JSON.stringify(at(facts, pointer))
  const changes = Object.entries(answers).flatMap(([group, answered]): [string, unknown][] => {
    const whole: unknown = putOver(at(facts, `/${group}`), answered)
    if (Array.isArray(whole)) return isChanged(`/${group}`, whole) ? [[group, whole]] : []
    const fields = Object.keys(answered as object)
      .map((name) => [name, at(whole, `/${name}`)] as const)
      .filter(([name, answer]) => isChanged(`/${group}/${name}`, answer))
    return fields.length > 0 ? [[group, Object.fromEntries(fields)]] : []
  })
  return Object.fromEntries(changes)
}

function addShown(
  step: Step,
  reference: string,
  typed: Typed,
  mistakes: readonly FieldMistake[],
  hidden: { readonly key: string; readonly version: string },
): Shown {
  return {
    view: 'question.njk',
    title: step.title,
    mistakes: summaryOf(mistakes),
    ...(mistakes.length > 0 && { status: 422 }),
    shows: {
      caption: `Notification ${reference}`,
      action: `/notifications/${reference}/add/${step.path}`,
      back: `/notifications/${reference}`,
      before: step.before ?? [],
      fields: step.fields.map((field) => fieldShown(field, typed, mistakes)),
      hidden,
      button: 'Save and send',
    },
  }
}

/** What the person typed stays; saving once more is on the notification as it is now. */
function changedMeanwhile(step: Step, view: NotificationView, typed: Typed, key: string): Shown {
  const shown = addShown(step, view.reference, typed, [], {
    key: `${key}-${view.version}`,
    version: String(view.version),
  })
  const [first] = step.fields
  const text = 'The notification has changed since you opened this page. Check your answers and save again.'
  return { ...shown, status: 409, mistakes: [{ text, href: `#${first?.name ?? 'maincontent'}` }] }
}
