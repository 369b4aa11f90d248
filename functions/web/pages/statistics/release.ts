import { mayEver } from '../../../../domain/access/access.ts'
import type { ReleaseAudit, ReleaseDetail } from '../../../../schemas/statistics/answers.ts'
import type { HiddenSummary } from '../../../../schemas/statistics/release.ts'
import type { Given, Page, PageRequest } from '../../page.ts'
import { foundUnder, releaseNamed, releasePath, releasesFor } from '../../statistics/ask.ts'
import { counted, numberInWords } from '../../words/numbers.ts'
import { periodInWords, periodWithin } from '../../words/periods.ts'
import { areaName, cohortWords, failureWords, tableName } from '../../words/statistics.ts'
import { dayInWords } from '../../words/times.ts'
import { standingOf } from './releases.ts'

/** One release: what it states, what it hides and how much, how to check it; for a statistics lead also what can be done with it. */
export const release: Page = {
  path: '/statistics/releases/{release}',
  for: 'read-statistics',
  get: async (request) => {
    const { api, params, person, now } = request
    const isLead = mayEver(person, 'lead-statistics')
    const shown = await releaseNamed(api, params['release'] ?? '')
    const { id, cohort, period, version, asOf, note, state, hash, hidden, audit, publishedAt } = shown
    // Of what is not out a panel's manager is told that it is ready, and can have the preview.
    if (publishedAt === undefined && !isLead) return { to: `/statistics/releases/${id}/preview` }
    const versions = await releasesFor(api, cohort, period)
    const name = periodInWords(period)
    return {
      view: 'statistics/release.njk',
      title: `${cohortWords[cohort].name}, ${periodWithin(period)}, version ${version}`,
      shows: {
        id,
        cohort: cohortWords[cohort],
        name,
        version,
        asOf: dayInWords(asOf),
        note,
        standing: standingOf(shown, now),
        isWithdrawn: state === 'withdrawn',
        hash,
        audit: audit && {
          tried: counted(audit.protectedNumbers, 'hidden number', 'hidden numbers'),
          found: counted(audit.witnesses, 'whole table', 'whole tables'),
        },
        hidden: hidden && hiddenInWords(hidden),
        revisions: shown.revisions,
        follows: shown.follows ?? [],
        versions: versions
          .filter((one) => one.id !== id)
          .map((one) => ({ id: one.id, version: one.version, standing: standingOf(one, now) })),
        periods: state === 'published' ? tablesByPeriod(shown) : [],
        file: publishedAt === undefined ? undefined : `/statistics/releases/${id}/download`,
        lead: isLead ? await leadsView(request, shown) : undefined,
      },
    }
  },
}

/** The tables, grouped by period: the longest first, as they are read. */
function tablesByPeriod({ id, cohort, tables, period }: ReleaseDetail) {
  const periods = [...new Set([period, ...tables.map((one) => one.period)])]
  return periods.map((code) => ({
    name: periodInWords(code),
    within: periodWithin(code),
    tables: tables
      .filter((one) => one.period === code)
      .map(({ table }) => ({
        name: tableName(cohort, table),
        href: `/statistics/releases/${id}/tables/${table}?period=${code}`,
      })),
  }))
}

/** How much is hidden, in counts of marks and never in values. */
function hiddenInWords({ shown, small, heldBack, rowsBelowGate, rowsWithheld }: HiddenSummary) {
  return [
    { number: numberInWords(shown), of: 'numbers are shown, exactly as they are' },
    { number: numberInWords(small), of: 'are small, from 0 to 4, and hidden: [c]' },
    {
      number: numberInWords(heldBack),
      of: 'are 5 or more and held back, so that nobody can work out a small one: [k]',
    },
    { number: numberInWords(rowsBelowGate), of: 'rows have no breakdown, since the area has fewer than 30 deaths' },
    { number: numberInWords(rowsWithheld), of: 'rows are withheld, since others could be worked out from them' },
  ]
}

/** What a statistics lead sees besides: why a release could not be made, by which rules it was, and what comes next. */
async function leadsView({ api }: PageRequest, { id, state, failure }: ReleaseDetail) {
  const audit = foundUnder(await api.get<ReleaseAudit>(`${releasePath(id)}/audit`))
  return {
    isBeingMade: state === 'draft' && !failure,
    failure: failure && { words: failureWords[failure.reason], cells: failure.cells.slice(0, 50).map(cellInWords) },
    ruleSet: audit.ruleSet && {
      version: audit.ruleSet.version,
      largestSmall: audit.ruleSet.smallBelow - 1,
      gate: audit.ruleSet.gate,
      covers: audit.ruleSet.covers,
      raised: Object.entries(audit.ruleSet.raised).map(([panel, limit]) => `${areaName(panel)}: ${limit - 1}`),
    },
    auditor: audit.audit?.auditor,
    mayPublish: state === 'audited',
    mayRestate: state === 'published',
    mayWithdraw: state !== 'withdrawn',
  }
}

/** A number as the audit names it, with spaces where a narrow screen may break it. */
const cellInWords = (cell: string) => cell.replaceAll(/[|/]/g, ' / ')

/** The whole release as it was hashed: what `npm run audit` takes. */
export const releaseDownload: Page = {
  path: '/statistics/releases/{release}/download',
  for: 'read-statistics',
  get: async ({ api, params }): Promise<Given> => {
    const { release: id = '' } = params
    return { file: foundUnder(await api.file(`${releasePath(id)}/file`)), name: `${id}.json` }
  },
}
