import type { AgencyForm } from '../../../schemas/agency-forms/agency-view.ts'
import { boxesOf, read, write, type Choice, type Field } from '../form/field.ts'
import { choicesInWords } from './choices-in-words.ts'
import { answerInWords } from '../form/shown.ts'
import { chosenOf, textOf, type Typed } from '../form/typed.ts'

export type SectionView = AgencyForm['sections'][number]
type SectionText = NonNullable<SectionView['text']>

/** A question as the API describes it: JSON Schema, with what the question depends on. */
interface QuestionSchema {
  readonly title?: string
  readonly description?: string
  readonly type?: string
  readonly enum?: readonly string[]
  readonly items?: QuestionSchema
  readonly maxLength?: number
  readonly askedWhen?: { readonly question: string; readonly is: readonly string[] }
}

/** From that length on a text gets more than a line. */
const LINE = 300

const propertiesOf = ({ questions }: SectionView): Readonly<Record<string, QuestionSchema>> =>
  (questions as { properties?: Record<string, QuestionSchema> }).properties ?? {}

const choicesOf = ({ enum: codes = [], description = '' }: QuestionSchema, words = description): readonly Choice[] =>
  codes.map((value) => ({ value, text: choicesInWords(words)[value] ?? YES_NO[value] ?? value }))

const YES_NO: Readonly<Record<string, string>> = { yes: 'Yes', no: 'No', 'not-known': 'Not known' }

/** Why a question has no answer; both are said apart from a no. */
const WHY: readonly Choice[] = [
  { value: 'not-known', text: 'We looked, and it is not known' },
  { value: 'not-held', text: 'We hold nothing on this' },
]
const whyBox = (name: string) => `${name}-why`

function fieldOf(name: string, schema: QuestionSchema, section: SectionView): Field {
  const asked = { name, at: `/answers/${name}`, label: schema.title ?? name }
  const known = knownInWords(name, schema, section)
  const hint = [isCoded(schema) ? '' : (schema.description ?? ''), whenAsked(schema, section), known]
    .filter(Boolean)
    .join(' ')
  const field = { ...asked, ...(hint !== '' && { hint }) }
  if (schema.enum) return { ...field, kind: 'choice', choices: choicesOf(schema) }
  if (schema.items?.enum)
    return { ...field, kind: 'choices', choices: choicesOf(schema.items, schema.description), instead: [] }
  if (schema.type === 'number' || schema.type === 'integer') return { ...field, kind: 'number' }
  return (schema.maxLength ?? LINE + 1) > LINE ? { ...field, kind: 'paragraphs', rows: 5 } : { ...field, kind: 'line' }
}

const isCoded = ({ enum: codes, items }: QuestionSchema) => codes !== undefined || items?.enum !== undefined

/** No page hides a question without a script: it says instead when it is meant. */
function whenAsked({ askedWhen }: QuestionSchema, section: SectionView): string {
  const other = askedWhen && propertiesOf(section)[askedWhen.question]
  if (!askedWhen || !other) return ''
  const words = askedWhen.is.map((code) => choicesOf(other).find(({ value }) => value === code)?.text ?? code)
  return `Only if you answered “${words.join('” or “')}” to “${other.title ?? askedWhen.question}”.`
}

function knownInWords(name: string, schema: QuestionSchema, { known }: SectionView): string {
  if (known[name] === undefined) return ''
  const bare: Field = isCoded(schema)
    ? { name, at: '', label: '', kind: 'choice', choices: choicesOf(schema) }
    : { name, at: '', label: '', kind: 'paragraphs' }
  const words = answerInWords(bare, write(bare, known[name]))
  return words === undefined
    ? ''
    : `The panel knows already: “${words}” Answer only if you have something else or more.`
}

/** The questions of a section, each with a way to say why there is no answer. */
export const askedIn = (section: SectionView): readonly Field[] =>
  Object.entries(propertiesOf(section)).flatMap(([name, schema]) => {
    const field = fieldOf(name, schema, section)
    return [field, whyField(field, schema)]
  })

const whyField = ({ name, label }: Field, schema: QuestionSchema): Field => ({
  name: whyBox(name),
  at: '',
  label: `If you cannot answer “${label}”`,
  kind: 'choices',
  choices: schema.enum?.includes('not-known') ? WHY.filter(({ value }) => value !== 'not-known') : WHY,
  instead: [],
})

export const fieldsOfSection = (section: SectionView): readonly Field[] =>
  Object.entries(propertiesOf(section)).map(([name, schema]) => fieldOf(name, schema, section))

/** What was typed, as the API takes it. */
export function answersIn(section: SectionView, typed: Typed): SectionText {
  const fields = fieldsOfSection(section)
  const answers = fields.flatMap((field) => {
    const answer = read(field, typed)
    return answer === undefined ? [] : [[field.name, answer] as const]
  })
  const answered = new Set(answers.map(([name]) => name))
  const because = (why: string) =>
    fields.map(({ name }) => name).filter((name) => !answered.has(name) && chosenOf(typed, whyBox(name))[0] === why)
  return { answers: Object.fromEntries(answers), notKnown: because('not-known'), notHeld: because('not-held') }
}

/** The boxes filled with what stands. */
export const typedFor = (section: SectionView, { answers, notKnown, notHeld }: SectionText): Typed =>
  Object.assign(
    {},
    ...fieldsOfSection(section).map((field) => write(field, answers[field.name])),
    ...notKnown.map((name) => ({ [whyBox(name)]: ['not-known'] })),
    ...notHeld.map((name) => ({ [whyBox(name)]: ['not-held'] })),
  ) as Typed

/** What a text of a section says, question by question. */
export const sectionInWords = (section: SectionView, text: SectionText) =>
  fieldsOfSection(section).map((field) => {
    const words = answerInWords(field, write(field, text.answers[field.name]))
    const why = text.notKnown.includes(field.name)
      ? 'Not known'
      : text.notHeld.includes(field.name)
        ? 'Nothing held'
        : undefined
    return {
      label: field.label,
      text: words ?? why ?? 'Not answered',
      isOpen: words === undefined && why === undefined,
    }
  })

export const isAnyTyped = (section: SectionView, typed: Typed): boolean =>
  fieldsOfSection(section).some((field) =>
    [...boxesOf(field), whyBox(field.name)].some((box) => textOf(typed, box) !== ''),
  )
