import { mayEver } from '../../../../domain/access/access.ts'
import { civilDateInLondon } from '../../../../domain/calendar/london.ts'
import type { RecommendationView, RegisterPageView } from '../../../../schemas/analysis/analysis-api.ts'
import type { RecommendationAct } from '../../../../schemas/analysis/recommendation.ts'
import { found } from '../../found.ts'
import { typedFrom } from '../../form/facts.ts'
import type { Field } from '../../form/field.ts'
import { formShown, type FormPage } from '../../form/form-shown.ts'
import { refusedBy, requestKey } from '../../form/sent.ts'
import { textOf } from '../../form/typed.ts'
import { NoSuchPageError, type Page, type PageRequest } from '../../page.ts'
import { bodyOf } from '../../form/body.ts'
import { ownPanelPath } from '../../own-panel.ts'
import { recommendationLine } from './register.ts'

type Act = RecommendationAct['act']

const response = (label: string): Field => ({
  name: 'response',
  at: '/response',
  label,
  hint: 'Leave out names.',
  kind: 'paragraphs',
  rows: 4,
})
const reason = (label: string): Field => ({ name: 'reason', at: '/reason', label, kind: 'paragraphs', rows: 3 })

interface ActPage {
  readonly title: string
  readonly fields: readonly Field[]
}

/** What can be done with a recommendation, one page for each. */
const actPages: Readonly<Record<Act, ActPage>> = {
  assign: {
    title: 'Say who acts, who follows it up, and by when',
    fields: [
      { name: 'addressee', at: '/addressee', label: 'Who should act', hint: 'By role, and no name', kind: 'line' },
      {
        name: 'owner',
        at: '/owner',
        label: 'Who on the panel follows it up',
        hint: 'By role, and no name',
        kind: 'line',
      },
      { name: 'due', at: '/dueOn', label: 'When action is due', kind: 'date' },
    ],
  },
  inform: {
    title: 'The addressee was informed',
    fields: [{ name: 'on', at: '/on', label: 'On which day', kind: 'date' }],
  },
  respond: { title: 'The addressee answered', fields: [response('What they answered')] },
  accept: { title: 'The addressee accepts it', fields: [response('What they answered (optional)')] },
  start: { title: 'Work on it has begun', fields: [] },
  decline: { title: 'The addressee declines it', fields: [response('What they answered')] },
  close: { title: 'Close it', fields: [reason('Why, if the addressee has not answered (optional)')] },
  reopen: { title: 'Open it again', fields: [reason('Why')] },
}
const isAct = (name: string): name is Act => Object.hasOwn(actPages, name)

/** The API knows recommendations by their page of the register; a panel has some dozens. */
async function recommendationOf(request: PageRequest): Promise<RecommendationView> {
  const { api, params } = request
  const path = `${ownPanelPath(request)}/recommendations`
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const asked = new URLSearchParams({ limit: '100', ...(cursor && { cursor }) })
    const page: RegisterPageView = found(await api.get<RegisterPageView>(`${path}?${asked.toString()}`))
    const one = page.recommendations.find(
      ({ reference, number }) => reference === params['reference'] && String(number) === params['number'],
    )
    if (one) return one
    cursor = page.nextCursor
  }
  throw new NoSuchPageError()
}

const addressOf = ({ reference, number }: RecommendationView) => `/recommendations/${reference}/${number}`

/** One recommendation: what was asked of whom, and what came of it. */
export const recommendation: Page = {
  path: '/recommendations/{reference}/{number}',
  for: 'read-recommendations',
  get: async (request) => {
    const one = await recommendationOf(request)
    const acts = mayEver(request.person, 'act-on-recommendation') ? one.allowed.filter(isAct) : []
    return {
      view: 'recommendations/recommendation.njk',
      title: 'Recommendation',
      shows: {
        ...recommendationLine(one),
        acts: acts.map((act) => ({ href: `${addressOf(one)}/${act}`, title: actPages[act].title })),
      },
    }
  },
}

function page(one: RecommendationView, act: Act, key: string): FormPage {
  const { title, fields } = actPages[act]
  return {
    title,
    caption: 'Recommendation',
    action: `${addressOf(one)}/${act}`,
    back: addressOf(one),
    before: [one.text],
    fields,
    hidden: { key },
    button: 'Save',
  }
}

function actOf({ params }: PageRequest): Act {
  const act = params['act'] ?? ''
  if (!isAct(act)) throw new NoSuchPageError()
  return act
}

/** One thing done with it. */
export const followUp: Page = {
  path: '/recommendations/{reference}/{number}/{act}',
  for: 'act-on-recommendation',
  get: async (request, { newId }) => {
    const act = actOf(request)
    const one = await recommendationOf(request)
    const { fields } = actPages[act]
    const today = { on: civilDateInLondon(request.now) }
    return formShown(page(one, act, newId()), typedFrom(fields, act === 'inform' ? today : act === 'assign' ? one : {}))
  },
  post: async (request) => {
    const act = actOf(request)
    const one = await recommendationOf(request)
    const { fields } = actPages[act]
    const { typed, api } = request
    const body = JSON.stringify({ act, ...bodyOf(fields, typed) })
    const path = `/cases/${one.reference}/recommendations/${one.number}/acts` as const
    const answer = await api.post<RecommendationView>(path, requestKey(typed, body), body)
    if (answer.ok) return { to: addressOf(one) }
    return formShown(page(one, act, textOf(typed, 'key')), typed, refusedBy(answer, fields, typed))
  },
}
