import type { Mistake } from '../page.ts'
import { civilDateInWords } from '../words/dates.ts'
import { DATE_BOXES, notKnownBox, read, type Choice, type Field } from './field.ts'
import type { FieldMistake } from './mistakes.ts'
import { chosenOf, textOf, type Typed } from './typed.ts'

/** A question as the template takes it. */
export const fieldShown = (field: Field, typed: Typed, mistakes: readonly FieldMistake[]) => {
  const error = mistakes.find((one) => one.field === field)?.text
  return {
    ...field,
    error,
    value: textOf(typed, field.name),
    chosen: chosenOf(typed, field.name),
    boxes: DATE_BOXES.map((box) => ({ box, value: textOf(typed, `${field.name}-${box}`) })),
    notKnownBox: notKnownBox(field),
    isNotKnown: chosenOf(typed, notKnownBox(field)).length > 0,
  }
}

export const summaryOf = (mistakes: readonly FieldMistake[], page = ''): readonly Mistake[] =>
  mistakes.map(({ text, box }) => ({ text, href: `${page}#${box}` }))

/** The answer as a person reads it; `undefined` where there is none yet. */
export function answerInWords(field: Field, typed: Typed): string | undefined {
  const answer = read(field, typed)
  if (answer === undefined) return undefined
  if (answer === 'not-known') return 'Not known yet'
  const text = textOf(typed, field.name)
  switch (field.kind) {
    case 'choice':
      return wordsOf(text, field.choices)
    case 'choices': {
      const codes: readonly unknown[] = Array.isArray(answer) ? answer : [answer]
      return codes.map((code) => wordsOf(code, [...field.choices, ...field.instead])).join('; ')
    }
    case 'date':
      return typeof answer === 'string' ? civilDateInWords(answer) : undefined
    case 'line':
    case 'paragraphs':
    case 'list':
    case 'number':
      return text
  }
}

/** A code that no choice has, which only somebody who makes up forms sends, is left for the schema to refuse. */
const wordsOf = (code: unknown, choices: readonly Choice[]) =>
  choices.find(({ value }) => value === code)?.text ?? 'Not one of the choices'
