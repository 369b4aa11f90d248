import type { Mistake } from '../page.ts'
import { civilDateInWords } from '../words/dates.ts'
import { DATE_BOXES, notKnownBox, read, type Field } from './field.ts'
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
  switch (field.kind) {
    case 'choice':
      return field.choices.find(({ value }) => value === answer)?.text ?? String(answer)
    case 'choices': {
      const codes: readonly unknown[] = Array.isArray(answer) ? answer : [answer]
      const known = [...field.choices, ...field.instead]
      return codes.map((code) => known.find(({ value }) => value === code)?.text ?? String(code)).join('; ')
    }
    case 'date':
      return civilDateInWords(String(answer))
    case 'line':
    case 'paragraphs':
    case 'number':
      return typeof answer === 'number' ? String(answer) : textOf(typed, field.name)
  }
}
