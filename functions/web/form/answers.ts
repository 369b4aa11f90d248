import type { Notification } from '../../../schemas/notification/notification.ts'
import { addable } from '../questions/all.ts'
import { typedFrom } from './facts.ts'
import type { Field } from './field.ts'
import { answerInWords } from './shown.ts'
import { textOf, type Typed } from './typed.ts'

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

/** What a notification says: question by question as it was asked, and last whatever no page asks. */
export const answersOf = (facts: Notification): readonly AnswerGroup[] => [
  ...addable.map(({ title, fields }) => {
    const typed = typedFrom(fields, facts)
    return {
      title: asRead(title),
      rows: fields.map((field) => ({ label: asRead(field.label), answer: answer(field, typed) })),
    }
  }),
  {
    title: 'Also said',
    rows: leaves(facts)
      .filter(({ pointer }) => !isAsked(pointer))
      .map(alsoSaid),
  },
]

/** Not what stands at the same place and belongs to another question, as that a home has a postcode. */
const answer = (field: Field, typed: Typed) =>
  field.kind === 'choice' && field.choices.every(({ value }) => value !== textOf(typed, field.name))
    ? undefined
    : answerInWords(field, typed)

const asked = addable.flatMap(({ fields }) => fields.map(({ at }) => at))
/** What stands at these says nothing to a person. */
const SILENT = ['/formVersion', '/child/residence/kind']
const isAsked = (pointer: string) =>
  SILENT.includes(pointer) || asked.some((at) => pointer === at || pointer.startsWith(`${at}/`))

interface Leaf {
  readonly pointer: string
  readonly value: unknown
}

const leaves = (value: unknown, pointer = ''): readonly Leaf[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${pointer}/${name}`))
    : [{ pointer, value }]

/** `/child/birthOrder` as `Child: birth order`; a number stands for one of several. */
function alsoSaid({ pointer, value }: Leaf): AnswerRow {
  const [group = '', ...rest] = pointer
    .split('/')
    .slice(1)
    .map((name) => (/^\d+$/.test(name) ? String(Number(name) + 1) : spaced(name)))
  const label = [group.charAt(0).toUpperCase() + group.slice(1), ...rest].join(': ')
  return { label, answer: spaced(String(value)) }
}

/** `birthOrder` and `not-known` as people write them; what somebody wrote in their own words is left alone. */
const spaced = (text: string) =>
  /^[a-z]+([A-Z][a-z]+)*$/.test(text)
    ? text.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    : /^[a-z]+(-[a-z0-9]+)+$/.test(text)
      ? text.replaceAll('-', ' ')
      : text

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
