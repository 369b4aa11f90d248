import loadHighs from 'highs'
import type { Question } from './questions.ts'

type Highs = Awaited<ReturnType<typeof loadHighs>>

/** HiGHS could not tell. Nothing is proved, so nothing passes. */
export class UndecidedError extends Error {
  override readonly name = 'UndecidedError'
}

/** The numbers of a question in the solver. */
export interface Attempt {
  /** Holds a number at a value, or lets it go again. */
  hold(number: number, value: number | undefined): void
  /**
   * Numbers that fit, with as little change from a table that fits as can be; `undefined` if there are none.
   * @param whole only whole numbers, and then with any change
   */
  find(whole: boolean): readonly number[] | undefined
  close(): void
}

export interface Open {
  /** @param table whole numbers that fit, to change as little as can be; without one, any numbers are found */
  (question: Question, table?: readonly number[]): Attempt
}

export async function openWithHighs(): Promise<Open> {
  const highs = await loadHighs()
  return (question, table) => attempt(highs, question, table)
}

/** A column of the solver: how far a number goes up from the table, or down from it. */
interface Column {
  readonly number: number
  readonly direction: 1 | -1
}

function attempt(highs: Highs, { lower, upper, equations }: Question, table?: readonly number[]): Attempt {
  const from = table ?? lower.map(() => 0)
  const columns = from.flatMap((_, number): Column[] => [
    { number, direction: 1 },
    { number, direction: -1 },
  ])
  const room = (bound: number, { number, direction }: Column) => Math.max(0, direction * (bound - (from[number] ?? 0)))
  const range = (column: Column, least: number, most: number): readonly [number, number] =>
    column.direction > 0 ? [room(least, column), room(most, column)] : [room(most, column), room(least, column)]
  const ownRange = (column: Column) => range(column, lower[column.number] ?? 0, upper[column.number] ?? Infinity)

  const rowsOf: (readonly [row: number, sign: number])[][] = from.map(() => [])
  equations.forEach(({ terms }, row) => {
    for (const [number, sign] of terms) rowsOf[number]?.push([row, sign])
  })
  const entries = columns.map(({ number, direction }) =>
    (rowsOf[number] ?? []).map(([row, sign]) => [row, sign * direction] as const),
  )
  const starts = [0]
  for (const column of entries) starts.push((starts.at(-1) ?? 0) + column.length)
  const sums = Float64Array.from(equations, ({ terms, sum }) =>
    terms.reduce((rest, [number, sign]) => rest - sign * (from[number] ?? 0), sum),
  )
  const model = highs.createModel({
    numCols: columns.length,
    numRows: equations.length,
    sense: highs.constants.objectiveSense.minimize,
    colCost: new Float64Array(columns.length).fill(table ? 1 : 0),
    colLower: Float64Array.from(columns, (column) => ownRange(column)[0]),
    colUpper: Float64Array.from(columns, (column) => ownRange(column)[1]),
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
  model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex', mip_rel_gap: 1e9, mip_abs_gap: 1e9 })
  const every = Array.from(columns, (_, index) => index)
  const { optimal, infeasible } = highs.constants.modelStatus

  return {
    hold(number, value) {
      for (const index of [2 * number, 2 * number + 1]) {
        const column = columns[index]
        if (!column) continue
        model.changeColBounds(index, ...(value === undefined ? ownRange(column) : range(column, value, value)))
      }
    },
    find(whole) {
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
