import type { Typed } from './typed.ts'
import { chosenOf, textOf } from './typed.ts'

export interface Choice {
  readonly value: string
  readonly text: string
  readonly hint?: string
}

interface Asked {
  /** Of the box, in the form. */
  readonly name: string
  /** Where the answer stands in the notification (JSON pointer). */
  readonly at: string
  readonly label: string
  readonly hint?: string
}

/** One question of a page, with the kind of box that it is answered in. */
export type Field = Asked &
  (
    | {
        readonly kind: 'line'
        /** Characters that the box shows room for; the whole width where it is left out. */
        readonly width?: 4 | 10 | 20
        readonly inputMode?: 'numeric' | 'tel' | 'email'
        readonly autocomplete?: 'name' | 'tel' | 'email' | 'organization' | 'organization-title'
        /** Looked at while it is typed, where the browser runs scripts. */
        readonly check?: 'nhs-number'
      }
    | { readonly kind: 'paragraphs'; readonly rows?: number }
    /** Several texts in one box: one to a line, or with an empty line between. */
    | { readonly kind: 'list'; readonly apart: 'line' | 'empty-line' }
    | {
        readonly kind: 'choice'
        readonly choices: readonly Choice[]
        readonly look?: 'select' | 'inline'
        /** What a select says while nothing is chosen. */
        readonly unchosen?: string
      }
    /** Several may apply, or one of those that stand for all. */
    | { readonly kind: 'choices'; readonly choices: readonly Choice[]; readonly instead: readonly Choice[] }
    /** In three boxes, as far as it is known. */
    | { readonly kind: 'date'; readonly notKnown?: string }
    | { readonly kind: 'number'; readonly notKnown?: string }
  )

export const DATE_BOXES = ['day', 'month', 'year'] as const
const NOT_KNOWN = 'not-known'

/** The box with which one says that a date or number is not known. */
export const notKnownBox = ({ name }: Field) => `${name}-not-known`

/** What was answered, as the notification has it; `undefined` for a question left open. What is wrong stays wrong here: the schema tells. */
export function read(field: Field, typed: Typed): unknown {
  switch (field.kind) {
    case 'line':
    case 'paragraphs':
    case 'choice':
      return textOf(typed, field.name) || undefined
    case 'list':
      return readList(textOf(typed, field.name), field.apart)
    case 'choices':
      return readChoices(field.instead, chosenOf(typed, field.name))
    case 'date':
      return readDate(typed, field.name) ?? readNotKnown(field, typed)
    case 'number':
      return readNumber(textOf(typed, field.name)) ?? readNotKnown(field, typed)
  }
}

const APART = { line: { read: /\n+/, write: '\n' }, 'empty-line': { read: /\n\s*\n/, write: '\n\n' } } as const

function readList(text: string, apart: keyof typeof APART): readonly string[] | undefined {
  const entries = text
    .split(APART[apart].read)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  return entries.length > 0 ? entries : undefined
}

/** A text that has empty lines of its own loses them: they would make two of it. */
const writeList = (entries: readonly unknown[], apart: keyof typeof APART) =>
  entries.map((entry) => String(entry).replace(/\n\s*\n/g, '\n')).join(APART[apart].write)

const readNotKnown = (field: Field, typed: Typed) =>
  chosenOf(typed, notKnownBox(field)).length > 0 ? NOT_KNOWN : undefined

/** Something chosen together with "none of these" counts: the safe side. */
function readChoices(instead: readonly Choice[], chosen: readonly string[]): unknown {
  const one = instead.find(({ value }) => chosen.includes(value))
  const several = chosen.filter((value) => instead.every((other) => other.value !== value))
  return several.length > 0 ? several : one?.value
}

/** As much of a date as is there. A gap is kept as one, so that it is not taken for a shorter date. */
function readDate(typed: Typed, name: string): string | undefined {
  const [day = '', month = '', year = ''] = DATE_BOXES.map((box) => textOf(typed, `${name}-${box}`))
  if (day === '' && month === '' && year === '') return undefined
  const parts = day !== '' ? [year, twoDigits(month), twoDigits(day)] : month !== '' ? [year, twoDigits(month)] : [year]
  return parts.join('-')
}

const twoDigits = (text: string) => (/^\d$/.test(text) ? `0${text}` : text)

const readNumber = (text: string) =>
  text === '' ? undefined : /^\d{1,9}(\.\d{1,3})?$/.test(text) ? Number(text) : text

/** The boxes filled with an answer, as if somebody had typed it. */
export function write(field: Field, answer: unknown): Typed {
  if (answer === undefined) return {}
  switch (field.kind) {
    case 'list':
      return Array.isArray(answer) ? { [field.name]: [writeList(answer, field.apart)] } : {}
    case 'choices':
      return { [field.name]: (Array.isArray(answer) ? answer : [answer]).map(String) }
    case 'date':
    case 'number':
      if (answer === NOT_KNOWN) return { [notKnownBox(field)]: ['yes'] }
      return field.kind === 'date' && typeof answer === 'string' ? writeDate(field.name, answer) : plain(field, answer)
    case 'line':
    case 'paragraphs':
    case 'choice':
      return plain(field, answer)
  }
}

/** Something of another form, such as a range where one day is asked for, fills no box. */
const plain = ({ name }: Field, answer: unknown): Typed =>
  ['string', 'number', 'boolean'].includes(typeof answer) ? { [name]: [String(answer)] } : {}

function writeDate(name: string, date: string): Typed {
  const [year = '', month = '', day = ''] = date.split('-')
  return {
    [`${name}-day`]: [day.replace(/^0/, '')],
    [`${name}-month`]: [month.replace(/^0/, '')],
    [`${name}-year`]: [year],
  }
}

/** All boxes of a question. */
export const boxesOf = (field: Field): readonly string[] => {
  if (field.kind === 'date') return [...DATE_BOXES.map((box) => `${field.name}-${box}`), notKnownBox(field)]
  return field.kind === 'number' ? [field.name, notKnownBox(field)] : [field.name]
}
