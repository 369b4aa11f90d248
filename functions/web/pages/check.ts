import { authorityByCode } from '../../../domain/areas/authorities.ts'
import type { Instant } from '../../../domain/calendar/instant.ts'
import type { NotificationReceipt } from '../../../schemas/api.ts'
import { readNotification } from '../../../schemas/notification/read.ts'
import type { FieldProblem, Problem } from '../../../schemas/problem.ts'
import type { Draft } from '../../shared/ports/draft-store.ts'
import { at, factsOf } from '../form/facts.ts'
import { mistakesIn } from '../form/mistakes.ts'
import { answerInWords, summaryOf } from '../form/shown.ts'
import { stepsAsked, type Step } from '../form/step.ts'
import {
  ApiRefusedError,
  NoSuchPageError,
  type Mistake,
  type Page,
  type PageDeps,
  type PageRequest,
  type Shown,
} from '../page.ts'
import { allFields, journey } from '../questions/all.ts'
import { unattendedBirth } from '../questions/assessment.ts'
import { draftOf, knownFrom, lookUp, openAgain, wallClock } from './draft.ts'

/** All answers at once, before they are sent. */
export const check: Page = {
  path: '/notify/{draft}/check',
  for: 'notify-death',
  get: async (request, deps) => {
    const draft = await draftOf(request, deps)
    if (draft.sentAs !== undefined) return { to: toNextSteps(draft.sentAs) }
    return checkShown(draft, [], deps)
  },
  post: async (request, deps) => {
    const draft = await draftOf(request, deps)
    if (draft.sentAs !== undefined) return { to: toNextSteps(draft.sentAs) }
    const problems = draft.sending === undefined ? problemsOf(draft, request.now) : []
    if (problems.length > 0) return checkShown(draft, problems, deps)
    return send(draft, request, deps)
  },
}

const toNextSteps = (reference: string) => `/notifications/${reference}/next-steps`

function problemsOf(draft: Draft, now: Instant): readonly FieldProblem[] {
  const reading = readNotification(bodyOf(draft), wallClock(now))
  return reading.ok ? [] : reading.errors
}

/**
 * Sends what the draft says, or said when it was first sent: while nobody knows whether that arrived, the very same goes again
 * under the same number, and the API answers both alike. So a second press, a second tab or a lost answer changes nothing.
 */
async function send(draft: Draft, { person, api, now }: PageRequest, deps: PageDeps) {
  const { drafts, newId } = deps
  const fixed = await drafts.change(person.subject, draft.id, (current) =>
    current.sending === undefined && current.sentAs === undefined
      ? { ...current, sending: JSON.stringify(bodyOf(current)) }
      : current,
  )
  if (!fixed) throw new NoSuchPageError()
  if (fixed.sending === undefined) return { to: toNextSteps(fixed.sentAs ?? '') }

  const answer = await api.post<NotificationReceipt>('/notifications', fixed.idempotencyKey, fixed.sending)
  if (answer.ok) {
    const { reference } = answer.body
    await drafts.change(person.subject, draft.id, (current) => ({
      ...openAgain(current),
      savedAt: now,
      values: {},
      sentAs: reference,
    }))
    return { to: toNextSteps(reference) }
  }
  const { problem } = answer
  if (problem?.type === '/problems/validation' || problem?.type === '/problems/out-of-scope') {
    // Refused for certain: nothing arrived. The answers can be changed again, and are then another request.
    const open = await drafts.change(person.subject, draft.id, (current) =>
      current.idempotencyKey === fixed.idempotencyKey && current.sentAs === undefined
        ? { ...openAgain(current), idempotencyKey: newId() }
        : current,
    )
    return refusedShown(problem, open ?? draft, deps)
  }
  throw new ApiRefusedError(answer.status)
}

/**
 * Answers to questions that are no longer asked, as other answers changed, are left out. That a child who lived for weeks was no
 * stillbirth is said and not left open: left open, it would call for a Joint Agency Response whatever the other answers are.
 */
function bodyOf({ values }: Draft) {
  const all = factsOf(allFields, values)
  const isAreaFound = at(all, '/child/normallyResidentAuthority') === undefined
  const asked = stepsAsked(journey, { facts: all, isAreaFound })
  const facts = factsOf(
    asked.flatMap(({ fields }) => fields),
    values,
  )
  const isBirthAsked = asked.some(({ path }) => path === unattendedBirth.path)
  return isBirthAsked ? facts : { ...facts, answers: { ...facts.answers, unattendedStillbirth: 'no' } }
}

async function refusedShown({ errors, detail }: Problem, draft: Draft, deps: PageDeps): Promise<Shown> {
  if (errors) return checkShown(draft, errors, deps)
  return {
    view: 'out-of-scope.njk',
    title: 'This death is not reviewed by a child death overview panel',
    shows: { detail, draft: draft.id },
  }
}

async function checkShown(draft: Draft, problems: readonly FieldProblem[], deps: PageDeps): Promise<Shown> {
  const known = await knownFrom(draft, deps)
  const steps = stepsAsked(journey, known)
  const { authority } = (await lookUp(at(known.facts, '/child/residence/postcode'), deps)) ?? {}
  return {
    view: 'check.njk',
    title: 'Check your answers',
    mistakes: steps.flatMap((step) => mistakesOnStep(step, problems, draft)),
    ...(problems.length > 0 && { status: 422 }),
    shows: {
      draft: draft.id,
      isOnItsWay: draft.sending !== undefined,
      groups: steps.map((step) => ({
        title: step.title,
        href: `/notify/${draft.id}/${step.path}?from=check`,
        rows: rowsOf(step, draft, authority === undefined ? undefined : authorityByCode(authority)?.name),
      })),
    },
  }
}

const mistakesOnStep = (step: Step, problems: readonly FieldProblem[], draft: Draft): readonly Mistake[] =>
  summaryOf(mistakesIn(step.fields, problems, draft.values), `/notify/${draft.id}/${step.path}?from=check`)

function rowsOf({ fields, path }: Step, { values }: Draft, authorityFound: string | undefined) {
  const rows = fields.flatMap((field) => {
    const answer = answerInWords(field, values)
    const mayBeLeftOut = /^If |\(optional\)$/.test(field.label)
    if (answer === undefined && mayBeLeftOut) return []
    return [
      { label: field.label.replace(' (optional)', ''), answer: answer ?? NOT_ANSWERED, isOpen: answer === undefined },
    ]
  })
  const found = path === 'home' && authorityFound !== undefined
  return [
    ...(rows.length > 0 ? rows : [{ label: 'So far', answer: NOT_ANSWERED, isOpen: true }]),
    ...(found ? [{ label: 'Local authority, from the postcode', answer: authorityFound, isOpen: false }] : []),
  ]
}

const NOT_ANSWERED = 'Not answered yet'

/** Throws a draft away, when it is not needed after all. */
export const discard: Page = {
  path: '/notify/{draft}/discard',
  for: 'notify-death',
  get: async (request, deps) => {
    const draft = await draftOf(request, deps)
    return { view: 'discard.njk', title: 'Delete what you have not sent?', shows: { draft: draft.id } }
  },
  post: async (request, deps) => {
    const draft = await draftOf(request, deps)
    // While nobody knows whether it arrived, it is the only trace of it.
    if (draft.sending !== undefined) return { to: `/notify/${draft.id}/check` }
    await deps.drafts.discard(request.person.subject, draft.id)
    return { to: '/notifications' }
  },
}
