import type { Catalogue, Period } from '../../schemas/statistics/catalogue.ts'
import type { Release, RuleSet } from '../../schemas/statistics/release.ts'
import { placesOf, type CodedCase } from './count.ts'
import { placeKey, type RowPlace } from './lattice.ts'
import { smallBelowFor } from './rule-set.ts'

/** The cases of published periods, as published and as they stand now. */
export interface Changes {
  readonly catalogue: Catalogue
  readonly periods: readonly Period[]
  readonly published: readonly CodedCase[]
  readonly current: readonly CodedCase[]
  readonly ruleSet: RuleSet
  /** Releases that are out: a change in an area alters the row of others that it was put into, too. */
  readonly earlier: readonly Release[]
}

export interface Admitted {
  /** The cases to count: changed where the change may be published, as they were where it waits. */
  readonly cases: readonly CodedCase[]
  /** Places (`placeKey`) to state anew. */
  readonly restated: ReadonlySet<string>
  /** Places with changes that wait: marked `[p]`. */
  readonly waiting: ReadonlySet<string>
}

interface Change {
  readonly before: CodedCase | undefined
  readonly now: CodedCase | undefined
  /** Places whose numbers it alters. */
  readonly places: readonly string[]
}

/**
 * Rule 10, at the yearly restatement. A row is stated anew only if at least T cases changed in it, since two statements that
 * differ by one case tell a reader that child's value. As every line must go on adding up, a change is published in all the
 * rows it alters or in none: those that would alter a row by too few wait, until no row is left with fewer than T.
 */
export function admitChanges(changes: Changes): Admitted {
  const others = othersOut(changes.earlier)
  const all = changesIn(changes, others)
  const members = new Map([...others.values()].map((row) => [placeKey(row), row.members]))
  const nestings = new Map(changes.periods.map((period) => [period.code, period]))
  const smallBelow = (place: string) => {
    const [, code = '', area = ''] = place.split('|')
    return smallBelowFor([area, ...(members.get(place) ?? [])], nestings.get(code) ?? { nesting: {} }, changes.ruleSet)
  }
  let admitted = all
  for (;;) {
    const counts = new Map<string, number>()
    for (const { places } of admitted) for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1)
    const still = admitted.filter(({ places }) =>
      places.every((place) => (counts.get(place) ?? 0) >= smallBelow(place)),
    )
    if (still.length === admitted.length) break
    admitted = still
  }

  const isAdmitted = new Set(admitted)
  const waitingChanges = all.filter((change) => !isAdmitted.has(change))
  const changed = new Map(all.map((change) => [(change.now ?? change.before)?.reference, change]))
  const untouched = changes.published.filter(({ reference }) => !changed.has(reference))
  return {
    cases: [
      ...untouched,
      ...admitted.flatMap(({ now }) => now ?? []),
      ...waitingChanges.flatMap(({ before }) => before ?? []),
    ],
    restated: new Set(admitted.flatMap(({ places }) => places)),
    waiting: new Set(waitingChanges.flatMap(({ places }) => places)),
  }
}

interface Others extends RowPlace {
  readonly members: readonly string[]
}

/** The rows of others that are out, by the place (`placeKey`) of each member. */
function othersOut(earlier: readonly Release[]): ReadonlyMap<string, Others> {
  const rows = earlier.flatMap(({ tables }) =>
    tables.flatMap(({ table, period, rows }) =>
      rows.map(({ area, members = [] }): Others => ({ table, period, area, members })),
    ),
  )
  return new Map(rows.flatMap((row) => row.members.map((area) => [placeKey({ ...row, area }), row] as const)))
}

/** Every case that alters some number: new, gone, moved to another area or period, or coded otherwise. */
function changesIn(
  { catalogue, periods, published, current }: Changes,
  others: ReadonlyMap<string, Others>,
): readonly Change[] {
  const before = new Map(published.map((coded) => [coded.reference, coded]))
  const now = new Map(current.map((coded) => [coded.reference, coded]))
  const placesAndValues = (coded: CodedCase | undefined) =>
    new Map(
      (coded ? placesOf(coded, { catalogue, periods }) : []).flatMap(({ value, ...place }) =>
        [place, others.get(placeKey(place)) ?? []].flat().map((row) => [placeKey(row), value] as const),
      ),
    )
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((reference): Change[] => {
    const change = { before: before.get(reference), now: now.get(reference) }
    const [was, is] = [placesAndValues(change.before), placesAndValues(change.now)]
    const places = [...new Set([...was.keys(), ...is.keys()])].filter((place) => was.get(place) !== is.get(place))
    return places.length === 0 ? [] : [{ ...change, places }]
  })
}
