import type { AnalysisSection } from '../../../../schemas/analysis/analysis-form.ts'
import { put, typedFrom, type Group } from '../../form/facts.ts'
import { boxesOf, read, type Field } from '../../form/field.ts'
import { chosenOf, textOf, type Typed } from '../../form/typed.ts'

/** Something of which a section has several, each with the same questions: factors, recommendations. */
export interface Repeated {
  /** Its list in the section. */
  readonly list: string
  /** What one is called: `factor`. */
  readonly noun: string
  /** The questions of the one at this position, counted from 1; the first is the one that makes it. */
  readonly fields: (position: number) => readonly Field[]
}

/** One section of the analysis form as a page of questions. */
export interface SectionQuestions {
  readonly section: AnalysisSection
  readonly title: string
  /** Said before the questions: guidance, and what a statutory term means. */
  readonly before: readonly string[]
  readonly fields: readonly Field[]
  readonly each?: Repeated
  /** Boxes hold text; where the section has something else, this makes it so. */
  readonly asSent?: (read: Group) => Group
}

/** Where the value stands in what is sent, as problems point to it. */
export const VALUE = '/value'

export const boxIn = ({ noun }: Repeated, position: number, name: string) => `${noun}-${position}-${name}`
const removeBox = (each: Repeated, position: number) => boxIn(each, position, 'remove')

/** Takes one of several out. */
const removal = (each: Repeated, position: number): Field => ({
  name: removeBox(each, position),
  at: '',
  label: `Take this ${each.noun} out?`,
  kind: 'choices',
  choices: [{ value: 'yes', text: `Take this ${each.noun} out` }],
  instead: [],
})

/** How many there are in what was typed. */
export function countIn({ each }: SectionQuestions, typed: Typed): number {
  if (!each) return 0
  const position = new RegExp(`^${each.noun}-(\\d+)-`)
  return Math.max(0, ...Object.keys(typed).map((name) => Number(position.exec(name)?.[1] ?? 0)))
}

/** The questions of each of several, and of one more where there is room for it. */
export const groupsOf = ({ each }: SectionQuestions, count: number, withOneMore: boolean) => {
  if (!each) return []
  const Noun = each.noun.charAt(0).toUpperCase() + each.noun.slice(1)
  const standing = Array.from({ length: count }, (_, index) => ({
    title: `${Noun} ${index + 1}`,
    fields: [...each.fields(index + 1), removal(each, index + 1)],
  }))
  const next = { title: count === 0 ? Noun : `Another ${each.noun}`, fields: each.fields(count + 1) }
  return withOneMore ? [...standing, next] : standing
}

/** Every question of a section with so many of what it has several of. */
export const questionsWith = (questions: SectionQuestions, count: number): readonly Field[] => [
  ...questions.fields,
  ...Array.from({ length: count }, (_, index) => questions.each?.fields(index + 1) ?? []).flat(),
]

/** Without those that were taken out or left empty, so that a problem of the third is shown at the third. */
export function closedUp(questions: SectionQuestions, typed: Typed): Typed {
  const { each } = questions
  if (!each) return typed
  const kept = Array.from({ length: countIn(questions, typed) }, (_, index) => index + 1).filter(
    (position) =>
      chosenOf(typed, removeBox(each, position)).length === 0 &&
      each.fields(position).some((field) => boxesOf(field).some((box) => textOf(typed, box) !== '')),
  )
  const moved = kept.flatMap((position, index) =>
    each
      .fields(position)
      .flatMap(boxesOf)
      .flatMap((box) => {
        const answer = typed[box]
        const name = box.replace(`${each.noun}-${position}-`, `${each.noun}-${index + 1}-`)
        return answer ? [[name, answer] as const] : []
      }),
  )
  const others = Object.entries(typed).filter(([name]) => !new RegExp(`^${each.noun}-\\d+-`).test(name))
  return Object.fromEntries([...others, ...moved])
}

/** The section as it was typed. */
export function valueIn(questions: SectionQuestions, typed: Typed): Group {
  const { each, fields, asSent = (group: Group) => group } = questions
  const answersTo = (asked: readonly Field[], strip: number): Group => {
    const group: Group = {}
    for (const field of asked) {
      const answer = read(field, typed)
      if (answer !== undefined) put(group, field.at.split('/').slice(strip), answer)
    }
    return group
  }
  const own = answersTo(fields, 2)
  if (!each) return asSent(own)
  const several = Array.from({ length: countIn(questions, typed) }, (_, index) => answersTo(each.fields(index + 1), 4))
  return asSent({ ...own, [each.list]: several })
}

/** The boxes filled with a text of the section. */
export function typedOf(questions: SectionQuestions, value: object): Typed {
  const several: unknown = questions.each && Reflect.get(value, questions.each.list)
  return typedFrom(questionsWith(questions, Array.isArray(several) ? several.length : 0), { value })
}
