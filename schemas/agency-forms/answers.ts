import * as z from 'zod'
import { readAs, toPointer, type Reading } from '../field-problems.ts'
import { countUnrecognised, isTooDeep, MAX_DEPTH, unrecognisedIn } from '../notification/unrecognised.ts'
import type { FieldProblem } from '../problem.ts'
import { isAsked, type Part } from '../supplementary/question.ts'

/** What an agency says in one section. Nobody has to know or to hold everything, so both are answers to any question. */
export interface SectionAnswers {
  readonly answers: Readonly<Record<string, unknown>>
  /** Questions that it looked for and does not know. */
  readonly notKnown: readonly string[]
  /** Questions that are not its to answer: it holds nothing on them. */
  readonly notHeld: readonly string[]
  /** What was sent beyond the form, as JSON text: kept, never read. */
  readonly unrecognised?: string
}

const questions = (description: string) =>
  z
    .array(z.string().max(100))
    .max(50)
    .default([])
    .meta({ description, examples: [[]] })

/** The fields of a section's answers, whatever the form: which questions there are is the form's to say. */
export const sectionAnswersFields = {
  answers: z
    .record(z.string(), z.unknown())
    .default({})
    .meta({ title: 'Answers', description: 'By question; what the section does not ask is kept, and not read.' }),
  notKnown: questions('Questions to which the answer is not known.'),
  notHeld: questions('Questions on which the agency holds nothing.'),
} as const
const RawSchema = z.object(sectionAnswersFields)

/** Reads what was written in a section of a form; every problem at once. */
export function readSection(part: Part, raw: unknown): Reading<SectionAnswers> {
  if (isTooDeep(raw)) return { ok: false, errors: [TOO_DEEP] }
  const shape = readAs(RawSchema, raw)
  if (!shape.ok) return shape
  const { answers: sent, notKnown, notHeld } = shape.value
  const section = part.unwrap()
  const answers = readAs(section, sent)
  const errors = [
    ...(answers.ok ? [] : answers.errors.map((one) => ({ ...one, pointer: `/answers${one.pointer}` }))),
    ...problemsOfList('notKnown', notKnown, section, sent, []),
    ...problemsOfList('notHeld', notHeld, section, sent, notKnown),
  ]
  if (!answers.ok || errors.length > 0) return { ok: false, errors }
  const { kept } = unrecognisedIn(sent, answers.value)
  return {
    ok: true,
    value: { answers: answers.value, notKnown, notHeld, ...(kept !== undefined && { unrecognised: kept }) },
  }
}

/** How many fields of what was sent the section does not ask for. */
export const countUnasked = (sent: unknown, { answers }: SectionAnswers): number =>
  countUnrecognised((sent as { answers?: unknown }).answers, answers)

const TOO_DEEP: FieldProblem = { pointer: '', code: 'too-deep', detail: `Nest at most ${MAX_DEPTH} levels deep.` }

function problemsOfList(
  list: 'notKnown' | 'notHeld',
  names: readonly string[],
  section: z.ZodObject,
  answers: Readonly<Record<string, unknown>>,
  before: readonly string[],
): FieldProblem[] {
  return names.flatMap((name, index): FieldProblem[] => {
    const pointer = toPointer([list, index])
    const asked = Object.keys(section.shape).join(', ')
    if (!Object.hasOwn(section.shape, name))
      return [{ pointer, code: 'not-a-choice', detail: `Name questions of this section: ${asked}.` }]
    if (answers[name] !== undefined || before.includes(name) || names.indexOf(name) !== index)
      return [{ pointer, code: 'contradiction', detail: 'Answer each question once, or say once why not.' }]
    return isAsked(section, name, answers)
      ? []
      : [{ pointer, code: 'contradiction', detail: 'Leave this out: it is not asked after the answers given.' }]
  })
}
