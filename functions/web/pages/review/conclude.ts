import type { AnalysisView } from '../../../../schemas/analysis/analysis-api.ts'
import type { Worked } from '../../../../schemas/panel-work/record.ts'
import type { Agenda, MeetingsView, MeetingView } from '../../../../schemas/panel-work/meeting-views.ts'
import type { Problem } from '../../../../schemas/problem.ts'
import { DISCIPLINES } from '../../../../schemas/analysis/panel.ts'
import { HOLD_REASONS, type HoldReason } from '../../../../schemas/panel-work/codes.ts'
import { found } from '../../found.ts'
import { choicesFrom } from '../../form/choices.ts'
import type { Field } from '../../form/field.ts'
import { fieldsOf, formShown, nothingWrong, type FormPage, type Refused } from '../../form/form-shown.ts'
import { refusedBy, requestKey } from '../../form/sent.ts'
import { chosenOf, textOf, type Typed } from '../../form/typed.ts'
import type { Page, PageRequest } from '../../page.ts'
import { memberInWords } from '../../words/panel.ts'
import { ownPanelPath } from '../../own-panel.ts'
import { inSight } from './in-sight.ts'
import { referenceOf } from './review-of.ts'

type Member = MeetingView['invited'][number]

/** How many of a panel's meetings are looked through for the one at which the case is. */
const LOOKED_THROUGH = 4

/** The members of the meeting for which the case is listed: who was there, or before that is recorded who was to come. */
async function membersFor(request: PageRequest): Promise<readonly Member[]> {
  const { api, params } = request
  const path = `${ownPanelPath(request)}/meetings`
  const { upcoming, past } = found(await api.get<MeetingsView>(path))
  const likely = [...upcoming.slice(0, LOOKED_THROUGH / 2), ...past.slice(0, LOOKED_THROUGH / 2)]
  const agendas = await Promise.all(likely.map(({ reference }) => api.get<Agenda>(`${path}/${reference}`)))
  const agenda = agendas.find(
    (one) => one.ok && one.body.cases.some(({ reference }) => reference === params['reference']),
  )
  if (!agenda?.ok) return []
  const { state, present, invited } = agenda.body
  return state === 'held' ? present : invited
}

const withConflict = ({ conflicts }: AnalysisView, { subject }: Member) =>
  conflicts.some((one) => one.subject === subject)

/** The holds that are open still: each needs a reason, or the panel waits. */
const openHolds = ({ obstacles }: AnalysisView): readonly HoldReason[] =>
  obstacles.flatMap(({ code, about }) => (code === 'hold-open' && isHold(about) ? [about] : []))

const isHold = (code: string | undefined): code is HoldReason => code !== undefined && Object.hasOwn(HOLD_REASONS, code)

const override = (hold: HoldReason): Field => ({
  name: `override-${hold}`,
  at: `/overrides/${hold}`,
  label: `Why the panel need not wait for: ${HOLD_REASONS[hold].label.toLowerCase()}`,
  hint: 'Leave it empty to wait. The reason stays on record.',
  kind: 'paragraphs',
  rows: 3,
})

const choosing = (
  name: string,
  label: string,
  hint: string,
  members: readonly Member[],
  request: PageRequest,
): Field => ({
  name,
  at: `/${name}`,
  label,
  hint,
  kind: 'choices',
  choices: members.map((member) => ({ value: member.subject, text: memberInWords(member, request.person) })),
  instead: [],
})

/** Where the meeting names nobody, the chair says at least who they are. */
const ownDiscipline: Field = {
  name: 'discipline',
  at: '/membersPresent/0/discipline',
  label: 'No meeting names who was there. What do you sit on the panel for?',
  kind: 'choice',
  look: 'select',
  choices: choicesFrom(DISCIPLINES),
}

async function page(request: PageRequest, view: AnalysisView, key: string) {
  const all = await membersFor(request)
  const members = all.filter((member) => !withConflict(view, member))
  const kept = all.length - members.length
  const people =
    members.length > 0
      ? [
          choosing('membersPresent', 'Who was there', 'As the meeting has it', members, request),
          choosing('decidedBy', 'Who took the decision', 'Only members who were there', members, request),
        ]
      : [ownDiscipline]
  const form: FormPage = {
    title: 'Conclude the review',
    caption: `Case ${view.reference}`,
    action: `/review/${referenceOf(request)}/conclude`,
    back: `/review/${referenceOf(request)}/form`,
    before: [
      'The conclusion keeps the analysis form as it stands now. Recommendations go into the register. Should something new come to light, the review can be reopened.',
      ...(kept > 0
        ? [`${kept === 1 ? 'One member' : `${kept} members`} declared a conflict of interest, and cannot take part.`]
        : []),
    ],
    fields: [...people, ...openHolds(view).map(override)],
    hidden: { key },
    button: 'Conclude the review',
  }
  return { form, members }
}

function decisionIn(typed: Typed, members: readonly Member[], holds: readonly HoldReason[], request: PageRequest) {
  const { subject } = request.person
  const discipline = textOf(typed, ownDiscipline.name)
  const alone = members.length === 0 && discipline !== '' ? [{ subject, discipline }] : []
  const present = chosenOf(typed, 'membersPresent')
  const overrides = holds.map((hold) => ({ hold, reason: textOf(typed, `override-${hold}`) }))
  return {
    membersPresent: [...members.filter((member) => present.includes(member.subject)), ...alone],
    decidedBy: [...chosenOf(typed, 'decidedBy'), ...alone.map((member) => member.subject)],
    overrides: overrides.filter(({ reason }) => reason !== ''),
  }
}

/** Every obstacle at once, each linked to where it is mended: a section of the form, or a box of this page. */
function obstaclesIn({ obstacles = [] }: Problem, fields: readonly Field[], request: PageRequest): Refused {
  const onPage = (code: string, about: string | undefined): string => {
    const byHold = fields.find(({ name }) => about !== undefined && name === `override-${about}`)
    const byPeople = fields.find(({ name }) => name === (code.includes('decided') ? 'decidedBy' : 'membersPresent'))
    return `#${(byHold ?? byPeople ?? fields[0])?.name ?? 'maincontent'}`
  }
  return {
    fields: [],
    whole: obstacles.map(({ needed, section, code, about }) => ({
      text: needed,
      href: section === undefined ? onPage(code, about) : `/review/${referenceOf(request)}/form/${section}`,
    })),
  }
}

/** The chair concludes; what stands in the way is told all at once. */
export const conclude: Page = {
  path: '/review/{reference}/conclude',
  for: 'work-case',
  get: async (request, deps) => {
    const sight = await inSight<AnalysisView>(request, 'analysis', deps)
    if ('instead' in sight) return sight.instead
    const { form, members } = await page(request, sight.seen, deps.newId())
    return formShown(form, { membersPresent: members.map(({ subject }) => subject) })
  },
  post: async (request, deps) => {
    const { typed, api } = request
    const sight = await inSight<AnalysisView>(request, 'analysis', deps)
    if ('instead' in sight) return sight.instead
    const view = sight.seen
    const { form, members } = await page(request, view, textOf(typed, 'key'))
    const body = JSON.stringify({ action: 'conclude', ...decisionIn(typed, members, openHolds(view), request) })
    const answer = await api.post<Worked>(`/cases/${referenceOf(request)}/actions`, requestKey(typed, body), body)
    if (answer.ok) return { to: `/review/${referenceOf(request)}/form` }
    const fields = fieldsOf(form)
    const { problem } = answer
    const refused = problem?.obstacles ? obstaclesIn(problem, fields, request) : refusedBy(answer, fields, typed)
    return formShown(form, typed, refused ?? nothingWrong)
  },
}
