import type { Characteristic, Period } from '../../schemas/statistics/catalogue.ts'
import { chainOf, placeKey } from './lattice.ts'
import { NOWHERE, type Draft, type Edition, type Row } from './sheet.ts'

/** Areas of a period that have no parts: what every other area is made of. */
function smallestAreas({ nesting }: Period): readonly string[] {
  const wholes = new Set(Object.values(nesting))
  return Object.keys(nesting).filter((area) => !wholes.has(area))
}

/** Areas between which a smallest area moved, from one of the periods to the other. */
function changedBetween(whole: Period, part: Period): readonly string[] {
  return smallestAreas(whole).flatMap((area) => {
    const [then, now] = [chainOf(area, part), chainOf(area, whole)]
    return then.length === 0 ? [] : [...then.filter((a) => !now.includes(a)), ...now.filter((a) => !then.includes(a))]
  })
}

/**
 * Rows that nobody publishes, but whose numbers tie published ones together: where areas changed panel within a block of
 * years, the single years of every authority of the panels concerned. Also the places whose parts of a period do not add up
 * to the whole, because the area was not made up alike throughout.
 */
export function latentRows(
  edition: Edition,
  draft: Draft,
): { latent: ReadonlyMap<string, Row>; unsteady: ReadonlySet<string> } {
  const latent = new Map<string, Row>()
  const unsteady = new Set<string>()
  const periods = [...edition.periods.values()]

  for (const whole of periods) {
    const parts = periods.filter(({ within }) => within === whole.code)
    const changed = new Set(parts.flatMap((part) => changedBetween(whole, part)))
    if (changed.size === 0) continue
    for (const characteristic of edition.catalogue.characteristics) {
      for (const area of changed) unsteady.add(placeKey({ table: characteristic.code, period: whole.code, area }))
      for (const period of [whole, ...parts]) {
        if (!isStated(characteristic.code, period, changed, edition)) continue
        for (const row of rowsBelow(changed, characteristic, period, edition, draft)) latent.set(placeKey(row), row)
      }
    }
  }
  return { latent, unsteady }
}

const isStated = (table: string, period: Period, areas: ReadonlySet<string>, { rows }: Edition) =>
  [...areas].some((area) => rows.has(placeKey({ table, period: period.code, area })))

/** Unpublished rows of the smallest areas of those that changed. */
function rowsBelow(
  changed: ReadonlySet<string>,
  { code: table, values }: Characteristic,
  period: Period,
  { rows, smallBelow }: Edition,
  draft: Draft,
): readonly Row[] {
  return smallestAreas(period)
    .filter((area) => chainOf(area, period).some((above) => changed.has(above)))
    .map((area) => ({ table, period: period.code, area }))
    .filter((place) => !rows.has(placeKey(place)))
    .map((place) =>
      draft.add(
        { ...place, statedIn: NOWHERE, isFresh: false, smallBelow },
        values.map(({ code, protected: isProtected }) => ({
          value: code,
          isProtected,
          state: 'withheld',
          count: undefined,
        })),
      ),
    )
}
