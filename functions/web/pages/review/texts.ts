import type { AnalysisView, SectionWritten } from '../../../../schemas/analysis/analysis-api.ts'
import { formShown, nothingWrong, type Refused } from '../../form/form-shown.ts'
import { refusedBy, requestKey } from '../../form/sent.ts'
import { textOf, type Typed } from '../../form/typed.ts'
import type { Page, PageAnswer, PageRequest } from '../../page.ts'
import {
  closedUp,
  countIn,
  questionsWith,
  typedOf,
  valueIn,
  type SectionQuestions,
} from '../../questions/analysis/section.ts'
import { dayAndTime } from '../../words/times.ts'
import { inSight } from './in-sight.ts'
import { referenceOf } from './review-of.ts'
import { questionsOf, sectionAddress, sectionForm } from './section.ts'
import { written } from './written.ts'

type Text = AnalysisView['sections'][SectionQuestions['section']]['alternatives'][number]

const alternativeOf = ({ params }: PageRequest) => Number(params['alternative'])

/** Two people wrote a section without having seen each other: both texts, one of which, or one made of both, shall stand. */
export const twoTexts: Page = {
  path: '/review/{reference}/form/{section}/texts/{alternative}',
  for: 'write-analysis',
  get: async (request, deps) => {
    const questions = questionsOf(request)
    const sight = await inSight<AnalysisView>(request, 'analysis', deps)
    if ('instead' in sight) return sight.instead
    const view = sight.seen
    const { current, version } = view.sections[questions.section]
    const typed = current ? typedOf(questions, current.value) : {}
    return choiceShown(questions, view, request, typed, { key: deps.newId(), version: String(version) })
  },
  post: async (request, deps) => {
    const questions = questionsOf(request)
    const typed = closedUp(questions, request.typed)
    const choice = textOf(typed, 'choice') || 'write'
    const body = JSON.stringify({
      choice,
      basedOn: Number(textOf(typed, 'version')),
      ...(choice === 'write' && { value: valueIn(questions, typed) }),
    })
    const path =
      `/cases/${referenceOf(request)}/analysis/${questions.section}/alternatives/${alternativeOf(request)}` as const
    const answer = await request.api.post<SectionWritten>(path, requestKey(typed, body), body)
    if (answer.ok) return { to: sectionAddress(request, questions) }
    const refused = refusedBy(answer, questionsWith(questions, countIn(questions, typed)), typed) ?? nothingWrong
    const sight = await inSight<AnalysisView>(request, 'analysis', deps)
    if ('instead' in sight) return sight.instead
    const view = sight.seen
    const hidden = { key: textOf(typed, 'key'), version: String(view.sections[questions.section].version) }
    return choiceShown(questions, view, request, choice === 'write' ? typed : {}, hidden, refused)
  },
}

function choiceShown(
  questions: SectionQuestions,
  view: AnalysisView,
  request: PageRequest,
  typed: Typed,
  hidden: Readonly<Record<string, string>>,
  refused: Refused = nothingWrong,
): PageAnswer {
  const { current, alternatives, mayWrite } = view.sections[questions.section]
  const other = alternatives.find(({ version }) => version === alternativeOf(request))
  // Somebody has chosen meanwhile: what stands is on the page of the section.
  if (!current || !other || !mayWrite) return { to: sectionAddress(request, questions) }
  const form = formShown(
    sectionForm(questions, typed, {
      caption: `Analysis form of case ${view.reference}`,
      action: `${sectionAddress(request, questions)}/texts/${other.version}`,
      back: `/review/${view.reference}/form`,
      hidden,
      button: 'Save this as the text of the section',
    }),
    typed,
    refused,
  )
  return {
    ...form,
    view: 'review/texts.njk',
    shows: {
      ...form.shows,
      another: undefined,
      texts: [
        { title: whose(current, request), choice: 'keep-current', groups: written(questions, current.value) },
        { title: whose(other, request), choice: 'take-alternative', groups: written(questions, other.value) },
      ],
    },
  }
}

const whose = ({ by, at }: Text, { person, now }: PageRequest) =>
  `${by === person.subject ? 'Your text' : 'Another member’s text'}, ${dayAndTime(at, now)}`
