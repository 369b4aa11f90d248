import type { Problem } from '../../../schemas/problem.ts'
import type { Field } from '../form/field.ts'
import { mistakesIn } from '../form/mistakes.ts'
import { fieldShown, summaryOf } from '../form/shown.ts'
import type { Typed } from '../form/typed.ts'
import { ApiRefusedError, type Shown } from '../page.ts'

/** A form of a statistics lead: something that is asked of the API, once however often it is pressed. */
export interface LeadForm {
  readonly title: string
  readonly caption: string
  readonly action: string
  readonly back: string
  readonly before: readonly string[]
  readonly fields: readonly Field[]
  readonly button: string
  /** Goes with the form unseen. */
  readonly hidden: Readonly<Record<string, string>>
}

/** The form; what the API said against it, if anything, at the boxes that it speaks of. @throws ApiRefusedError for what no form can mend */
export function leadForm(form: LeadForm, typed: Typed, refused?: { status: number; problem?: Problem }): Shown {
  const { title, fields, ...rest } = form
  const mistakes = mistakesIn(fields, refused?.problem?.errors ?? [], typed)
  const whole = refused?.status === 409 ? refused.problem?.detail : undefined
  if (refused && mistakes.length === 0 && whole === undefined) throw new ApiRefusedError(refused.status)
  return {
    view: 'question.njk',
    title,
    ...(refused && { status: refused.status }),
    mistakes: [...summaryOf(mistakes), ...(whole === undefined ? [] : [{ text: whole, href: '#form' }])],
    shows: { ...rest, fields: fields.map((field) => fieldShown(field, typed, mistakes)) },
  }
}
