import type { Mistake, Shown } from '../page.ts'
import type { Field } from './field.ts'
import type { FieldMistake } from './mistakes.ts'
import { fieldShown, summaryOf } from './shown.ts'
import type { Typed } from './typed.ts'

/** A form on a page of its own. */
export interface FormPage {
  readonly title: string
  readonly caption?: string
  readonly action: string
  readonly back: string
  readonly before?: readonly string[]
  readonly fields: readonly Field[]
  /** Questions asked of several things alike, such as each member of a meeting. */
  readonly groups?: readonly Group[]
  readonly hidden?: Readonly<Record<string, string>>
  readonly button: string
  /** A second button, which saves and makes room for one more. */
  readonly another?: string
}

export interface Group {
  readonly title: string
  readonly fields: readonly Field[]
}

/** Every question of the page, in its order. */
export const fieldsOf = ({ fields, groups = [] }: Pick<FormPage, 'fields' | 'groups'>): readonly Field[] => [
  ...fields,
  ...groups.flatMap((group) => group.fields),
]

/** What is wrong with a form: with single boxes, or with the whole. */
export interface Refused {
  readonly fields: readonly FieldMistake[]
  readonly whole: readonly Mistake[]
}

export const nothingWrong: Refused = { fields: [], whole: [] }

export const mistakesOf = ({ fields, whole }: Refused): readonly Mistake[] => [...summaryOf(fields), ...whole]

/** The form filled with what was typed, and told what is wrong. */
export function formShown(page: FormPage, typed: Typed, refused = nothingWrong): Shown {
  const { title, fields, groups = [], ...others } = page
  const mistakes = mistakesOf(refused)
  const shown = (field: Field) => fieldShown(field, typed, refused.fields)
  return {
    view: 'question.njk',
    title,
    mistakes,
    ...(mistakes.length > 0 && { status: 422 }),
    shows: {
      ...others,
      fields: fields.map(shown),
      groups: groups.map((group) => ({ title: group.title, fields: group.fields.map(shown) })),
    },
  }
}
