import { answerInWords } from '../../form/shown.ts'
import type { Field } from '../../form/field.ts'
import type { Typed } from '../../form/typed.ts'
import { countIn, groupsOf, typedOf, type SectionQuestions } from '../../questions/analysis/section.ts'

export interface WrittenGroup {
  readonly title?: string
  readonly rows: readonly { readonly label: string; readonly text: string }[]
}

const rowsFrom = (fields: readonly Field[], typed: Typed) =>
  fields.flatMap((field) => {
    const text = answerInWords(field, typed)
    return text === undefined ? [] : [{ label: field.label.replace(' (optional)', ''), text }]
  })

/** A text of a section as it reads, by the questions of its page. */
export function written(questions: SectionQuestions, value: object): readonly WrittenGroup[] {
  const typed = typedOf(questions, value)
  const own = { rows: rowsFrom(questions.fields, typed) }
  const several = groupsOf(questions, countIn(questions, typed), false).map(({ title, fields }) => ({
    title,
    rows: rowsFrom(fields, typed),
  }))
  const none = questions.each && several.length === 0 ? [{ rows: [{ label: 'Found', text: 'None' }] }] : []
  return [...(own.rows.length > 0 ? [own] : []), ...several, ...none]
}
