import type { FieldProblem } from '../../../schemas/problem.ts'
import { problemWords } from '../words/problems.ts'
import { DATE_BOXES, type Field } from './field.ts'
import { closedUp } from './rows.ts'
import { textOf, type Typed } from './typed.ts'

/** What is wrong with one question, and which of its boxes to begin with. */
export interface FieldMistake {
  readonly field: Field
  readonly text: string
  readonly box: string
}

/** The problems that concern these questions, one each, in the order of the page. */
export const mistakesIn = (
  fields: readonly Field[],
  problems: readonly FieldProblem[],
  typed: Typed,
): readonly FieldMistake[] => {
  const asSent = closedUp(fields, typed)
  const blamed = problems.flatMap((problem) => {
    const field = blame(asSent, problem.pointer)
    return field ? [{ name: field.name, problem }] : []
  })
  return fields.flatMap((field) => {
    const found = blamed.find(({ name }) => name === field.name)
    return found ? [{ field, text: problemWords(found.problem, field), box: firstWrongBox(field, typed) }] : []
  })
}

/** The question that the problem speaks of; of something larger, the first of its questions. */
function blame(fields: readonly Field[], pointer: string): Field | undefined {
  const within = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}/`)
  return fields.find(({ at }) => at === pointer) ?? fields.find(({ at }) => within(pointer, at) || within(at, pointer))
}

/** A link to "the date" would lead nowhere: it leads to the box that is empty or cannot be. */
export function firstWrongBox(field: Field, typed: Typed): string {
  if (field.kind !== 'date') return field.name
  const limits = { day: 31, month: 12, year: 2100 }
  const texts = DATE_BOXES.map((box) => ({ box, text: textOf(typed, `${field.name}-${box}`) }))
  const lastGiven = texts.findIndex(({ text }) => text !== '')
  const wrong = texts.find(
    ({ box, text }, position) =>
      (text === '' && position >= lastGiven) ||
      (text !== '' && !(/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= limits[box])),
  )
  return `${field.name}-${(wrong ?? { box: 'day' }).box}`
}
