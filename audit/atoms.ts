import type { Period } from '../schemas/statistics/catalogue.ts'
import type { InForce, StatedRow } from './statements.ts'

/** The deaths of one smallest area in one shortest time: what every published number is a sum of. */
export interface Atom {
  readonly area: string
  /** Periods that the time lies in. */
  readonly periods: readonly Period[]
}

/** Atoms that no row of a table tells apart: only their sum matters. */
export interface Block {
  readonly index: number
  readonly atoms: readonly number[]
}

const DAY = 86_400_000
const days = ({ from, to }: Period) => (Date.parse(to) - Date.parse(from)) / DAY + 1

/** Every shortest time as the periods it lies in: a period without parts, or what its published parts leave of it. */
function times(periods: readonly Period[]): readonly (readonly Period[])[] {
  const byCode = new Map(periods.map((period) => [period.code, period]))
  const around = (period: Period): readonly Period[] => {
    const whole = byCode.get(period.within ?? '')
    return whole ? [period, ...around(whole)] : [period]
  }
  return periods.flatMap((period) => {
    const parts = periods.filter(({ within }) => within === period.code)
    const left = days(period) - parts.reduce((sum, part) => sum + days(part), 0)
    return left > 0 ? [around(period)] : []
  })
}

function smallestAreas(periods: readonly Period[]): readonly string[] {
  const wholes = new Set(periods.flatMap(({ nesting }) => Object.values(nesting)))
  const areas = new Set(periods.flatMap(({ nesting }) => Object.keys(nesting)))
  return [...areas].filter((area) => !wholes.has(area) && periods.every(({ nesting }) => area in nesting))
}

export const atomsOf = (periods: readonly Period[]): readonly Atom[] =>
  times(periods).flatMap((around) => smallestAreas(around).map((area) => ({ area, periods: around })))

/** The area, and all that it is a part of in a period. */
function chain(area: string, { nesting }: Period): readonly string[] {
  const found = [area]
  for (let whole = nesting[area]; whole; whole = nesting[whole]) found.push(whole)
  return found
}

/** By place (`period area`), the atoms that a row there is the sum of. */
export function atomsByPlace({ rows }: InForce, atoms: readonly Atom[]): ReadonlyMap<string, readonly number[]> {
  const byArea = new Map<string, number[]>()
  atoms.forEach(({ area, periods }, atom) => {
    for (const period of periods) {
      for (const each of chain(area, period)) {
        const key = `${period.code} ${each}`
        byArea.set(key, [...(byArea.get(key) ?? []), atom])
      }
    }
  })
  for (const { period, area, members } of rows) {
    if (members.length === 0) continue
    byArea.set(
      `${period} ${area}`,
      members.flatMap((member) => byArea.get(`${period} ${member}`) ?? []),
    )
  }
  return byArea
}

export const placeOf = ({ period, area }: Pick<StatedRow, 'period' | 'area'>) => `${period} ${area}`

/** Groups atoms by which of the rows they are counted in. */
export function blocksOf(
  rows: readonly StatedRow[],
  byPlace: ReadonlyMap<string, readonly number[]>,
): { readonly blocks: readonly Block[]; readonly blockOfAtom: ReadonlyMap<number, number> } {
  const signatures = new Map<number, string>()
  rows.forEach((row, index) => {
    for (const atom of byPlace.get(placeOf(row)) ?? []) signatures.set(atom, `${signatures.get(atom) ?? ''},${index}`)
  })
  const groups = new Map<string, number[]>()
  for (const [atom, signature] of signatures) groups.set(signature, [...(groups.get(signature) ?? []), atom])
  const blocks = [...groups.values()].map((atoms, index) => ({ index, atoms }))
  return { blocks, blockOfAtom: new Map(blocks.flatMap(({ index, atoms }) => atoms.map((atom) => [atom, index]))) }
}
