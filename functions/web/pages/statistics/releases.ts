import { mayEver, panelOf, type Person } from '../../../../domain/access/access.ts'
import { regions } from '../../../../domain/areas/authorities.ts'
import { authoritiesOf } from '../../../../domain/areas/panels.ts'
import type { CivilDate } from '../../../../domain/calendar/civil-date.ts'
import { civilDateInLondon } from '../../../../domain/calendar/london.ts'
import { COHORTS_IN_ORDER } from '../../../../domain/statistics/cohorts.ts'
import type { Cohort } from '../../../../schemas/statistics/catalogue.ts'
import type { ReleaseSummary } from '../../../../schemas/statistics/answers.ts'
import type { Instant } from '../../../../schemas/calendar.ts'
import type { ServiceApi } from '../../../shared/ports/service-api.ts'
import type { Page, PageRequest } from '../../page.ts'
import { releasesPage } from '../../statistics/ask.ts'
import { counted } from '../../words/numbers.ts'
import { periodInWords } from '../../words/periods.ts'
import { areaName, cohortWords, failureWords, stateWords } from '../../words/statistics.ts'
import { dayAndTime, dayInWords } from '../../words/times.ts'

/** Where everybody who reads statistics begins: what came out, by cohort, and the ways to it. */
export const releases: Page = {
  path: '/statistics',
  for: 'read-statistics',
  landing: ['analyst', 'statistics-lead'],
  inBar: 'Statistics',
  get: async ({ api, person, now, query }) => {
    const lists = await Promise.all(COHORTS_IN_ORDER.map((cohort) => listOf(api, cohort, query)))
    return {
      view: 'statistics/releases.njk',
      title: 'Statistics',
      shows: {
        cohorts: lists.map(({ cohort, releases: page, older }) => ({
          ...cohortWords[cohort],
          releases: newestFirst(page).map((one) => releaseLine(one, person, now)),
          older,
        })),
        isOlder: query['older'] !== undefined,
        regions: regionsFor(person, civilDateInLondon(now)),
        isLead: mayEver(person, 'lead-statistics'),
        panel: mayEver(person, 'read-panel-report') ? panelNameOf(person) : undefined,
      },
    }
  },
}

/** Releases of a cohort on one page: those of some years. */
const ON_A_PAGE = '20'

/** The newest releases of a cohort, or, of the cohort that is looked through, those before the one that `older` names. */
async function listOf(api: ServiceApi, cohort: Cohort, { older }: PageRequest['query']) {
  const isLookedThrough = older?.startsWith(`${cohort}-`) ?? false
  const page = await releasesPage(api, cohort, {
    limit: ON_A_PAGE,
    ...(isLookedThrough && older !== undefined && { cursor: older }),
  })
  return {
    cohort,
    releases: page.releases,
    older: page.nextCursor && `/statistics?${new URLSearchParams({ older: page.nextCursor }).toString()}`,
  }
}

function panelNameOf(person: Person): string | undefined {
  const panel = panelOf(person)
  return panel && areaName(panel)
}

/** All regions in the order of their codes; the person's own, or that of their panel, first. */
function regionsFor(person: Person, today: CivilDate) {
  const panel = panelOf(person)
  const own = panel === undefined ? person.area?.replace(/^region\//, '') : authoritiesOf(panel, today)[0]?.region
  const all = Object.entries(regions).map(([code, name]) => ({ code, name, isOwn: code === own }))
  return all.sort((one, other) => Number(other.isOwn) - Number(one.isOwn))
}

const newestFirst = (releases: readonly ReleaseSummary[]) =>
  [...releases].sort((a, b) => (a.period === b.period ? b.version - a.version : a.period < b.period ? 1 : -1))

/** A release in the list: what it is, where it stands, and what it says of itself. */
function releaseLine(release: ReleaseSummary, person: Person, now: Instant) {
  const { id, period, version, note, asOf, revisions, publishedAt } = release
  const address = `/statistics/releases/${id}`
  const isOpen = publishedAt !== undefined || mayEver(person, 'lead-statistics')
  return {
    href: isOpen ? address : `${address}/preview`,
    name: `${periodInWords(period)}, version ${version}`,
    note,
    standing: isOpen ? standingOf(release, now) : PREVIEW,
    asOf: dayInWords(asOf),
    revisions: revisions ? `${counted(revisions, 'row', 'rows')} stated anew` : undefined,
  }
}

/** What a panel's manager is told of a release that is made and not out. */
const PREVIEW = 'Not published yet: you can have a preview of your panel’s rows'

/** Where a release stands, in one sentence. */
export function standingOf({ state, publishedAt, withdrawn, failure }: ReleaseSummary, now: Instant): string {
  if (withdrawn) return `Withdrawn ${dayAndTime(withdrawn.at as Instant, now)}: ${withdrawn.reason}`
  if (publishedAt !== undefined) return `Published ${dayAndTime(publishedAt, now)}`
  if (failure) return `Could not be made. ${failureWords[failure.reason]}`
  return stateWords[state]
}
