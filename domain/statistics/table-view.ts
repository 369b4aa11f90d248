import type { Catalogue } from '../../schemas/statistics/catalogue.ts'
import type { PublishedRow, PublishedTable, Release } from '../../schemas/statistics/release.ts'
import type { TableRow, TableView } from '../../schemas/statistics/table-view.ts'
import { rate } from '../disclosure/derived.ts'
import { crossed, DEATHS } from '../disclosure/lattice.ts'

/** Public numbers of children by area, from outside the service. */
export interface PublicPopulations {
  readonly source: string
  readonly areas: Readonly<Record<string, number>>
}

/** Every table of a release as it is shown: nothing in it but what the release says, names, and rates of shown numbers. */
export const tableViews = (
  release: Release,
  populationsOf: (period: string) => PublicPopulations | undefined,
): readonly TableView[] => release.tables.map((table) => tableView(release, table, populationsOf(table.period)))

function tableView(release: Release, table: PublishedTable, populations: PublicPopulations | undefined): TableView {
  const { catalogue, id, version, asOf, hash } = release
  const period = release.periods.find(({ code }) => code === table.period)
  if (!period) throw new Error(`A release has a table of ${table.period} and not the period.`)
  const { code, length, from, to } = period
  // Of deaths alone: how many reviews a panel completes in a year says nothing of the children who live there.
  const isOfDeaths = table.table === DEATHS && catalogue.cohort === 'deathsNotified'
  const rates = isOfDeaths && length === 'year' ? populations : undefined
  return {
    release: { id, version, asOf, hash },
    cohort: catalogue.cohort,
    period: { code, length, from, to },
    table: { code: table.table, ...namesOf(table.table, catalogue) },
    ...(rates && { populationSource: rates.source }),
    rows: table.rows.map((row) => rowView(row, catalogue, rates)),
  }
}

/** Name and values of a characteristic or of a cross table. */
function namesOf(
  table: string,
  { characteristics, crossTables }: Catalogue,
): Pick<TableView['table'], 'name' | 'values'> {
  const named = (code: string) => characteristics.find((one) => one.code === code)
  const cross = crossTables.find(({ code }) => code === table)
  const [first, second] = (cross?.of ?? [table]).map(named)
  if (!first) throw new Error(`A release has a table ${table} that its catalogue has not.`)
  if (!second) return { name: first.name, values: first.values.map(({ code, label }) => ({ code, label })) }
  return {
    name: `${first.name} by ${second.name.toLowerCase()}`,
    values: first.values.flatMap((a) =>
      second.values.map((b) => ({ code: crossed(a.code, b.code), label: `${a.label}, ${b.label.toLowerCase()}` })),
    ),
  }
}

const OTHERS = 'others-in-'

function areaView(code: string, { areas }: Catalogue): TableRow['area'] {
  const area = areas.find((one) => one.code === code)
  if (area) return { code, name: area.name, level: area.level }
  const whole = areas.find((one) => `${OTHERS}${one.code}` === code)
  return { code, name: `Other areas of ${whole?.name ?? code.slice(OTHERS.length)}`, level: 'others' }
}

function rowView(row: PublishedRow, catalogue: Catalogue, populations: PublicPopulations | undefined): TableRow {
  const { area, members, statedIn, provisional } = row
  const fields = {
    area: areaView(area, catalogue),
    ...(members && { members }),
    statedIn,
    ...(provisional && { provisional }),
  }
  if ('withheld' in row) return { ...fields, withheld: row.withheld }
  const population = populations?.areas[area]
  return {
    ...fields,
    cells: row.cells,
    ...(population !== undefined && { rate: rateView(row.cells[DEATHS], population) }),
  }
}

function rateView(deaths: Parameters<typeof rate>[0] | undefined, population: number) {
  const derived = rate(deaths ?? 'c', population)
  if (derived === 'x') return { per100000: null, shorthand: 'x' as const }
  return { per100000: derived.figure, ...(derived.isUnreliable && { shorthand: 'u' as const }) }
}

/** A table with the rows of one area, or of those asked for; the rest of it is as it was. */
export const onlyAreas = (view: TableView, areas: readonly string[]): TableView => ({
  ...view,
  rows: view.rows.filter(({ area }) => areas.includes(area.code)),
})
