import { mayEver, type Person } from '../../../../domain/access/access.ts'
import { isInSight } from '../../../../domain/access/sight.ts'
import type { Instant } from '../../../../domain/calendar/instant.ts'
import { stagesAfter } from '../../../../domain/panel-work/stages.ts'
import type { FoundCases, QueueEntry, QueuePage } from '../../../../schemas/api.ts'
import { HOLD_REASONS } from '../../../../schemas/panel-work/codes.ts'
import { found } from '../../found.ts'
import { textOf } from '../../form/typed.ts'
import { ownPanelPath } from '../../own-panel.ts'
import {
  ApiRefusedError,
  type Mistake,
  type Page,
  type PageAnswer,
  type PageDeps,
  type PageRequest,
} from '../../page.ts'
import { claimWords, flagWords, responseWords } from '../../words/cases.ts'
import { counted, dueInWords } from '../../words/clocks.ts'
import { ageBandWords, expectednessWords, stageWords } from '../../words/panel.ts'
import { dayAndTime } from '../../words/times.ts'
import { addressOf, filterIn, filtersShown, mistakesInFilter } from './filter.ts'

/** The panel's open cases, the next due first: where a manager's day begins. */
export const queue: Page = {
  path: '/cases',
  for: 'read-queue',
  landing: ['cdop-manager'],
  inBar: 'Cases',
  get: (request, deps) => listed(request, deps),
  // A form of its own, and no address: somebody may type a name where a reference belongs.
  post: async (request, deps) => {
    const reference = textOf(request.typed, 'reference')
    const query = new URLSearchParams({ reference }).toString()
    const answer = await request.api.get<FoundCases>(`${ownPanelPath(request)}/cases?${query}`)
    const [only] = answer.ok ? answer.body.cases : []
    if (only) return { to: `/cases/${only.reference}` }
    if (!answer.ok && answer.status !== 400) throw new ApiRefusedError(answer.status)
    const text = answer.ok
      ? 'Your panel has no case of that reference. Check it; another panel may have the case.'
      : 'Enter the reference as it is shown: four groups of four letters and digits'
    return listed(request, deps, { typed: reference, mistake: { text, href: '#reference' } })
  },
}

interface NotFound {
  readonly typed: string
  readonly mistake: Mistake
}

/** The longest page that the API gives: enough to count by. */
const MOST = 100
const A_PAGE = 25

async function listed(request: PageRequest, { newId }: PageDeps, search?: NotFound): Promise<PageAnswer> {
  const { api, query, person, now } = request
  const filter = filterIn(query)
  const path = `${ownPanelPath(request)}/queue` as const
  const [overview, page] = await Promise.all([
    api.get<QueuePage>(`${path}?limit=${MOST}`),
    api.get<QueuePage>(`${path}?${new URLSearchParams({ ...filter, limit: String(A_PAGE) }).toString()}`),
  ])
  if (!page.ok && page.status === 400 && filter['cursor'] !== undefined) return { to: '/cases' }
  const mistakes = page.ok ? [] : mistakesInFilter(filter, page.problem)
  if (!page.ok && mistakes.length === 0) throw new ApiRefusedError(page.status)
  const { cases = [], nextCursor } = page.ok ? page.body : {}
  const wrong = search ? [search.mistake] : mistakes.map(({ text, box }) => ({ text, href: `#${box}` }))
  return {
    view: 'cases/queue.njk',
    title: 'Cases',
    mistakes: wrong,
    ...(wrong.length > 0 && { status: 422 }),
    shows: {
      panel: found(overview).panel.name,
      counts: countsIn(found(overview)),
      reference: search && { value: search.typed, error: search.mistake.text },
      filters: filtersShown(filter, mistakes),
      cases: cases.map((entry) => line(entry, person, now)),
      isFiltered: Object.keys(filter).length > 0,
      next: nextCursor === undefined ? undefined : addressOf({ ...filter, cursor: nextCursor }),
      isLater: filter['cursor'] !== undefined,
      first: addressOf({ ...filter, cursor: '' }),
      here: addressOf(filter),
      key: newId(),
      claimed: claimedNow(cases, query['claimed'], person),
      hasGone: query['done'] === 'transfer',
    },
  }
}

/** What can be said for certain: the first page holds the late ones, as the next due come first. */
function countsIn({ cases, nextCursor }: QueuePage): string {
  const late = cases.filter(({ nextClock }) => nextClock?.overdue).length
  const open = nextCursor === undefined ? counted(cases.length, 'open case') : `More than ${MOST} open cases`
  if (late === 0) return `${open}, none with a deadline that has passed`
  const isAll = nextCursor === undefined || late < cases.length
  return `${open}, ${isAll ? late : `at least ${late}`} with a deadline that has passed`
}

/** Told only where it is so. */
const claimedNow = (cases: readonly QueueEntry[], reference: string | undefined, { subject }: Person) =>
  cases.find((entry) => entry.reference === reference && entry.claim?.by === subject)?.reference

function line(entry: QueueEntry, person: Person, now: Instant) {
  const { reference, stage, nextClock, claim, holds, flags } = entry
  const mayOpen = mayEver(person, 'read-case')
  return {
    reference,
    href: mayOpen ? `/cases/${reference}` : isInSight(stage, person.roles) ? `/review/${reference}` : undefined,
    about: [ageBandWords[entry.ageBand], expectednessWords[entry.expectedness]],
    response: responseWords[entry.jointAgencyResponse],
    stage: stageWords[stage],
    holds: holds.map((hold) => HOLD_REASONS[hold].label),
    flags: flags.map((flag) => flagWords[flag]),
    deadline: nextClock && { name: nextClock.name, due: dueInWords(nextClock.dueAt, now) },
    received: dayAndTime(entry.receivedAt, now),
    claim: claim && claimWords(claim, person.subject, now),
    mayClaim: mayOpen && !claim && typeof stagesAfter('claim', stage, person.roles) !== 'string',
  }
}
