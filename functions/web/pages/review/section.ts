import type { AnalysisView, SectionWritten } from '../../../../schemas/analysis/analysis-api.ts'
import { formShown, mistakesOf, nothingWrong, type FormPage, type Refused } from '../../form/form-shown.ts'
import { refusedBy, requestKey } from '../../form/sent.ts'
import { textOf, type Typed } from '../../form/typed.ts'
import { NoSuchPageError, type Page, type PageAnswer, type PageRequest, type Shown } from '../../page.ts'
import { everySection } from '../../questions/analysis/all.ts'
import {
  boxIn,
  closedUp,
  countIn,
  groupsOf,
  questionsWith,
  typedOf,
  valueIn,
  type SectionQuestions,
} from '../../questions/analysis/section.ts'
import { dayAndTime } from '../../words/times.ts'
import { inSight } from './in-sight.ts'
import { referenceOf } from './review-of.ts'
import { written } from './written.ts'

export function questionsOf({ params }: PageRequest): SectionQuestions {
  const questions = everySection.find(({ section }) => section === params['section'])
  if (!questions) throw new NoSuchPageError()
  return questions
}

export const sectionAddress = (request: PageRequest, { section }: SectionQuestions) =>
  `/review/${referenceOf(request)}/form/${section}`

/** The form to write a section with, filled, and with room for one more of what it has several of. */
export function sectionForm(
  questions: SectionQuestions,
  typed: Typed,
  page: Pick<FormPage, 'action' | 'back' | 'hidden' | 'button'> & {
    readonly caption: string
    readonly grounds?: readonly string[]
  },
): FormPage {
  const { grounds = [], ...rest } = page
  return {
    ...rest,
    title: questions.title,
    before: [...questions.before, ...grounds],
    fields: questions.each ? [] : questions.fields,
    groups: [
      ...groupsOf(questions, countIn(questions, typed), true),
      ...(questions.each && questions.fields.length > 0 ? [{ title: 'Otherwise', fields: questions.fields }] : []),
    ],
    ...(questions.each && { another: `Save and add another ${questions.each.noun}` }),
  }
}

const writing = (
  questions: SectionQuestions,
  typed: Typed,
  request: PageRequest,
  hidden: FormPage['hidden'] = {},
  grounds: readonly string[] = [],
) =>
  sectionForm(questions, typed, {
    caption: `Analysis form of case ${request.params['reference'] ?? ''}`,
    action: sectionAddress(request, questions),
    back: `/review/${referenceOf(request)}/form`,
    hidden,
    button: 'Save and continue',
    grounds,
  })

/** Why the software asks whether to refer, beside the question. */
const groundsIn = ({ section }: SectionQuestions, { referral }: AnalysisView): readonly string[] =>
  section === 'safeguarding' && referral.grounds.length > 0
    ? [`The panel has to decide, because ${referral.grounds.map(({ text }) => text).join(', and ')}.`]
    : []

/** One section of the analysis form: to be written, read, or chosen between two texts. */
export const section: Page = {
  path: '/review/{reference}/form/{section}',
  for: 'read-analysis',
  get: async (request, deps) => {
    const questions = questionsOf(request)
    const sight = await inSight<AnalysisView>(request, 'analysis', deps)
    if ('instead' in sight) return sight.instead
    const view = sight.seen
    const { current, alternatives, mayWrite, version } = view.sections[questions.section]
    const [other] = alternatives
    if (mayWrite && other) return { to: `${sectionAddress(request, questions)}/texts/${other.version}` }
    if (!mayWrite) return readOnly(questions, view, request)
    const typed = current ? typedOf(questions, current.value) : {}
    const hidden = { key: deps.newId(), version: String(version) }
    return formShown(writing(questions, typed, request, hidden, groundsIn(questions, view)), typed)
  },
  post: async (request) => {
    const questions = questionsOf(request)
    const typed = closedUp(questions, request.typed)
    const answer = await writeText(request, typed, questions)
    if (answer.written) return whereNext(questions, answer.written, request)
    const hidden = { key: textOf(typed, 'key'), version: textOf(typed, 'version') }
    return formShown(writing(questions, typed, request, hidden), typed, answer.refused)
  },
}

async function writeText(
  request: PageRequest,
  typed: Typed,
  questions: SectionQuestions,
): Promise<{ readonly written?: SectionWritten; readonly refused?: Refused }> {
  const body = JSON.stringify({ value: valueIn(questions, typed), basedOn: Number(textOf(typed, 'version')) })
  const path = `/cases/${referenceOf(request)}/analysis/${questions.section}` as const
  const answer = await request.api.post<SectionWritten>(path, requestKey(typed, body), body)
  if (answer.ok) return { written: answer.body }
  return { refused: refusedBy(answer, questionsWith(questions, countIn(questions, typed)), typed) ?? nothingWrong }
}

/** Where another text stands beside it, to the choice; otherwise on, or to the place for one more. */
function whereNext(questions: SectionQuestions, { now }: SectionWritten, request: PageRequest): PageAnswer {
  const address = sectionAddress(request, questions)
  const [other] = now.alternatives
  if (other) return { to: `${address}/texts/${other.version}` }
  if (questions.each && textOf(request.typed, 'then') === 'another') {
    const count = countIn(questions, now.current ? typedOf(questions, now.current.value) : {})
    return { to: `${address}#${boxIn(questions.each, count + 1, 'text')}` }
  }
  const next = everySection[everySection.indexOf(questions) + 1]
  const list = `/review/${referenceOf(request)}/form`
  return { to: next ? `${list}/${next.section}` : list }
}

function readOnly(questions: SectionQuestions, view: AnalysisView, { now, person }: PageRequest): Shown {
  const { current, alternatives } = view.sections[questions.section]
  const text = (one: NonNullable<typeof current>) => ({
    saved: `Saved ${dayAndTime(one.at, now)}${one.by === person.subject ? ' by you' : ''}`,
    groups: written(questions, one.value),
  })
  return {
    view: 'review/section.njk',
    title: questions.title,
    mistakes: mistakesOf(nothingWrong),
    shows: {
      reference: view.reference,
      before: questions.before,
      texts: [...(current ? [current] : []), ...alternatives].map(text),
    },
  }
}
