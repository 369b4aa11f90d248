import { solver } from '../../../support/statistics/publish.ts'
import { invertYears } from '../../../support/statistics/worlds-of-years.ts'
import { invert, type Hierarchy, type Inverted, type Method, type Seen } from '../../../support/statistics/worlds.ts'

// A reader has this code. So every world of a small hierarchy is published by it, and each page is inverted: in which worlds
// could it have been published? Rule 7 holds if every marked small number can then still be everything from 0 to T−1.
const twoAreas: Hierarchy = {
  nesting: { whole: null, a: 'whole', b: 'whole' },
  deaths: { a: 5, b: 5 },
  values: 3,
  rules: { smallBelow: 2, gate: 1 },
}
const threeAreas: Hierarchy = {
  nesting: { whole: null, a: 'whole', b: 'whole', c: 'whole' },
  deaths: { a: 7, b: 6, c: 5 },
  values: 2,
  rules: { smallBelow: 2, gate: 1 },
}
const threeLevels: Hierarchy = {
  nesting: { whole: null, a: 'whole', b: 'whole', a1: 'a', a2: 'a' },
  deaths: { b: 8, a1: 6, a2: 5 },
  values: 2,
  rules: { smallBelow: 2, gate: 1 },
}
const gated: Hierarchy = { ...twoAreas, deaths: { a: 7, b: 3 }, rules: { smallBelow: 2, gate: 6 } }

/** One area has a higher T than the others, and so a gate of 12 deaths where theirs is 8. */
const mixed: Hierarchy = {
  nesting: { whole: null, a: 'whole', b: 'whole', a1: 'a', a2: 'a' },
  deaths: { b: 8, a1: 10, a2: 8 },
  values: 2,
  rules: { smallBelow: 2, gate: 8, raised: { a1: 3 } },
}

const percent = (part: number, whole: number) => (100 * part) / whole

/** The national rule for hospital data: 1 to 7 hidden, the rest to the nearest 5, nought shown. */
const nationalRule: Method = (world) =>
  world.map(({ truth }) => (truth === 0 ? '0' : truth <= 7 ? 'small' : `${5 * Math.round(truth / 5)}`))
const smallOnly: Method = (world) => world.map(({ truth }) => (truth < 2 ? 'small' : `${truth}`))

const narrowedShare = ({ narrowed, small }: Inverted) => percent(narrowed, small)

describe('a reader who has the code', () => {
  it.each([
    ['two areas of a whole', twoAreas],
    ['three areas of a whole', threeAreas],
  ])('narrows no small number in any world, marked or in a withheld row: %s', (_, hierarchy) => {
    const found = invert(hierarchy, solver)

    expect(found.small).toBeGreaterThan(0)
    expect(found.withheld).toBeGreaterThan(0)
    expect(found).toMatchObject({ narrowed: 0, withheldNarrowed: 0 })
  })

  it.each([
    ['areas within areas', threeLevels],
    ['an area below the gate', gated],
    ['areas of which one has a higher T', { ...mixed, deaths: { b: 8, a1: 12, a2: 8 } }],
    ['areas of which one has a higher T, below its gate', mixed],
  ])('narrows no marked number in any world: %s', (_, hierarchy) => {
    const found = invert(hierarchy, solver)

    expect(found.small).toBeGreaterThan(0)
    expect(found.narrowed).toBe(0)
  })

  it.each([
    ['7, 6 and 5', [7, 6, 5]],
    ['9 each', [9, 9, 9]],
  ])(
    'narrows no small number in any world of three years and their block, of which two are out before: %s deaths',
    (_, deaths) => {
      const found = invertYears(deaths, 2)

      expect(found.small).toBeGreaterThan(0)
      expect(found.narrowed).toBe(0)
      expect(invertYears(deaths, 2, { partsOut: false }).narrowed).toBeGreaterThan(0)
    },
  )

  it('narrows some by the other methods: small numbers hidden alone, the national rule, one cover', () => {
    expect(
      narrowedShare(invert(twoAreas, solver, { method: smallOnly, safeguards: { ranges: false } })),
    ).toBeGreaterThan(50)
    expect(
      narrowedShare(invert(twoAreas, solver, { method: nationalRule, safeguards: { ranges: false } })),
    ).toBeGreaterThan(0)
    const oneCover = { ...twoAreas, deaths: { a: 8, b: 7 }, rules: { smallBelow: 3, gate: 1, covers: 1 } }
    expect(narrowedShare(invert(oneCover, solver, { safeguards: { ranges: false } }))).toBeGreaterThan(0)
  })

  it('9: narrows some where the cover is the smallest number that will do, and none by the rule set', () => {
    const oneRow: Hierarchy = {
      nesting: { whole: null },
      deaths: { whole: 9 },
      values: 3,
      rules: { smallBelow: 3, gate: 1 },
    }
    const smallestCover: Method = ([, ...row]) => {
      const isSmall = ({ truth, smallBelow }: Seen) => truth < smallBelow
      const [cover] = row.filter((each) => !isSmall(each)).sort((a, b) => a.truth - b.truth)
      const mark = (each: Seen) =>
        isSmall(each) ? 'small' : each === cover && row.some(isSmall) ? 'held' : `${each.truth}`
      return ['9', ...row.map(mark)]
    }

    expect(invert(oneRow, solver, { method: smallestCover, safeguards: { ranges: false } }).narrowed).toBeGreaterThan(0)
    expect(invert(oneRow, solver)).toMatchObject({ narrowed: 0, withheldNarrowed: 0 })
  })

  it.each(['noughts', 'ranges'] as const)('narrows some when the rule of %s is taken away', (rule) => {
    expect(invert(twoAreas, solver, { safeguards: { [rule]: false } }).narrowed).toBeGreaterThan(0)
  })

  it.each([
    ['rows', twoAreas],
    ['columns', threeAreas],
  ] as const)('leaves much more to the last check when the rule of %s is taken away', (rule, hierarchy) => {
    const { narrowed } = invert(hierarchy, solver, { safeguards: { ranges: false } })

    expect(invert(hierarchy, solver, { safeguards: { ranges: false, [rule]: false } }).narrowed).toBeGreaterThan(
      2 * narrowed,
    )
  })
})
