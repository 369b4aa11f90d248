import loadHighs from 'highs'
import type { Question } from './questions.ts'

type Highs = Awaited<ReturnType<typeof loadHighs>>

/** HiGHS could not tell. Nothing is proved, so nothing passes. */
export class UndecidedError extends Error {
  override readonly name = 'UndecidedError'
}

/** The numbers of a question in the solver. */
export interface Attempt {
  /** Holds a number between two others, or lets it go again. */
  hold(number: number, range?: readonly [from: number, to: number]): void
  /**
   * Numbers that fit, as near as can be to the ones that the question was opened with; `undefined` if there are none.
   * @param whole only whole numbers, and then with any change
   */
  find(whole: boolean): readonly number[] | undefined
  close(): void
}

export interface Open {
  /** @param near whole numbers, to change as little as can be; without any, any numbers are found */
  (question: Question, near?: readonly number[]): Attempt
  /** Whole numbers from the middle of all that fit: they need not fit, but much near them does. */
  centre(question: Question): readonly number[]
}

export async function openWithHighs(): Promise<Open> {
  const highs = await loadHighs()
  return Object.assign((question: Question, near?: readonly number[]) => attempt(highs, question, near), {
    centre: (question: Question) => centre(highs, question),
  })
}

/** Where the interior-point method ends when nothing is to be made least; whatever it says, it is only a place to begin. */
function centre(highs: Highs, question: Question): readonly number[] {
  const model = modelOf(highs, question)
  model.options.set({ output_flag: false, solver: 'ipm', run_crossover: 'off' })
  const { modelStatus } = model.run()
  const found = modelStatus === highs.constants.modelStatus.infeasible ? [] : model.getSolution().colValue
  model.dispose()
  return question.lower.map((least, number) =>
    Math.min(question.upper[number] ?? Infinity, Math.max(least, Math.round(found[2 * number] ?? 0))),
  )
}

/** A column of the solver: how far a number goes up from where it is, or down from there. */
interface Column {
  readonly number: number
  readonly direction: 1 | -1
}

const columnsOf = ({ lower }: Question) =>
  lower.flatMap((_, number): Column[] => [
    { number, direction: 1 },
    { number, direction: -1 },
  ])

/** How far a column may go for its number to end between two others. */
function rangeOf({ direction }: Column, from: number, least: number, most: number): readonly [number, number] {
  const room = (bound: number) => Math.max(0, direction * (bound - from))
  return direction > 0 ? [room(least), room(most)] : [room(most), room(least)]
}

function modelOf(highs: Highs, question: Question, near?: readonly number[]) {
  const { lower, upper, equations } = question
  const columns = columnsOf(question)
  const ranges = columns.map((column) => {
    const { number } = column
    return rangeOf(column, near?.[number] ?? 0, lower[number] ?? 0, upper[number] ?? Infinity)
  })
  const rowsOf: (readonly [row: number, sign: number])[][] = lower.map(() => [])
  equations.forEach(({ terms }, row) => {
    for (const [number, sign] of terms) rowsOf[number]?.push([row, sign])
  })
  const entries = columns.map(({ number, direction }) =>
    (rowsOf[number] ?? []).map(([row, sign]) => [row, sign * direction] as const),
  )
  const starts = [0]
  for (const column of entries) starts.push((starts.at(-1) ?? 0) + column.length)
  const sums = Float64Array.from(equations, ({ terms, sum }) =>
    terms.reduce((rest, [number, sign]) => rest - sign * (near?.[number] ?? 0), sum),
  )
  return highs.createModel({
    numCols: columns.length,
    numRows: equations.length,
    sense: highs.constants.objectiveSense.minimize,
    colCost: new Float64Array(columns.length).fill(near ? 1 : 0),
    colLower: Float64Array.from(ranges, ([least]) => least),
    colUpper: Float64Array.from(ranges, ([, most]) => most),
    rowLower: sums,
    rowUpper: sums,
    matrix: {
      format: 'csc',
      numRows: equations.length,
      numCols: columns.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(entries.flat(), ([row]) => row),
      values: Float64Array.from(entries.flat(), ([, sign]) => sign),
    },
  })
}

function attempt(highs: Highs, question: Question, near?: readonly number[]): Attempt {
  const { lower, upper } = question
  const from = near ?? lower.map(() => 0)
  const columns = columnsOf(question)
  const model = modelOf(highs, question, near)
  model.options.set({ output_flag: false, solver: 'simplex', mip_rel_gap: 1e9, mip_abs_gap: 1e9 })
  const every = Array.from(columns, (_, index) => index)
  const { optimal, infeasible } = highs.constants.modelStatus
  let isFirst = true

  return {
    hold(number, [least, most] = [lower[number] ?? 0, upper[number] ?? Infinity]) {
      for (const index of [2 * number, 2 * number + 1]) {
        const column = columns[index]
        if (column) model.changeColBounds(index, ...rangeOf(column, from[number] ?? 0, least, most))
      }
    },
    find(whole) {
      // The first answer may lie far off; the others mostly lie so near that making the question smaller takes longer than answering it.
      model.options.set({ presolve: isFirst || whole ? 'on' : 'off' })
      isFirst = false
      model.clearSolver()
      if (whole) model.changeColsIntegrality({ kind: 'set', indices: every }, new Int32Array(every.length).fill(1))
      const { modelStatus } = model.run()
      const moved = modelStatus === optimal ? model.getSolution().colValue : undefined
      if (whole) model.clearIntegrality()
      if (!moved && modelStatus !== infeasible) throw new UndecidedError(`HiGHS ended with status ${modelStatus}.`)
      return moved && from.map((start, number) => start + (moved[2 * number] ?? 0) - (moved[2 * number + 1] ?? 0))
    },
    close: () => {
      model.dispose()
    },
  }
}
