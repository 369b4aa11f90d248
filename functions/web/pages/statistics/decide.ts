import type { ReleaseDetail, ReleaseSummary } from '../../../../schemas/statistics/answers.ts'
import type { Field } from '../../form/field.ts'
import { textOf } from '../../form/typed.ts'
import type { Page } from '../../page.ts'
import { releaseNamed, releasePath } from '../../statistics/ask.ts'
import { leadForm, type LeadForm } from '../../statistics/lead-form.ts'
import { periodWithin } from '../../words/periods.ts'
import { cohortWords } from '../../words/statistics.ts'

const pageOf = (id: string) => `/statistics/releases/${id}`

const formOn = ({ id, cohort, period, version }: ReleaseDetail, verb: string, key: string) => ({
  caption: `${cohortWords[cohort].name}, ${periodWithin(period)}, version ${version}`,
  action: `${pageOf(id)}/${verb}`,
  back: pageOf(id),
  hidden: { key },
})

/** Publishing is asked for twice: what is out cannot be taken back. */
export const publish: Page = {
  path: '/statistics/releases/{release}/publish',
  for: 'lead-statistics',
  get: async ({ api, params }, { newId }) => {
    const release = await releaseNamed(api, params['release'] ?? '')
    return release.state === 'audited' ? leadForm(publishing(release, newId()), {}) : { to: pageOf(release.id) }
  },
  post: async ({ api, params, typed }) => {
    const release = await releaseNamed(api, params['release'] ?? '')
    const key = textOf(typed, 'key')
    const answer = await api.post<ReleaseSummary>(`${releasePath(release.id)}/publish`, key, '{}')
    return answer.ok ? { to: pageOf(release.id) } : leadForm(publishing(release, key), typed, answer)
  },
}

const publishing = (release: ReleaseDetail, key: string): LeadForm => ({
  ...formOn(release, 'publish', key),
  title: 'Publish this release?',
  before: [
    'Everybody who reads statistics will see it, and may pass it on. From then on nothing of it changes.',
    'A mistake found later can only be put right by a new version; this one would stay with its readers.',
  ],
  fields: [],
  button: 'Publish the release',
})

const REASON: Field = {
  kind: 'line',
  name: 'reason',
  at: '/reason',
  label: 'Why is it withdrawn?',
  hint: 'Its readers will see this. Name nobody.',
}

export const withdraw: Page = {
  path: '/statistics/releases/{release}/withdraw',
  for: 'lead-statistics',
  get: async ({ api, params }, { newId }) => {
    const release = await releaseNamed(api, params['release'] ?? '')
    return release.state === 'withdrawn' ? { to: pageOf(release.id) } : leadForm(withdrawing(release, newId()), {})
  },
  post: async ({ api, params, typed }) => {
    const release = await releaseNamed(api, params['release'] ?? '')
    const key = textOf(typed, 'key')
    const body = JSON.stringify({ reason: textOf(typed, 'reason') || undefined })
    const answer = await api.post<ReleaseSummary>(`${releasePath(release.id)}/withdraw`, key, body)
    return answer.ok ? { to: pageOf(release.id) } : leadForm(withdrawing(release, key), typed, answer)
  },
}

const withdrawing = (release: ReleaseDetail, key: string): LeadForm => ({
  ...formOn(release, 'withdraw', key),
  title: 'Withdraw this release',
  before: [
    release.publishedAt === undefined
      ? 'It was never published: nobody has seen its numbers. The period can be cut again.'
      : 'It stays listed with your reason, and its tables are shown no more. What came out stays with its readers, so later releases go on being safe beside it.',
  ],
  fields: [REASON],
  button: 'Withdraw the release',
})
