import type { NotificationView, OwnNotifications } from '../../../schemas/api.ts'
import { readNotification } from '../../../schemas/notification/read.ts'
import type { ServiceApi } from '../../shared/ports/service-api.ts'
import { factsOf, typedFrom } from '../form/facts.ts'
import { mistakesIn, type FieldMistake } from '../form/mistakes.ts'
import { fieldShown, summaryOf } from '../form/shown.ts'
import { nextStep, stepsAsked, type Known, type Step } from '../form/step.ts'
import type { Typed } from '../form/typed.ts'
import { NoSuchPageError, type Page, type PageRequest, type Shown } from '../page.ts'
import { allFields, journey } from '../questions/all.ts'
import { you } from '../questions/people.ts'
import { doneIn, draftOf, knownFrom, wallClock, withTyped } from './draft.ts'

/** Begins a draft, with the notifier's own details as they gave them last time. */
export const notify: Page = {
  path: '/notify',
  for: 'notify-death',
  get: () => Promise.resolve({ to: '/notifications' }),
  post: async ({ person, api, now }, { drafts, newId }) => {
    const id = newId()
    const values = typedFrom(you.fields, { referrer: await lastReferrer(api) })
    await drafts.create(person.subject, { id, idempotencyKey: newId(), startedAt: now, savedAt: now, values })
    return { to: `/notify/${id}/${you.path}` }
  },
}

/** For comfort only: where it cannot be had, the boxes are empty. */
async function lastReferrer(api: ServiceApi): Promise<unknown> {
  const own = await api.get<OwnNotifications>('/notifications?limit=1')
  const [last] = own.ok ? own.body.notifications : []
  const found = last && (await api.get<NotificationView>(`/notifications/${last.reference}`))
  return found?.ok ? found.body.facts.referrer : undefined
}

/** A draft taken up again: on to what has not been asked yet. */
export const resume: Page = {
  path: '/notify/{draft}',
  for: 'notify-death',
  get: async (request, deps) => {
    const draft = await draftOf(request, deps)
    const done = doneIn(draft)
    const left = stepsAsked(journey, await knownFrom(draft, deps)).find(({ path }) => !done.includes(path))
    return { to: `/notify/${draft.id}/${left?.path ?? 'check'}` }
  },
}

/** One page of questions of a draft. */
export const question: Page = {
  path: '/notify/{draft}/{step}',
  for: 'notify-death',
  get: async (request, deps) => {
    const draft = await draftOf(request, deps)
    const step = stepOf(request)
    if (draft.sending !== undefined || draft.sentAs !== undefined) return { to: `/notify/${draft.id}/check` }
    const back = await backFrom(step, request, async () => stepsAsked(journey, await knownFrom(draft, deps)))
    return questionShown(step, request, draft.values, [], back)
  },
  post: async (request, deps) => {
    const { typed, now, person, params } = request
    const step = stepOf(request)
    // What was typed is kept before it is looked at: a mistake is no reason to lose it.
    const draft = await deps.drafts.change(person.subject, params['draft'] ?? '', (current) =>
      current.sending === undefined && current.sentAs === undefined
        ? withTyped(current, step.path, step.fields, typed, now)
        : current,
    )
    if (!draft) throw new NoSuchPageError()
    if (draft.sending !== undefined || draft.sentAs !== undefined) return { to: `/notify/${draft.id}/check` }
    const reading = readNotification(factsOf(allFields, draft.values), wallClock(now))
    const mistakes = reading.ok ? [] : mistakesIn(step.fields, reading.errors, typed)
    const known = await knownFrom(draft, deps)
    if (mistakes.length > 0) {
      const back = await backFrom(step, request, () => Promise.resolve(stepsAsked(journey, known)))
      return questionShown(step, request, typed, mistakes, back)
    }
    return { to: `/notify/${draft.id}/${whereNext(step, known, doneIn(draft), fromCheck(request))}` }
  },
}

/** Whoever changes one answer goes back to all of them, unless the change raises a question of its own. */
function whereNext(step: Step, known: Known, done: readonly string[], isChange: boolean): string {
  const next = nextStep(journey, step.path, known)
  if (next === undefined) return 'check'
  if (!isChange) return next.path
  return done.includes(next.path) ? 'check' : `${next.path}?from=check`
}

const fromCheck = ({ query, typed }: PageRequest) => query['from'] === 'check' || typed['from']?.[0] === 'check'

function stepOf({ params }: PageRequest): Step {
  const step = journey.find(({ path }) => path === params['step'])
  if (!step) throw new NoSuchPageError()
  return step
}

async function backFrom(step: Step, request: PageRequest, steps: () => Promise<readonly Step[]>): Promise<string> {
  const draft = request.params['draft'] ?? ''
  if (fromCheck(request)) return `/notify/${draft}/check`
  const asked = await steps()
  const before = asked[asked.findIndex(({ path }) => path === step.path) - 1]
  return before ? `/notify/${draft}/${before.path}` : '/notifications'
}

function questionShown(
  step: Step,
  request: PageRequest,
  typed: Typed,
  mistakes: readonly FieldMistake[],
  back: string,
): Shown {
  return {
    view: 'question.njk',
    title: step.title,
    mistakes: summaryOf(mistakes),
    ...(mistakes.length > 0 && { status: 422 }),
    shows: {
      caption: 'Notify a death',
      action: `/notify/${request.params['draft'] ?? ''}/${step.path}`,
      back,
      before: step.before ?? [],
      fields: step.fields.map((field) => fieldShown(field, typed, mistakes)),
      hidden: fromCheck(request) ? { from: 'check' } : {},
      isSaved: true,
    },
  }
}
