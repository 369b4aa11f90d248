import { DEFAULT_QUORUM, missingForQuorum } from '../../domain/analysis/quorum.ts'
import { expectedAt, type Meeting } from '../../domain/panel-work/meeting.ts'
import type { CivilDate } from '../../schemas/calendar.ts'
import { DISCIPLINES } from '../../schemas/analysis/panel.ts'
import { showReference } from '../../schemas/reference.ts'
import { REVIEW_ROUTES, THEMES } from '../../schemas/triage.ts'
import { panelName } from '../shared/views/panel-name.ts'
import type { LeftOut, Pack, PackCase } from './pack.ts'
import { rowsOf, titleOf, type Section } from '../shared/views/rows.ts'

/** What the template of the pack shows. */
export const packPage = ({ meeting, cases }: Pack) => ({
  panel: panelName(meeting.panel).name,
  meeting: showReference(meeting.reference),
  kind: kindInWords(meeting),
  on: inWords(meeting.date),
  startsAt: meeting.startsAt,
  place: meeting.place,
  members: expectedAt(meeting).map(({ discipline }) => DISCIPLINES[discipline].label),
  missing: missingForQuorum(expectedAt(meeting), DEFAULT_QUORUM),
  agenda: cases.map((one, index) => ({ number: index + 1, ...agendaLine(one) })),
  cases: cases.flatMap((one, index) => (one.known ? [{ number: index + 1, ...casePage(one.known) }] : [])),
})

const kindInWords = ({ kind, theme }: Meeting) =>
  theme ? `${REVIEW_ROUTES[kind].label}: ${THEMES[theme].label}` : REVIEW_ROUTES[kind].label

const inWords = (day: CivilDate) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(day))

const WHY_LEFT_OUT: Readonly<Record<LeftOut, string>> = {
  'conflict-of-interest': 'Left out: you have declared a conflict of interest.',
  'not-with-the-panel': 'Left out: it is not with the panel for review now.',
  'not-with-this-panel': 'Left out: it is no longer a case of this panel.',
}

function agendaLine(one: PackCase) {
  if (!one.known) return { reference: showReference(one.reference), line: WHY_LEFT_OUT[one.leftOut] }
  const { reference, ageAtDeath, assessment } = one.known.view
  return { reference, line: `Age at death: ${ageAtDeath}. ${sayExpectedness(assessment?.expectedness)}` }
}

const sayExpectedness = (expectedness = 'not-yet-known') =>
  `Death ${expectedness === 'not-yet-known' ? 'not yet known to be expected or unexpected' : expectedness}.`

function casePage({ view, analysis }: NonNullable<PackCase['known']>) {
  const { reference, facts, furtherNotifications, assessment, decision, ...more } = view
  return {
    reference,
    sections: [
      section('The case', more),
      section('What the law required', assessment),
      section('Decision of the designated doctor', decision),
      ...sectionsOf('', facts),
      ...furtherNotifications.flatMap((one, index) => sectionsOf(`Further notification ${index + 1}: `, one)),
      ...sectionsOf('Analysis form: ', analysis ?? {}),
    ].filter(({ rows }) => rows.length > 0),
  }
}

const section = (title: string, values: unknown): Section => ({ title, rows: rowsOf(values) })

/** One for each group of a form; the version of the form is for programs. */
const sectionsOf = (prefix: string, form: object): Section[] =>
  Object.entries(form)
    .filter(([group]) => group !== 'formVersion')
    .map(([group, values]) => section(prefix + titleOf(group), values))
