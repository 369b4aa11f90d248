import { EXPECTEDNESS } from '../../../../schemas/assessment.ts'
import { HOLD_REASONS, STAGES } from '../../../../schemas/panel-work/codes.ts'
import type { Problem } from '../../../../schemas/problem.ts'
import { choicesFrom } from '../../form/choices.ts'
import type { Field } from '../../form/field.ts'
import { mistakesIn, type FieldMistake } from '../../form/mistakes.ts'
import { fieldShown } from '../../form/shown.ts'
import type { Typed } from '../../form/typed.ts'
import { expectednessWords, stageWords } from '../../words/panel.ts'

/** By which the queue can be narrowed, under the names that the API gives them. */
const filters: readonly Field[] = [
  {
    name: 'stage',
    at: '/stage',
    label: 'Stage',
    kind: 'choice',
    look: 'select',
    unchosen: 'All open cases',
    choices: STAGES.map((stage) => ({ value: stage, text: stageWords[stage] })),
  },
  {
    name: 'overdue',
    at: '/overdue',
    label: 'Deadline',
    kind: 'choice',
    look: 'select',
    unchosen: 'Any',
    choices: [
      { value: 'true', text: 'Has passed' },
      { value: 'false', text: 'Has not passed' },
    ],
  },
  {
    name: 'hold',
    at: '/hold',
    label: 'Waits for',
    kind: 'choice',
    look: 'select',
    unchosen: 'Anything or nothing',
    choices: choicesFrom(HOLD_REASONS),
  },
  {
    name: 'expectedness',
    at: '/expectedness',
    label: 'Expected or not',
    kind: 'choice',
    look: 'select',
    unchosen: 'Any',
    choices: EXPECTEDNESS.map((outcome) => ({ value: outcome, text: expectednessWords[outcome] })),
  },
]

type Filter = Readonly<Record<string, string>>

/** What narrows the queue, and where it goes on, as the address has it. */
export const filterIn = (query: Filter): Filter =>
  Object.fromEntries(
    [...filters.map(({ name }) => name), 'cursor'].flatMap((name) => (query[name] ? [[name, query[name]]] : [])),
  )

export function addressOf(filter: Filter): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, text]) => text !== '')).toString()
  return query === '' ? '/cases' : `/cases?${query}`
}

const typedOf = (filter: Filter): Typed =>
  Object.fromEntries(Object.entries(filter).map(([name, text]) => [name, [text]]))

export const mistakesInFilter = (filter: Filter, problem: Problem | undefined): readonly FieldMistake[] =>
  mistakesIn(filters, problem?.errors ?? [], typedOf(filter))

export const filtersShown = (filter: Filter, mistakes: readonly FieldMistake[]) => ({
  fields: filters.map((field) => fieldShown(field, typedOf(filter), mistakes)),
  isOpen: filters.some(({ name }) => filter[name] !== undefined),
})
