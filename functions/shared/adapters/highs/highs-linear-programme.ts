import loadHighs from 'highs'
import type { LinearProgramme, LinearSystem, OpenSystem } from '../../../../domain/disclosure/linear-programme.ts'

type Highs = Awaited<ReturnType<typeof loadHighs>>

/** HiGHS could not tell whether a system has a solution. The release that asked is not published. */
export class SolverFailedError extends Error {
  override readonly name = 'SolverFailedError'
}

/** Model as HiGHS takes it: one column for each unknown number, one row for each equation, by columns. */
function modelOf({ lower, upper, equations }: LinearSystem) {
  const columns: { row: number; coefficient: number }[][] = lower.map(() => [])
  equations.forEach(({ plus, minus }, row) => {
    for (const column of plus) columns[column]?.push({ row, coefficient: 1 })
    for (const column of minus) columns[column]?.push({ row, coefficient: -1 })
  })
  const starts = [0]
  for (const column of columns) starts.push((starts.at(-1) ?? 0) + column.length)
  const entries = columns.flat()
  const sums = Float64Array.from(equations, ({ sum }) => sum)
  return {
    numCols: lower.length,
    numRows: equations.length,
    sense: 1 as const,
    colCost: new Float64Array(lower.length),
    colLower: Float64Array.from(lower),
    colUpper: Float64Array.from(upper),
    rowLower: sums,
    rowUpper: sums,
    matrix: {
      format: 'csc' as const,
      numRows: equations.length,
      numCols: lower.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(entries, ({ row }) => row),
      values: Float64Array.from(entries, ({ coefficient }) => coefficient),
    },
  }
}

/** The optimiser HiGHS (MIT licence, compiled to WebAssembly), loaded once for each start of a function. */
export async function highsLinearProgramme(): Promise<LinearProgramme> {
  const highs: Highs = await loadHighs()
  return { open: (system) => openIn(highs, system) }
}
