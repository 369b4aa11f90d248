import type { Equation, Knowledge } from './knowledge.ts'
import { ContradictionError, type Statement } from './statements.ts'

/** Unknown numbers that equations tie together, and nothing else: a question of its own. */
export interface Question {
  readonly lower: readonly number[]
  readonly upper: readonly number[]
  readonly equations: readonly Equation[]
  /** The statements among the numbers, by number. */
  readonly statements: ReadonlyMap<number, Statement>
  readonly tables: readonly string[]
  /** Its numbers, as what it was split from numbers them. */
  readonly numbers: readonly number[]
}

type Told = readonly (number | undefined)[]

/** What a reader with a pencil finds: an equation with one unknown number gives that number. */
function settle({ lower, upper, equations }: Knowledge | Question, told: Told): Told {
  const settled = lower.map((bound, number) => told[number] ?? (bound === upper[number] ? bound : undefined))
  const equationsOf: Equation[][] = lower.map(() => [])
  for (const equation of equations) for (const [number] of equation.terms) equationsOf[number]?.push(equation)

  const waiting = [...equations]
  for (let equation = waiting.pop(); equation; equation = waiting.pop()) {
    let [unknowns, only, rest, least, most] = [0, -1, equation.sum, 0, 0]
    for (const [number, sign] of equation.terms) {
      const known = settled[number]
      if (known !== undefined) rest -= sign * known
      else {
        unknowns++
        only = number
        least += sign > 0 ? (lower[number] ?? 0) : -(upper[number] ?? Infinity)
        most += sign > 0 ? (upper[number] ?? Infinity) : -(lower[number] ?? 0)
      }
    }
    if (rest < least || rest > most) throw new ContradictionError(`${equation.about}: this cannot add up.`)
    if (unknowns === 0 || (unknowns > 1 && rest !== least && rest !== most)) continue
    for (const [number, sign] of equation.terms) {
      if (settled[number] !== undefined) continue
      if (number === only && unknowns === 1) settled[number] = sign * rest
      else settled[number] = (rest === least) === sign > 0 ? lower[number] : upper[number]
      waiting.push(...(equationsOf[number] ?? []))
    }
  }
  return settled
}

/**
 * Splits what a reader knows into questions that have nothing to do with each other.
 * @returns the questions, and the statements that a pencil alone works out, with what it finds
 * @throws ContradictionError if something published does not add up
 */
export function questionsOf(known: Knowledge): {
  readonly questions: readonly Question[]
  readonly workedOut: readonly { readonly statement: Statement; readonly number: number }[]
} {
  const { settled, parts } = split(known)
  return {
    questions: parts,
    workedOut: [...known.statements].flatMap(([number, statement]) => {
      const value = settled[number]
      return value === undefined || typeof statement.told === 'number' || statement.told === 'z'
        ? []
        : [{ statement, number: value }]
    }),
  }
}

/**
 * The parts that have nothing to do with each other, once some numbers are told.
 * @throws ContradictionError if with these something does not add up
 */
export function split(
  known: Knowledge | Question,
  told: Told = [],
): { readonly settled: Told; readonly parts: readonly Question[] } {
  const settled = settle(known, told)
  const leader = known.lower.map((_, number) => number)
  const find = (number: number): number => {
    let top = number
    while (leader[top] !== top) top = leader[top] = leader[leader[top] ?? top] ?? top
    return top
  }
  const open = known.equations.flatMap(({ terms, sum, ...said }) => {
    const left = terms.filter(([number]) => settled[number] === undefined)
    const rest = terms.reduce((total, [number, sign]) => total - sign * (settled[number] ?? 0), sum)
    const [first] = left
    if (!first) return []
    for (const [number] of left) leader[find(number)] = find(first[0])
    return [{ terms: left, sum: rest, ...said }]
  })

  const groups = new Map<number, { readonly numbers: number[]; readonly equations: Equation[] }>()
  settled.forEach((value, number) => {
    if (value !== undefined) return
    const group = groups.get(find(number)) ?? { numbers: [], equations: [] }
    group.numbers.push(number)
    groups.set(find(number), group)
  })
  for (const equation of open) groups.get(find(equation.terms[0]?.[0] ?? -1))?.equations.push(equation)
  return { settled, parts: [...groups.values()].map((group) => questionOf(group.numbers, group.equations, known)) }
}

/** Only what is known of some numbers among themselves: whatever this cannot be, the whole cannot be either. */
export function only(question: Question, isIn: (number: number) => boolean): Question {
  const numbers = question.numbers.map((_, number) => number).filter(isIn)
  const equations = question.equations.filter(({ terms }) => terms.every(([number]) => isIn(number)))
  return questionOf(numbers, equations, question)
}

function questionOf(numbers: readonly number[], equations: readonly Equation[], known: Knowledge | Question): Question {
  const local = new Map(numbers.map((number, index) => [number, index]))
  return {
    lower: numbers.map((number) => known.lower[number] ?? 0),
    upper: numbers.map((number) => known.upper[number] ?? Infinity),
    tables: numbers.map((number) => known.tables[number] ?? ''),
    numbers,
    equations: equations.map(({ terms, ...said }) => ({
      terms: terms.map(([number, sign]) => [local.get(number) ?? -1, sign] as const),
      ...said,
    })),
    statements: new Map(
      numbers.flatMap((number, index) => {
        const statement = known.statements.get(number)
        return statement ? [[index, statement] as const] : []
      }),
    ),
  }
}
