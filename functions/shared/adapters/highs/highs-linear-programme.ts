import loadHighs from 'highs'
import type { LinearProgramme, LinearSystem, OpenSystem } from '../../../../domain/disclosure/linear-programme.ts'

type Highs = Awaited<ReturnType<typeof loadHighs>>

/** HiGHS could not tell whether a system has a solution. The release that asked is not published. */
export class SolverFailedError extends Error {
  override readonly name = 'SolverFailedError'
}

const WHOLE = 1
const DUAL_SIMPLEX = 1
/** So wide that the first whole point found ends the search. */
const ANY_POINT = 1e9

/** The optimiser HiGHS (MIT licence, compiled to WebAssembly), loaded once for each start of a function. */
export async function highsLinearProgramme(): Promise<LinearProgramme> {
  const highs = await loadHighs()
  return { open: (system, near) => openIn(highs, system, near) }
}

/** What a system is opened with where no point is known: then distance from it means nothing, and none is asked for. */
const origin = ({ lower }: LinearSystem) => lower.map(() => 0)

/**
 * Every unknown number is its place in the known point, plus a rise, less a fall; what is made least is the sum of both. Each
 * question starts from the known point, whose basis is dual feasible whatever the bounds: from the last question's answer, dual
 * simplex would first have to find its way back, which takes twice as long.
 */
function openIn(highs: Highs, system: LinearSystem, near?: readonly number[]): OpenSystem {
  const base = near ?? origin(system)
  const count = base.length
  const at = (index: number) => base[index] ?? 0
  const rise = (index: number, bound: number) => Math.max(0, bound - at(index))
  const fall = (index: number, bound: number) => Math.max(0, at(index) - bound)
  const { lower, upper } = system
  const model = modelOf(highs, system, {
    base,
    cost: near ? 1 : 0,
    lower: [...lower.map((bound, index) => rise(index, bound)), ...upper.map((bound, index) => fall(index, bound))],
    upper: [...upper.map((bound, index) => rise(index, bound)), ...lower.map((bound, index) => fall(index, bound))],
  })
  const every = Array.from({ length: 2 * count }, (_, column) => column)

  return {
    bound(variable, from, to) {
      model.changeColBounds(variable, rise(variable, from), rise(variable, to))
      model.changeColBounds(count + variable, fall(variable, to), fall(variable, from))
    },
    point(whole) {
      if (whole) model.changeColsIntegrality({ kind: 'set', indices: every }, new Int32Array(every.length).fill(WHOLE))
      if (near) model.clearSolver()
      const { modelStatus } = model.run()
      const { optimal, infeasible } = highs.constants.modelStatus
      const moves = modelStatus === optimal ? model.getSolution().colValue : undefined
      if (whole) model.clearIntegrality()
      if (!moves && modelStatus !== infeasible) throw new SolverFailedError(`HiGHS ended with status ${modelStatus}.`)
      return moves && base.map((from, index) => from + (moves[index] ?? 0) - (moves[count + index] ?? 0))
    },
    close: () => {
      model.dispose()
    },
  }
}

interface Columns {
  readonly base: readonly number[]
  readonly cost: number
  readonly lower: readonly number[]
  readonly upper: readonly number[]
}

/** Model as HiGHS takes it: columns are rises, then falls; a row for each equation; entries by columns. */
function modelOf(highs: Highs, { equations }: LinearSystem, { base, cost, lower, upper }: Columns) {
  const entries: { row: number; sign: number }[][] = base.map(() => [])
  equations.forEach(({ plus, minus }, row) => {
    for (const index of plus) entries[index]?.push({ row, sign: 1 })
    for (const index of minus) entries[index]?.push({ row, sign: -1 })
  })
  const columns = [...entries, ...entries.map((column) => column.map(({ row, sign }) => ({ row, sign: -sign })))]
  const starts = [0]
  for (const column of columns) starts.push((starts.at(-1) ?? 0) + column.length)
  const total = (indices: readonly number[]) => indices.reduce((sum, index) => sum + (base[index] ?? 0), 0)
  const sums = Float64Array.from(equations, ({ plus, minus, sum }) => sum - total(plus) + total(minus))
  const model = highs.createModel({
    numCols: columns.length,
    numRows: equations.length,
    sense: highs.constants.objectiveSense.minimize,
    colCost: new Float64Array(columns.length).fill(cost),
    colLower: Float64Array.from(lower),
    colUpper: Float64Array.from(upper),
    rowLower: sums,
    rowUpper: sums,
    matrix: {
      format: 'csc',
      numRows: equations.length,
      numCols: columns.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(columns.flat(), ({ row }) => row),
      values: Float64Array.from(columns.flat(), ({ sign }) => sign),
    },
  })
  model.options.set({
    output_flag: false,
    presolve: 'off',
    solver: 'simplex',
    simplex_strategy: DUAL_SIMPLEX,
    mip_rel_gap: ANY_POINT,
    mip_abs_gap: ANY_POINT,
  })
  return model
}
