import { keepsOthersOff } from '../../../../domain/panel-work/stages.ts'
import { refusalTexts } from '../../../../domain/panel-work/refusals.ts'
import type { CaseRecord } from '../../../../schemas/api.ts'
import { ACTIONS, type ActionName, type RefusalReason } from '../../../../schemas/panel-work/codes.ts'
import type { Worked } from '../../../../schemas/panel-work/record.ts'
import type { Problem } from '../../../../schemas/problem.ts'
import type { ApiAnswer } from '../../../shared/ports/service-api.ts'
import { formShown, type FormPage, type Refused } from '../../form/form-shown.ts'
import { refusedBy, requestKey } from '../../form/sent.ts'
import { textOf, type Typed } from '../../form/typed.ts'
import { NoSuchPageError, type Page, type PageAnswer, type PageRequest } from '../../page.ts'
import { claimWords } from '../../words/cases.ts'
import { caseActs } from './acts/all.ts'
import { bodyOfAct, mistakesBeforehand, type CaseAct } from './acts/case-act.ts'
import { casePath, foundCase } from './found-case.ts'
import { givenLink } from './given-link.ts'

/** One thing done to a case: a short form, and what stands in its way told beside what was typed. */
export const act: Page = {
  path: '/cases/{reference}/act/{act}',
  for: 'read-case',
  get: async (request, { newId }) => {
    const { name, asked } = askedFor(request)
    const known = await foundCase(request)
    if (!known.allowed.some(({ action }) => action === name)) return notNow(known, asked, request)
    const page = await formOf(asked, known, request, { key: newId(), version: String(known.version) })
    return formShown(page, typedInAddress(request, asked))
  },
  post: async (request) => {
    const { name, asked } = askedFor(request)
    const { typed, api, params } = request
    const wrong = mistakesBeforehand(asked, typed)
    if (wrong.length > 0) return again(asked, request, { fields: wrong, whole: [] })

    const version = textOf(typed, 'version')
    const basedOn = isBasedOn(name) && version !== '' ? { basedOn: Number(version) } : {}
    const body = JSON.stringify({ action: name, ...bodyOfAct(asked, typed), ...basedOn })
    const answer = await api.post<Worked>(`${casePath(params['reference'])}/actions`, requestKey(typed, body), body)
    if (!answer.ok) return refused(answer, asked, request)
    return answer.body.link
      ? givenLink(answer.body.link, answer.body.reference, request)
      : next(answer.body, name, typed)
  },
}

function askedFor({ params }: PageRequest): { readonly name: ActionName; readonly asked: CaseAct } {
  const name = ACTIONS.find((action) => action === params['act'])
  const asked = name && caseActs[name]
  if (!name || !asked) throw new NoSuchPageError()
  return { name, asked }
}

/** Whoever moves a case has seen it as it is; what only adds to the record needs no such care. */
const isBasedOn = (name: ActionName) => keepsOthersOff[name] && name !== 'claim'

/** A link may say which stage or which other case; whatever else stands in an address is left there. */
const typedInAddress = ({ query }: PageRequest, { fields }: CaseAct): Typed =>
  Object.fromEntries(fields.flatMap(({ name }) => (query[name] === undefined ? [] : [[name, [query[name]]]])))

/** Where the case cannot be read, what it offers to choose from is not known: what was chosen is carried along unseen. */
async function formOf(
  asked: CaseAct,
  known: CaseRecord | undefined,
  request: PageRequest,
  hidden: Readonly<Record<string, string>>,
): Promise<FormPage> {
  const { title, says, button, fields, fit } = asked
  const reference = known?.reference ?? request.params['reference'] ?? ''
  const fitted = known && fit ? await fit(fields, known, request) : fields
  const shown = fitted.filter((field) => field.kind !== 'choice' || field.choices.length > 0)
  const unseen = fitted.filter((field) => !shown.includes(field) && textOf(request.typed, field.name) !== '')
  const chosen = Object.fromEntries(unseen.map(({ name }) => [name, textOf(request.typed, name)]))
  return {
    title,
    caption: `Case ${reference}`,
    action: `${casePath(request.params['reference'])}/act/${request.params['act'] ?? ''}`,
    back: casePath(reference),
    ...(says && { before: says }),
    fields: shown,
    hidden: { ...chosen, ...hidden },
    button,
  }
}

/** The form once more, with all that was typed. */
async function again(asked: CaseAct, request: PageRequest, wrong: Refused, version?: number): Promise<PageAnswer> {
  const answer = await request.api.get<CaseRecord>(casePath(request.params['reference']))
  const { typed } = request
  const hidden = {
    key: textOf(typed, 'key'),
    version: version === undefined ? textOf(typed, 'version') : String(version),
    back: textOf(typed, 'back'),
  }
  return formShown(await formOf(asked, answer.ok ? answer.body : undefined, request, hidden), typed, wrong)
}

function refused(answer: ApiAnswer<Worked> & { ok: false }, asked: CaseAct, request: PageRequest): Promise<PageAnswer> {
  const { status, problem } = answer
  const href = `#${asked.fields[0]?.name ?? 'maincontent'}`
  const told = problem && (status === 409 || status === 403) ? wordsOf(problem, request) : undefined
  const wrong = told ? { fields: [], whole: [{ text: told, href }] } : refusedBy(answer, asked.fields, request.typed)
  if (!wrong) throw new NoSuchPageError()
  return again(asked, request, wrong, problem?.caseNow?.version)
}

/** Why the case does not allow it, to a person: the API's own words speak of pseudonyms and of time in UTC. */
function wordsOf({ reasonCode, caseNow, since, detail }: Problem, { person, now }: PageRequest): string | undefined {
  if (since) {
    const did = [...new Set(since.map(({ meaning }) => meaning))].join(' ')
    return `The case has changed since you opened this page. ${did} Check what you entered and send it again.`
  }
  if (reasonCode === 'claimed-by-another' && caseNow?.claim)
    return `${claimWords(caseNow.claim, person.subject, now)}. Wait until then, or ask them to release it.`
  return isReason(reasonCode) ? refusalTexts[reasonCode] : detail
}

const isReason = (code: string | undefined): code is RefusalReason => code !== undefined && code in refusalTexts

/** The list that the person came from, or the case; of one that is handed over nothing is left to see. */
function next({ reference, joinedTo }: Worked, name: ActionName, typed: Typed): PageAnswer {
  const back = textOf(typed, 'back')
  if (/^\/cases(\?[\w=&%.~-]*)?$/.test(back))
    return { to: `${back}${back.includes('?') ? '&' : '?'}claimed=${reference}` }
  if (name === 'transfer') return { to: '/cases?done=transfer' }
  return { to: `/cases/${joinedTo ?? reference}?done=${name}` }
}

const notNow = (known: CaseRecord, { title }: CaseAct, { person, now }: PageRequest): PageAnswer => ({
  view: 'plain.njk',
  title: 'This is not possible as the case stands',
  status: 409,
  shows: {
    sentences: [
      known.claim && known.claim.by !== person.subject
        ? `${claimWords(known.claim, person.subject, now)}.`
        : `“${title}” does not fit how far the case has come.`,
    ],
    action: { text: 'Back to the case', href: `/cases/${known.reference}` },
  },
})
