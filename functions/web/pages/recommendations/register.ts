import type { RecommendationView, RegisterPageView } from '../../../../schemas/analysis/analysis-api.ts'
import { LEVELS, RECOMMENDATION_STATUSES } from '../../../../schemas/analysis/recommendation.ts'
import { found } from '../../found.ts'
import { choicesFrom } from '../../form/choices.ts'
import type { Page, PageRequest } from '../../page.ts'
import { dayInWords } from '../../words/times.ts'
import { ownPanelPath } from '../../own-panel.ts'

const ON_A_PAGE = 25
const FILTERS = ['status', 'level', 'overdue'] as const

/** Which recommendations are asked for; what is no choice is left out. */
function filtersIn({ query }: PageRequest): Readonly<Record<string, string>> {
  const known = { status: Object.keys(RECOMMENDATION_STATUSES), level: Object.keys(LEVELS), overdue: ['true'] }
  return Object.fromEntries(
    FILTERS.flatMap((name) => {
      const chosen = query[name] ?? ''
      return known[name].includes(chosen) ? [[name, chosen]] : []
    }),
  )
}

/** What the panel recommended, the next due first. */
export const register: Page = {
  path: '/recommendations',
  for: 'read-recommendations',
  inBar: 'Recommendations',
  get: async (request) => {
    const filters = filtersIn(request)
    const { cursor } = request.query
    const asked = new URLSearchParams({ ...filters, ...(cursor && { cursor }), limit: String(ON_A_PAGE) })
    const page = found(
      await request.api.get<RegisterPageView>(`${ownPanelPath(request)}/recommendations?${asked.toString()}`),
    )
    const next = page.nextCursor && new URLSearchParams({ ...filters, cursor: page.nextCursor }).toString()
    const chosen = (name: (typeof FILTERS)[number], choices: readonly { value: string; text: string }[]) =>
      choices.map((choice) => ({ ...choice, selected: filters[name] === choice.value }))
    return {
      view: 'recommendations/register.njk',
      title: 'Recommendations',
      shows: {
        panel: page.panel.name,
        statuses: chosen('status', [{ value: '', text: 'Any' }, ...choicesFrom(RECOMMENDATION_STATUSES)]),
        levels: chosen('level', [{ value: '', text: 'Any' }, ...choicesFrom(LEVELS)]),
        isOverdue: filters['overdue'] === 'true',
        isFiltered: Object.keys(filters).length > 0,
        recommendations: page.recommendations.map(recommendationLine),
        next: next && `/recommendations?${next}`,
      },
    }
  },
}

export const recommendationLine = (one: RecommendationView) => ({
  href: `/recommendations/${one.reference}/${one.number}`,
  reference: one.reference,
  number: one.number,
  text: one.text,
  level: LEVELS[one.level].label,
  status: RECOMMENDATION_STATUSES[one.status].label,
  isSettled: one.status === 'closed' || one.status === 'declined',
  addressee: one.addressee,
  owner: one.owner,
  due: one.dueOn && dayInWords(one.dueOn),
  informed: one.informedOn && dayInWords(one.informedOn),
  response: one.response,
  closedBecause: one.closedBecause,
  overdue: one.daysOverdue === 0 ? undefined : `${one.daysOverdue} ${one.daysOverdue === 1 ? 'day' : 'days'} overdue`,
  isToInform: one.addresseeNotInformed,
})
