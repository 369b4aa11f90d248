import type { CaseRecord } from '../../../../../schemas/api.ts'
import { bodyOf } from '../../../form/body.ts'
import type { Choice, Field } from '../../../form/field.ts'
import { firstWrongBox, type FieldMistake } from '../../../form/mistakes.ts'
import { textOf, type Typed } from '../../../form/typed.ts'
import { read } from '../../../form/field.ts'
import type { PageRequest } from '../../../page.ts'

type Fields = readonly Field[]

/** One thing that a caseworker does with a case: what the page asks, and what it tells when it is done. */
export interface CaseAct {
  readonly title: string
  readonly button: string
  /** Said before the questions. */
  readonly says?: readonly string[]
  readonly fields: Fields
  /** What to say where nothing was answered, by the name of the field. */
  readonly needed?: Readonly<Record<string, string>>
  /** What else is wrong before the API is asked, by the name of the field. */
  readonly wrong?: (typed: Typed) => Readonly<Record<string, string>>
  /** The questions as this case has them, such as what it waits for now. */
  readonly fit?: (fields: Fields, known: CaseRecord, request: PageRequest) => Fields | Promise<Fields>
  /** Where boxes and request differ. */
  readonly body?: (typed: Typed) => object
  /** Told on the page that follows. */
  readonly did: string
}

/** What is sent to the API, besides the name of the action. */
export const bodyOfAct = ({ fields, body }: CaseAct, typed: Typed): object => body?.(typed) ?? bodyOf(fields, typed)

/** What a person is told at once, in the order of the page. */
export function mistakesBeforehand({ fields, needed = {}, wrong }: CaseAct, typed: Typed): readonly FieldMistake[] {
  const told = wrong?.(typed) ?? {}
  return fields.flatMap((field) => {
    const isEmpty = read(field, typed) === undefined
    const text = told[field.name] ?? (isEmpty ? needed[field.name] : undefined)
    return text === undefined ? [] : [{ field, text, box: firstWrongBox(field, typed) }]
  })
}

/** The fields, with other choices for one of them. */
export const offering = (fields: Fields, name: string, choices: readonly Choice[]): Fields =>
  fields.map((field) => (field.name === name && 'choices' in field ? { ...field, choices } : field))

export const without = (fields: Fields, name: string): Fields => fields.filter((field) => field.name !== name)

export const line = (name: string, label: string, hint?: string): Field => ({
  name,
  at: `/${name}`,
  label,
  ...(hint !== undefined && { hint }),
  kind: 'line',
})

export const words = (name: string, label: string, hint?: string): Field => ({
  name,
  at: `/${name}`,
  label,
  ...(hint !== undefined && { hint }),
  kind: 'paragraphs',
  rows: 4,
})

export const oneOf = (name: string, label: string, choices: readonly Choice[], look?: 'select'): Field => ({
  name,
  at: `/${name}`,
  label,
  kind: 'choice',
  choices,
  ...(look && { look }),
})

/** A number behind a choice, such as that of a question. */
export const numberOf = (typed: Typed, name: string): number | undefined => {
  const text = textOf(typed, name)
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined
}
