import type { Preview } from '../../../../schemas/statistics/answers.ts'
import { NoSuchPageError, type Page, type PageRequest } from '../../page.ts'
import { ownPanel } from '../../own-panel.ts'
import { foundUnder, releaseNamed } from '../../statistics/ask.ts'
import { leadForm, type LeadForm } from '../../statistics/lead-form.ts'
import { panelTables } from '../../statistics/panel-tables.ts'
import { periodInWords, periodWithin } from '../../words/periods.ts'
import { areaName, cohortWords } from '../../words/statistics.ts'

/**
 * What a release that is ready will say of the manager's panel, and what it will hide and why. Of a period there is one preview only,
 * so it is asked for by a button and not by a link that somebody may follow by chance.
 */
export const preview: Page = {
  path: '/statistics/releases/{release}/preview',
  for: 'preview-statistics',
  get: async (request) => leadForm(await asking(request), {}),
  post: async (request) => {
    const { api, params } = request
    const panel = ownPanel(request)
    const query = new URLSearchParams({ release: params['release'] ?? '' }).toString()
    const answer = await api.get<Preview>(`/panels/${encodeURIComponent(panel)}/statistics/preview?${query}`)
    if (!answer.ok && answer.status === 409) return leadForm(await asking(request), {}, answer)
    const { notice, tables, hidden } = foundUnder(answer)
    const [first] = tables
    return {
      view: 'statistics/preview.njk',
      title: `Preview for ${areaName(panel)}`,
      shows: {
        panel: areaName(panel),
        notice,
        cohort: first && cohortWords[first.cohort].name,
        periods: [...new Set(tables.map(({ period }) => period.code))].map((code) => ({
          name: periodInWords(code),
          ...panelTables(tables.filter(({ period }) => period.code === code)),
          hidden: hidden.filter((one) => one.period === code),
        })),
      },
    }
  },
}

async function asking(request: PageRequest): Promise<LeadForm> {
  const panel = ownPanel(request)
  const release = await releaseNamed(request.api, request.params['release'] ?? '')
  if (release.state !== 'audited') throw new NoSuchPageError()
  return {
    title: `See what this release will say of ${areaName(panel)}?`,
    caption: `${cohortWords[release.cohort].name}, ${periodWithin(release.period)}, version ${release.version}`,
    action: `/statistics/releases/${release.id}/preview`,
    back: '/statistics',
    before: [
      'A preview is for your panel alone. Pass it on to nobody: set against the release, it could tell of a child.',
      'Of each period your panel is given a preview of one release only. You can look at that one as often as you like until it is published.',
    ],
    fields: [],
    button: 'Show the preview',
    hidden: {},
  }
}
