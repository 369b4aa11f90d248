import type { Notification } from '../../../schemas/notification/notification.ts'
import { addable } from '../questions/all.ts'
import { typedFrom } from './facts.ts'
import { answerInWords } from './shown.ts'

export interface AnswerRow {
  readonly label: string
  /** `undefined` where the question is open. */
  readonly answer: string | undefined
}

export interface AnswerGroup {
  readonly title: string
  readonly rows: readonly AnswerRow[]
}

/** The form speaks to whoever notifies; everybody else reads of them. */
const asRead = (label: string) =>
  label === 'About you' ? 'Who notified' : label.replace(/^Your (.)/, (_, letter: string) => letter.toUpperCase())

/** What a notification says, question by question as it was asked. */
export const answersOf = (facts: Notification): readonly AnswerGroup[] =>
  addable.map(({ title, fields }) => {
    const typed = typedFrom(fields, facts)
    const rows = fields.map((field) => ({ label: asRead(field.label), answer: answerInWords(field, typed) }))
    return { title: asRead(title), rows }
  })

const NOT_KNOWN = 'Not known yet'
const isKnown = ({ answer }: AnswerRow) => answer !== undefined && answer !== NOT_KNOWN

/** What is known, group by group, and the questions that somebody has answered with "not known yet". */
export function knownAndOpen(facts: Notification) {
  const all = answersOf(facts)
  return {
    groups: all.map(({ title, rows }) => ({ title, rows: rows.filter(isKnown) })).filter(({ rows }) => rows.length > 0),
    open: all.flatMap(({ rows }) => rows.filter(({ answer }) => answer === NOT_KNOWN).map(({ label }) => label)),
  }
}
