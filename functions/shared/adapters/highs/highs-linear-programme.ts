import loadHighs from 'highs'
import type { LinearProgramme, LinearSystem, OpenSystem } from '../../../../domain/disclosure/linear-programme.ts'

type Highs = Awaited<ReturnType<typeof loadHighs>>

/** HiGHS could not tell whether a system has a solution. The release that asked is not published. */
export class SolverFailedError extends Error {
  override readonly name = 'SolverFailedError'
}

const WHOLE = 1
const DUAL_SIMPLEX = 1

/** Model as HiGHS takes it: one column for each unknown number, one row for each equation, by columns. */
function modelOf(highs: Highs, { lower, upper, equations }: LinearSystem) {
  const columns: { row: number; coefficient: number }[][] = lower.map(() => [])
  equations.forEach(({ plus, minus }, row) => {
    for (const column of plus) columns[column]?.push({ row, coefficient: 1 })
    for (const column of minus) columns[column]?.push({ row, coefficient: -1 })
  })
  const starts = [0]
  for (const column of columns) starts.push((starts.at(-1) ?? 0) + column.length)
  const entries = columns.flat()
  const sums = Float64Array.from(equations, ({ sum }) => sum)
  return highs.createModel({
    numCols: lower.length,
    numRows: equations.length,
    sense: highs.constants.objectiveSense.minimize,
    colCost: new Float64Array(lower.length),
    colLower: Float64Array.from(lower),
    colUpper: Float64Array.from(upper),
    rowLower: sums,
    rowUpper: sums,
    matrix: {
      format: 'csc',
      numRows: equations.length,
      numCols: lower.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(entries, ({ row }) => row),
      values: Float64Array.from(entries, ({ coefficient }) => coefficient),
    },
  })
}

/** The optimiser HiGHS (MIT licence, compiled to WebAssembly), loaded once for each start of a function. */
export async function highsLinearProgramme(): Promise<LinearProgramme> {
  const highs = await loadHighs()
  return { open: (system) => openIn(highs, system) }
}

function openIn(highs: Highs, system: LinearSystem): OpenSystem {
  const model = modelOf(highs, system)
  // Nothing is sought but a point, so every basis stays dual feasible: after a change of bounds, dual simplex takes few steps.
  model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex', simplex_strategy: DUAL_SIMPLEX })
  const { optimal, infeasible } = highs.constants.modelStatus
  const every = Array.from(system.lower, (_, column) => column)

  return {
    bound: (variable, lower, upper) => model.changeColBounds(variable, lower, upper),
    point(whole) {
      if (whole) model.changeColsIntegrality({ kind: 'set', indices: every }, new Int32Array(every.length).fill(WHOLE))
      const { modelStatus } = model.run()
      const point = modelStatus === optimal ? Array.from(model.getSolution().colValue) : undefined
      if (whole) model.clearIntegrality()
      if (modelStatus !== optimal && modelStatus !== infeasible) {
        throw new SolverFailedError(`HiGHS ended with status ${modelStatus}.`)
      }
      return point
    },
    close: () => {
      model.dispose()
    },
  }
}
