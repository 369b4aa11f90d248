import * as z from 'zod'
import { AnswerSchema } from '../assessment.ts'
import { line, LINE, paragraphs } from '../notification/text.ts'
import { choicesOf, coded } from '../value-sets.ts'

/** A question is only asked where another question of the same part has one of these answers. */
export interface Condition {
  readonly question: string
  readonly is: readonly string[]
}

/** Conditions by question. They stand in the JSON Schema too, as `askedWhen`. */
const conditions = z.registry<Condition>()

/** Asks a question only after certain answers to an earlier one (NCMD database updates, April 2021). */
export function askedWhen<T extends z.ZodType>(question: string, is: readonly string[], asked: T): T {
  const conditional = asked.meta({ ...asked.meta(), askedWhen: { question, is } })
  conditions.add(conditional, { question, is })
  return conditional
}

export const conditionOf = (question: z.ZodType): Condition | undefined => conditions.get(question)

/** What describes a question, whatever its kind. */
interface About {
  readonly title: string
  readonly source: string
  readonly description?: string
}
type Choices = Parameters<typeof coded>[0]

/** Nobody holds every answer, so every question may be left out; where *not known* is an answer it is offered. */
const answered = <T extends z.ZodType>(answer: T, about: About, example: unknown) =>
  answer.optional().meta({ ...about, examples: [example] })

export const yesNo = (title: string, source: string) => answered(AnswerSchema, { title, source }, 'not-known')

export const choice = <T extends Choices>(title: string, source: string, choices: T) =>
  answered(coded(choices), { title, source, description: `${choicesOf(choices)}.` }, Object.keys(choices)[0])

export const severalOf = <T extends Choices>(title: string, source: string, choices: T) =>
  answered(
    z.array(coded(choices)).min(1).max(Object.keys(choices).length),
    { title, source, description: `All that apply: ${choicesOf(choices)}.` },
    Object.keys(choices).slice(0, 1),
  )

/** A measured or counted number, with its unit in the description. */
export const amount = (title: string, source: string, unit: string, [min, max]: readonly [number, number]) =>
  answered(z.number().min(min).max(max), { title, source, description: `${unit}, ${min} to ${max}.` }, min)

export const count = (title: string, source: string, unit: string, [min, max]: readonly [number, number]) =>
  answered(z.int().min(min).max(max), { title, source, description: `${unit}, ${min} to ${max}.` }, min)

export const inALine = (title: string, source: string, example: string) =>
  answered(line(LINE), { title, source }, example)

export const inWords = (title: string, source: string, example: string) =>
  answered(paragraphs(4000), { title, source }, example)

/** A part of a form: what is sent, answered and handed on as a whole. */
export type Part = z.ZodOptional<z.ZodObject>

/** Whether a question is asked, given the other answers of its part: its condition holds, and so on up to the first question. */
export function isAsked(part: z.ZodObject, question: string, answers: Readonly<Record<string, unknown>>): boolean {
  const schema = part.shape[question] as z.ZodType | undefined
  if (schema === undefined) return false
  const condition = conditionOf(schema)
  if (condition === undefined) return true
  const given = [answers[condition.question]].flat()
  return given.some((one) => condition.is.includes(String(one))) && isAsked(part, condition.question, answers)
}

/** A part with its questions. An answer to a question that is not asked is refused: it would count without ever being seen. */
export const part = <Q extends z.ZodRawShape>(title: string, questions: Q) => {
  const asked = z.object(questions)
  return asked
    .check(({ value, issues }) => {
      const answers = value as Readonly<Record<string, unknown>>
      const unasked = Object.keys(answers).filter(
        (question) => answers[question] !== undefined && !isAsked(asked, question, answers),
      )
      for (const question of unasked)
        issues.push({
          code: 'custom',
          input: answers[question],
          path: [question],
          message: LEAVE_OUT,
          params: { code: 'contradiction' },
        })
    })
    .optional()
    .meta({ title })
}

const LEAVE_OUT = 'Leave this out, or correct the answer that it depends on: it is not asked after that answer.'

export const SUPPLEMENTARY_VERSION = 'supplementary/2026-11'

/** A form of parts. Its code names it for ever; published numbers (B2 to B12) were used again for other forms. */
export const form = <C extends string, P extends Readonly<Record<string, Part>>>(
  code: C,
  { title, source }: About,
  parts: P,
) =>
  z
    .object({
      form: z.literal(code).meta({ title: 'Form' }),
      formVersion: z
        .literal(SUPPLEMENTARY_VERSION)
        .default(SUPPLEMENTARY_VERSION)
        .meta({ title: 'Form version', description: 'Stored with the answers.' }),
      ...parts,
    })
    .meta({ title, source })
