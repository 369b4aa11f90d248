import { mayEver } from '../../domain/access/access.ts'
import { outOfSight } from '../../domain/access/sight.ts'
import type { AnalysisSection } from '../../schemas/analysis/analysis-form.ts'
import type { SectionWritten } from '../../schemas/analysis/analysis-api.ts'
import { ANALYSIS_SECTIONS } from '../../schemas/analysis/analysis-form.ts'
import { sectionWriteOf, textChoiceOf } from '../../schemas/analysis/analysis-edits.ts'
import type { SectionText, TextChoice } from '../../domain/review/events.ts'
import { decideEdit, outcomeOfEdit, type AnalysisEdit, type EditRefused } from '../../domain/review/write-analysis.ts'
import type { Case } from '../../domain/case/case.ts'
import type { Instant } from '../../domain/calendar/instant.ts'
import { readAs, type Reading } from '../../schemas/field-problems.ts'
import { problem, type Problem } from '../../schemas/problem.ts'
import { ReferenceSchema, showReference } from '../../schemas/reference.ts'
import type { Answered, PersonalRequest } from '../shared/runtime/http.ts'
import { outOfSightProblem } from '../shared/views/out-of-sight.ts'
import { sectionView, textView } from './analysis-view.ts'
import { changeReview, type ReviewDeps } from './change-review.ts'
import { requestOf } from './request.ts'

/** Reads an edit of a section out of the body. */
type ReadEdit = (section: AnalysisSection, json: unknown) => Reading<AnalysisEdit>

/** The schema of the section holds that its value is of that section. */
const asText: ReadEdit = (section, json) => {
  const read = readAs(sectionWriteOf(section), json)
  if (!read.ok) return read
  return { ok: true, value: { type: 'AnalysisSectionWritten', happened: { section, ...read.value } as SectionText } }
}

const asChoiceOf =
  (alternative: number): ReadEdit =>
  (section, json) => {
    const read = readAs(textChoiceOf(section), json)
    if (!read.ok) return read
    const { choice: kind, basedOn, ...written } = read.value
    const happened = { section, alternative, choice: { kind, ...written }, basedOn } as TextChoice
    return { ok: true, value: { type: 'AnalysisTextChosen', happened } }
  }

/** Somebody writes a section of the form. */
export const writeSection = (request: PersonalRequest, deps: ReviewDeps): Promise<Answered> =>
  edit(request, deps, asText)

/** Somebody chooses between two texts of a section. */
export function chooseText(request: PersonalRequest, deps: ReviewDeps): Promise<Answered> {
  if (!mayEver(request.person, 'write-analysis')) return Promise.resolve(problem('forbidden'))
  const alternative = Number(request.params['alternative'])
  return Number.isSafeInteger(alternative) && alternative > 0
    ? edit(request, deps, asChoiceOf(alternative))
    : Promise.resolve(problem('not-found'))
}

async function edit(request: PersonalRequest, deps: ReviewDeps, readEdit: ReadEdit): Promise<Answered> {
  const { person, params } = request
  if (!mayEver(person, 'write-analysis')) return problem('forbidden')
  const read = requestOf(request, deps.hash)
  if (!('request' in read)) return read
  const { success, data: reference } = ReferenceSchema.safeParse(params['reference'])
  const section = ANALYSIS_SECTIONS.find((one) => one === params['section'])
  if (!success || !section) return problem('not-found')
  const wanted = readEdit(section, read.json)
  if (!wanted.ok) return problem('validation', { errors: wanted.errors })

  const changed = await changeReview<EditRefused | 'unchanged'>(
    { reference, person, act: 'write-analysis', request: read.request },
    deps,
    (known, at) => {
      const decision = decideEdit(known, wanted.value, person, at, read.request)
      if (decision.outcome === 'decided') return decision
      return { refused: decision.outcome === 'unchanged' ? 'unchanged' : decision }
    },
  )
  // The answer shows the section as it is now, also to a request sent again when the case is theirs to see no more.
  const hidden = changed.outcome === 'replayed' && outOfSight(changed.known, person)
  if (hidden) return outOfSightProblem(hidden)
  const answer = (before: Case, known: Case, at: Instant) =>
    writtenView(before, known, wanted.value, person.subject, at, sectionView(known, section, person))
  switch (changed.outcome) {
    case 'done':
    case 'replayed': {
      const body = answer(changed.before, changed.known, changed.event.at)
      if (changed.outcome === 'replayed') return { status: 200, body }
      deps.meter.count(body.outcome === 'conflict' ? 'AnalysisTextsKeptBeside' : 'AnalysisSectionsWritten')
      return { status: 201, body }
    }
    case 'refused':
      return changed.refused === 'unchanged'
        ? { status: 200, body: answer(changed.known, changed.known, changed.at) }
        : refusal(changed.refused)
    case 'not-found':
      return problem('not-found')
    case 'key-reused':
      return problem('idempotency-key-reused')
  }
}

const FORBIDDEN: readonly EditRefused['code'][] = ['not-for-your-role', 'conflict-of-interest']

const refusal = ({ code, needed }: EditRefused): Problem =>
  problem(FORBIDDEN.includes(code) ? 'forbidden' : 'not-possible-now', { reasonCode: code, detail: needed })

/** What an edit came to, as the record has it: told the same whenever it is asked again. */
function writtenView(
  before: Case,
  known: Case,
  wanted: AnalysisEdit,
  by: string,
  at: Instant,
  now: SectionWritten['now'],
): SectionWritten {
  const outcome = outcomeOfEdit(before, wanted, by, at)
  const { reference, version } = known
  const common = { reference: showReference(reference), version, section: wanted.happened.section, now }
  if (outcome.outcome !== 'conflict')
    return { ...common, outcome: outcome.outcome === 'unchanged' ? 'unchanged' : 'saved' }
  const { theirs, yours, base } = outcome
  return {
    ...common,
    outcome: 'conflict',
    theirs: textView(theirs),
    yours: textView(yours),
    ...(base && { base: textView(base) }),
  }
}
