import { mayEver } from '../../../domain/access/access.ts'
import type { Instant } from '../../../domain/calendar/instant.ts'
import { CLOCK_STANDINGS, type ClockStanding } from '../../../schemas/clocks.ts'
import type { ComplianceView } from '../../../schemas/compliance.ts'
import { ReferenceSchema, showReference } from '../../../schemas/reference.ts'
import { found } from '../found.ts'
import type { Field } from '../form/field.ts'
import { read } from '../form/field.ts'
import { typedFrom } from '../form/facts.ts'
import { mistakesIn } from '../form/mistakes.ts'
import { fieldShown, summaryOf } from '../form/shown.ts'
import { textOf, type Typed } from '../form/typed.ts'
import { ownPanelPath } from '../own-panel.ts'
import { ApiRefusedError, type Mistake, type Page, type PageAnswer, type PageRequest } from '../page.ts'
import { clockInWords, dueInWords } from '../words/clocks.ts'
import { dayInWords } from '../words/times.ts'

const period: readonly Field[] = [
  { name: 'from', at: '/from', label: 'Notified from', hint: 'For example, 1 4 2025', kind: 'date' },
  { name: 'to', at: '/to', label: 'To', hint: 'Included; at most a year later', kind: 'date' },
]

export const standingWords = {
  met: 'In time',
  'met-late': 'Late',
  missed: 'Late, not done yet',
  running: 'Running',
  superseded: 'No longer runs',
} as const satisfies Record<ClockStanding, string>

/** How the panel keeps its deadlines, rule by rule, and which cases were late. */
export const timeliness: Page = {
  path: '/timeliness',
  for: 'read-compliance',
  landing: ['scrutineer'],
  inBar: 'Timeliness',
  get: (request) => shown(request),
  // As on the list of cases: what somebody types goes into no address.
  post: (request) => {
    const { success, data } = ReferenceSchema.safeParse(textOf(request.typed, 'reference'))
    if (success) return Promise.resolve({ to: `/cases/${showReference(data)}/history` })
    const text = 'Enter the reference as it is shown: four groups of four letters and digits'
    return shown(request, { text, href: '#reference' })
  },
}

/** The same as a table, one line for each clock of each case. */
export const timelinessTable: Page = {
  path: '/timeliness/table',
  for: 'read-compliance',
  get: async (request) => ({
    file: found(await request.api.file(compliancePath(request, asked(request).query), 'text/csv')),
    name: 'timeliness.csv',
  }),
}

const compliancePath = (request: PageRequest, query: string) =>
  `${ownPanelPath(request)}/compliance${query && `?${query}`}`

/** The days that the address names, as the API takes them. */
function asked({ query }: PageRequest): { readonly typed: Typed; readonly query: string } {
  const typed: Typed = Object.fromEntries(Object.entries(query).map(([name, text]) => [name, [text]]))
  const days = period.flatMap((field) => {
    const day = read(field, typed)
    return typeof day === 'string' ? [[field.name, day]] : []
  })
  return { typed, query: new URLSearchParams(Object.fromEntries(days) as Record<string, string>).toString() }
}

/** Late cases that are listed; the table for a spreadsheet has all. */
const LISTED = 50

async function shown(request: PageRequest, wrongReference?: Mistake): Promise<PageAnswer> {
  const { typed, query } = asked(request)
  const answer = await request.api.get<ComplianceView>(compliancePath(request, query))
  const mistakes = answer.ok ? [] : mistakesIn(period, answer.problem?.errors ?? [], typed)
  if (!answer.ok && mistakes.length === 0) throw new ApiRefusedError(answer.status)
  const wrong = wrongReference ? [wrongReference] : summaryOf(mistakes)
  const view = answer.ok ? answer.body : undefined
  const boxes = view ? typedFrom(period, { from: view.from, to: view.to }) : typed
  return {
    view: 'timeliness.njk',
    title: 'Timeliness',
    mistakes: wrong,
    ...(wrong.length > 0 && { status: 422 }),
    shows: {
      fields: period.map((field) => fieldShown(field, boxes, mistakes)),
      reference: wrongReference && { value: textOf(request.typed, 'reference'), error: wrongReference.text },
      maySearch: mayEver(request.person, 'read-history'),
      mayOpen: mayEver(request.person, 'read-case') ? '' : '/history',
      table: `/timeliness/table${query && `?${query}`}`,
      ...(view && figures(view, request.now)),
    },
  }
}

function figures({ panel, from, to, cases, rules, clocks }: ComplianceView, now: Instant) {
  const late = clocks.filter(({ standing }) => standing === 'missed' || standing === 'met-late')
  return {
    panel: panel.name,
    from: dayInWords(from),
    to: dayInWords(to),
    cases,
    standings: CLOCK_STANDINGS.map((standing) => standingWords[standing]),
    rules: rules
      .filter(({ standings }) => CLOCK_STANDINGS.some((standing) => standings[standing] > 0))
      .map(({ name, standings, medianHoursToMeet }) => ({
        name,
        counts: CLOCK_STANDINGS.map((standing) => ({ label: standingWords[standing], count: standings[standing] })),
        median: medianHoursToMeet === null ? 'None done yet' : hoursInWords(medianHoursToMeet),
      })),
    late: late.slice(0, LISTED).map((clock) => ({
      reference: clock.reference,
      name: clock.name,
      words: clock.standing === 'missed' ? dueInWords(clock.dueAt, now).words : clockInWords(clock, now).words,
    })),
    lateCount: late.length,
  }
}

/** Half of those done took no longer. */
function hoursInWords(hours: number): string {
  if (hours < 48) return `${Math.round(hours)} ${Math.round(hours) === 1 ? 'hour' : 'hours'}`
  return `${Math.round(hours / 24)} days`
}
