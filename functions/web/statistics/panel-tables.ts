import type { TableView } from '../../../schemas/statistics/table-view.ts'
import { SHORTHAND, rateIn, shownIn, WITHHELD, type Shorthand } from '../../shared/views/statistics/shorthand.ts'
import { cellShown, RATE_COLUMN, type ShownCell } from './table-shown.ts'

/** One table of one panel, a line for each value: it fits a phone, and several fit a sheet of paper. */
export interface PanelTable {
  readonly name: string
  readonly withheld: string | undefined
  readonly lines: readonly { readonly label: string; readonly cell: ShownCell }[]
  readonly release: string
}

export function panelTables(views: readonly TableView[]): {
  readonly tables: readonly PanelTable[]
  readonly marks: readonly { readonly letter: string; readonly meaning: string }[]
} {
  const told = views.flatMap((view) => view.rows.map((row) => ({ view, row })))
  const used = new Set<Shorthand>()
  const tables = told.map(({ view: { table, release }, row }): PanelTable => {
    const named = { name: table.name, release: release.id }
    if ('withheld' in row) return { ...named, withheld: WITHHELD[row.withheld], lines: [] }
    const rate = rateIn(row)
    const lines = [
      ...table.values.map(({ code, label }) => ({ label, shown: shownIn(row, code) })),
      ...(rate ? [{ label: RATE_COLUMN, shown: rate }] : []),
    ]
    for (const { shown } of lines) for (const letter of shown.shorthand) used.add(letter)
    return {
      ...named,
      withheld: undefined,
      lines: lines.map(({ label, shown }) => ({ label, cell: cellShown(shown) })),
    }
  })
  return {
    tables,
    marks: (Object.keys(SHORTHAND) as Shorthand[])
      .filter((letter) => used.has(letter))
      .map((letter) => ({ letter: `[${letter}]`, meaning: SHORTHAND[letter] })),
  }
}
