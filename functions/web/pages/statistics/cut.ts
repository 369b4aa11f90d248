import { addDays, type CivilDate } from '../../../../domain/calendar/civil-date.ts'
import { civilDateInLondon } from '../../../../domain/calendar/london.ts'
import { quarterOf, yearOf } from '../../../../domain/disclosure/periods.ts'
import { COHORTS_IN_ORDER } from '../../../../domain/statistics/cohorts.ts'
import type { ReleaseSummary } from '../../../../schemas/statistics/answers.ts'
import type { ServiceApi } from '../../../shared/ports/service-api.ts'
import { read, type Field } from '../../form/field.ts'
import { textOf, type Typed } from '../../form/typed.ts'
import type { Page } from '../../page.ts'
import { releaseNamed } from '../../statistics/ask.ts'
import { leadForm, type LeadForm } from '../../statistics/lead-form.ts'
import { periodInWords, periodWithin } from '../../words/periods.ts'
import { cohortWords } from '../../words/statistics.ts'

/** Cuts a release, or restates a period that is out: `restates` names the release that stated it. */
export const cut: Page = {
  path: '/statistics/cut',
  for: 'lead-statistics',
  get: async ({ api, query, now }, { newId }) =>
    leadForm(await formFor(api, query['restates'], civilDateInLondon(now), newId()), {}),
  post: async ({ api, typed, now }) => {
    const key = textOf(typed, 'key')
    const form = await formFor(api, textOf(typed, 'restates') || undefined, civilDateInLondon(now), key)
    const answer = await api.post<ReleaseSummary>('/statistics/releases', key, JSON.stringify(wanted(form, typed)))
    return answer.ok ? { to: `/statistics/releases/${answer.body.id}` } : leadForm(form, typed, answer)
  },
}

/** What is left empty is left out: the API says what it cannot do without. */
const wanted = (form: LeadForm, typed: Typed) => ({
  cohort: textOf(typed, 'cohort') || undefined,
  period: textOf(typed, 'period') || undefined,
  ...Object.fromEntries(form.fields.map((field) => [field.name, read(field, typed)])),
  restates: textOf(typed, 'restates') !== '',
})

const ALWAYS: readonly Field[] = [
  {
    kind: 'date',
    name: 'asOf',
    at: '/asOf',
    label: 'As of which day? (optional)',
    hint: 'Cases recorded later are not in it. Today, if you leave it empty.',
  },
  {
    kind: 'paragraphs',
    name: 'note',
    at: '/note',
    label: 'Note for the readers',
    hint: 'What they should know of this release. Name nobody.',
  },
]

async function formFor(
  api: ServiceApi,
  restates: string | undefined,
  today: CivilDate,
  key: string,
): Promise<LeadForm> {
  const form = { action: '/statistics/cut', button: 'Cut the release' }
  if (restates !== undefined) {
    const { id, cohort, period } = await releaseNamed(api, restates)
    return {
      ...form,
      title: 'Restate a period',
      caption: `${cohortWords[cohort].name}, ${periodWithin(period)}`,
      back: `/statistics/releases/${id}`,
      before: [
        'The new version states anew only rows in which at least five cases changed together; the others stay as they are, and the old version is kept.',
      ],
      fields: ALWAYS,
      hidden: { key, restates: id, cohort, period },
    }
  }
  return {
    ...form,
    title: 'Cut a release',
    caption: 'Statistics',
    back: '/statistics',
    before: [
      'Within minutes it is counted, protected and audited. Nobody sees its numbers until you publish it.',
      'If this period is being made already, you are led to that release.',
    ],
    fields: [
      {
        kind: 'choice',
        name: 'cohort',
        at: '/cohort',
        label: 'What does it count?',
        choices: COHORTS_IN_ORDER.map((value) => ({ value, text: cohortWords[value].name })),
      },
      {
        kind: 'choice',
        look: 'select',
        name: 'period',
        at: '/period',
        label: 'Of which period?',
        hint: 'A year brings its quarters with it.',
        choices: periodsOver(today).map((value) => ({ value, text: periodInWords(value) })),
      },
      ...ALWAYS,
    ],
    hidden: { key },
  }
}

const YEARS = 5

/** Years and quarters that are over, the newest first. */
function periodsOver(today: CivilDate): readonly string[] {
  const thisYear = Number(today.slice(0, 4))
  const starts = Array.from({ length: YEARS + 1 }, (_, back) => thisYear - back)
  const quarters = starts.flatMap((start) => ([4, 3, 2, 1] as const).map((quarter) => quarterOf(start, quarter)))
  const over = ({ to }: { readonly to: CivilDate }) => addDays(to, 1) <= today
  return [...starts.map(yearOf).filter(over).slice(0, YEARS), ...quarters.filter(over).slice(0, 4)].map(
    ({ code }) => code,
  )
}
