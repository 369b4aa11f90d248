import { barHeight, percentage, rate, type Derived } from '../../../../domain/disclosure/derived.ts'
import { quarterOf } from '../../../../domain/disclosure/periods.ts'
import type { Safeguards } from '../../../../domain/disclosure/safeguards.ts'
import { gateFor, raiseFor, RULE_SET } from '../../../../domain/disclosure/rule-set.ts'
import { countCases } from '../../../../domain/disclosure/count.ts'
import { editionsOf } from '../../../../domain/disclosure/editions.ts'
import { Draft } from '../../../../domain/disclosure/sheet.ts'
import type { Plan } from '../../../../domain/disclosure/protect.ts'
import { attainedBelow } from '../../../../domain/disclosure/attainable.ts'
import type { ReleaseDraft } from '../../../../schemas/statistics/release.ts'
import { attacked, draft, publish, rowOf, solver, toldOf } from '../../../support/statistics/publish.ts'
import {
  casesOf,
  planOf,
  smallCatalogue,
  smallPlan,
  UNKNOWN,
  YEAR,
  type Nesting,
} from '../../../support/statistics/small-catalogue.ts'

const alone: Nesting = { whole: null }
const twoAreas: Nesting = { whole: null, a: 'whole', b: 'whole' }
const threeAreas: Nesting = { ...twoAreas, c: 'whole' }

const isSafe = (...releases: readonly ReleaseDraft[]) => attacked(...releases).outcome === 'passed'

/** The audit passes with all rules, and fails when some are taken away: the last check alone would hide that they are. */
function expectNeeded(plan: Plan, rules: Partial<Safeguards>) {
  expect(attacked(draft(plan))).toMatchObject({ outcome: 'passed' })
  expect(attacked(draft(plan, { ...rules, ranges: false }))).toMatchObject({ outcome: 'failed' })
}

/** The number that a reader works out of a figure made from it. */
const countFrom = (derived: Derived, perUnit: number) =>
  derived === 'x' ? undefined : Math.round(derived.figure * perUnit)

/** a + b = 4 + d, b + c = 4, a + c = 4: together 2(a + b + c) = 12 + d, so d is even, though fractions would let it be 1. */
const evenOnly = {
  lower: [0, 0, 0, 0],
  upper: [Infinity, Infinity, Infinity, 4],
  equations: [
    { plus: [0, 1], minus: [3], sum: 4 },
    { plus: [1, 2], minus: [], sum: 4 },
    { plus: [0, 2], minus: [], sum: 4 },
  ],
}

describe('attacks on a release', () => {
  it('1: one hidden number in a row with a shown total', () => {
    const plan = planOf(alone, { whole: { kind: { x: 20, y: 15, z: 3 } } })

    expectNeeded(plan, { rows: false })
    expect(toldOf(draft(plan), 'kind', 'whole')).toEqual(['k', 'k', 'c'])
  })

  it('2: the same across areas', () => {
    const plan = planOf(twoAreas, {
      a: { kind: { x: 3, y: 20, z: 20, w: 20 } },
      b: { kind: { x: 9, y: 20, z: 20, w: 20 } },
    })

    expectNeeded(plan, { columns: false })
  })

  it('3: two breakdowns that share a hidden total', () => {
    const plan = planOf(twoAreas, {
      a: { kind: { x: 3, y: 1 }, sex: { f: 2, m: 2 } },
      b: { kind: { x: 20, y: 20 }, sex: { f: 20, m: 20 } },
    })

    expect(attacked(draft(plan))).toMatchObject({ outcome: 'passed' })
    expect(isSafe(draft(plan, { rows: false, columns: false, gate: false, ranges: false }))).toBe(false)
  })

  it('4: a shown nought that completes a group', () => {
    const plan = planOf(alone, { whole: { kind: { x: 20, y: 15, z: 0 } } })

    expect(toldOf(draft(plan), 'kind', 'whole')).toEqual(['k', 'k', 'c'])
    expect(toldOf(draft(plan, { noughts: false }), 'kind', 'whole')).toEqual([20, 15, 0])
  })

  it('5: everyone in one value', () => {
    const plan = planOf(alone, { whole: { kind: { x: 40, y: 0, z: 0 } } })

    expectNeeded(plan, { rows: false })
  })

  it('6: the unknown value as the complement', () => {
    const plan = planOf(alone, { whole: { kind: { x: 20, y: 3, [UNKNOWN]: 2 } } })

    expectNeeded(plan, { rows: false })
    expect(toldOf(draft(plan), 'kind', 'whole')).not.toContain(20)
  })

  it('7: a percentage or the height of a bar that gives the count back', () => {
    expect([percentage('c', 50), percentage('k', 50), percentage(20, 'k')]).toEqual(['x', 'x', 'x'])
    expect([barHeight('c', 50), barHeight('k', 50), barHeight(25, 50)]).toEqual([undefined, undefined, 0.5])
    expect(percentage(7, 50)).toBe('x')
    expect(percentage(10, 40)).toEqual({ figure: 25, isUnreliable: true })
    // Of a hidden number, it would be that number.
    expect(countFrom(percentage(9, 50), 50 / 100)).toBe(9)
  })

  it('8: a rate with a public denominator', () => {
    expect(rate('c', 100_000)).toBe('x')
    expect(rate(7, 100_000)).toBe('x')
    expect(rate(30, 120_000)).toEqual({ figure: 25, isUnreliable: false })
    expect(countFrom(rate(9, 120_000), 120_000 / 100_000)).toBe(9)
  })

  it('9: a cover chosen by size: what is held back does not change with how large the others are', () => {
    const sizes = [
      [30, 8, 12, 3],
      [8, 30, 12, 3],
      [12, 8, 30, 3],
    ]
    const marks = sizes.map(([x = 0, y = 0, z = 0, w = 0]) => {
      const told = toldOf(draft(planOf(alone, { whole: { kind: { x, y, z, w } } })), 'kind', 'whole')
      return (typeof told === 'string' ? [] : told).map((each) => (typeof each === 'number' ? 'shown' : each)).join()
    })

    expect(new Set(marks)).toEqual(new Set(['k,k,shown,c']))
  })

  it('10: the quarters against the year', () => {
    const nesting: Nesting = { whole: null }
    const catalogue = smallCatalogue(nesting, { kind: ['x', 'y', 'z'] })
    const quarters = ([1, 2, 3, 4] as const).map((each) => ({ ...quarterOf(2025, each), nesting }))
    const cases = quarters.flatMap(({ from }, index) =>
      casesOf('whole', { kind: { x: index === 0 ? 2 : 9, y: 12, z: 11 } }, from).map((each) => ({
        ...each,
        reference: `${each.reference}-${index}`,
      })),
    )
    const plan = { ...smallPlan(nesting, catalogue, cases, { gate: 20 }), periods: [...quarters, { ...YEAR, nesting }] }

    expectNeeded(plan, { columns: false })
  })

  it('15: an area with one part only', () => {
    const nesting: Nesting = { whole: null, a: 'whole', b: 'whole', only: 'a' }
    const plan = planOf(nesting, {
      only: { kind: { x: 3, y: 20, z: 20 } },
      b: { kind: { x: 20, y: 20, z: 20 } },
    })

    expect(attacked(draft(plan))).toMatchObject({ outcome: 'passed' })
    expect(isSafe(draft(plan, { rows: false, columns: false, ranges: false }))).toBe(false)
  })

  it('17: bounds that look loose but whose whole numbers are tight', () => {
    const found = attainedBelow(evenOnly, [{ index: 3, below: 5, attained: 0 }], solver, [])

    expect(found.attained).toEqual([0b10101])
    // Where fractions count, it could be 1.
    const open = solver.open(evenOnly)
    open.bound(3, 1, 1)
    expect([open.point(false), open.point(true)]).toEqual([expect.any(Array), undefined])
    open.close()
  })

  it('19: the number and order of rows: every area has a row, whatever it holds', () => {
    const plan = planOf(twoAreas, { a: { kind: { x: 3, y: 4 } }, b: { kind: { x: 20, y: 20 } } })
    const nobody = { ...plan, cases: plan.cases.filter(({ area }) => area === 'b') }
    const areas = (release: ReleaseDraft) => release.tables.map(({ rows }) => rows.map(({ area }) => area))

    expect(areas(draft(nobody))).toEqual(areas(draft(plan)))
    // Rows of those that have cases would tell that nobody died in the other.
    expect(countCases(nobody.cases, plan).size).toBeLessThan(countCases(plan.cases, plan).size)
  })

  it('20: structural noughts come from the catalogue, and a case that contradicts it is refused', () => {
    const nesting = alone
    const crossTable = { code: 'age-by-kind', of: ['age', 'kind'] as [string, string] }
    const catalogue = {
      ...smallCatalogue(nesting, { age: ['young', 'old'], kind: ['x', 'y'] }),
      crossTables: [{ ...crossTable, impossible: [['young', 'y'] as [string, string]] }],
    }
    const cases = casesOf('whole', { age: { young: 20, old: 40 }, kind: { x: 40, y: 20 } })
    const plan = smallPlan(nesting, catalogue, cases, { gate: 20 })

    expect(toldOf(draft(plan), 'age-by-kind', 'whole')).toEqual([20, 'z', 20, 20])
    // Read from the data, the nought is a small number like any other.
    const unsettled = { ...plan, catalogue: { ...catalogue, crossTables: [{ ...crossTable, impossible: [] }] } }
    expect(toldOf(draft(unsettled), 'age-by-kind', 'whole')).toEqual(expect.arrayContaining(['c', 'k']))
    const wrong = casesOf('whole', { age: { old: 40, young: 20 }, kind: { x: 40, y: 20 } })
    expect(() => draft({ ...plan, cases: wrong })).toThrow('cannot occur')
  })

  it('gates an area with few deaths, which its sisters would give back otherwise', () => {
    const plan = planOf(twoAreas, { a: { kind: { x: 5, y: 6 } }, b: { kind: { x: 20, y: 20 } } })

    expect(toldOf(draft(plan), 'kind', 'a')).toBe('gate')
    expect(toldOf(draft(plan), 'kind', 'b')).toBe('gate')
    expect(toldOf(draft(plan, { gate: false }), 'kind', 'a')).toEqual([5, 6])
  })

  it('gives no breakdown to areas of two or three times T, where a reader with the code can narrow withheld rows', () => {
    const { gate, smallBelow } = RULE_SET
    const plan = planOf(twoAreas, { a: { kind: { x: 15, y: gate - 16 } }, b: { kind: { x: 20, y: 20 } } })
    const inForce = { ...plan, ruleSet: RULE_SET }

    expect(gate).toBeGreaterThanOrEqual(6 * smallBelow)
    expect(toldOf(draft(inForce), 'kind', 'a')).toBe('gate')
    expect(toldOf(draft(inForce, { gate: false }), 'kind', 'a')).toEqual([15, 14])
  })

  it('lets a panel raise T and never lower it', () => {
    const plan = planOf(twoAreas, { a: { kind: { x: 6, y: 20, z: 20 } }, b: { kind: { x: 20, y: 20, z: 20 } } })
    const raised = { ...plan, ruleSet: raiseFor('a', 8, plan.ruleSet) }

    expect(toldOf(draft(plan), 'kind', 'a')).toEqual([6, 20, 20])
    expect(toldOf(draft(raised), 'kind', 'a')).toEqual(['c', 'k', 'k'])
    expect(attacked(draft(raised))).toMatchObject({ outcome: 'passed' })
    expect(() => raiseFor('a', 4, plan.ruleSet)).toThrow(RangeError)
  })

  describe('a panel that raises T', () => {
    const plan = planOf(threeAreas, {
      a: { kind: { x: 20, y: 20 } },
      b: { kind: { x: 15, y: 15 } },
      c: { kind: { x: 40, y: 50 } },
    })
    const raised = { ...plan, ruleSet: raiseFor('a', 8, RULE_SET) }
    const release = draft(raised)

    it('raises its gate with it, and that of those it is put together with', () => {
      expect(toldOf(draft({ ...plan, ruleSet: RULE_SET }), 'kind', 'a')).toEqual([20, 20])
      expect(gateFor(['a'], { nesting: threeAreas }, raised.ruleSet)).toBe(48)
      expect(toldOf(release, 'kind', 'a')).toBe('gate')
      expect(rowOf(release, 'kind', 'others-in-whole')).toMatchObject({ members: ['a', 'b'], cells: { x: 35, y: 35 } })
      expect(toldOf(release, 'kind', 'c')).toEqual([40, 50])
    })

    it('raises it for the row of others too, also once that is out', () => {
      const { editions } = editionsOf([publish(raised)], new Draft())
      const others = [...(editions[0]?.rows.values() ?? [])].filter(({ area }) => area === 'others-in-whole')

      expect(others.map(({ smallBelow }) => smallBelow)).toEqual([8, 8])
    })
  })

  it('blocks the release when the solver cannot tell', () => {
    const lost = () => {
      throw new Error('Status unknown.')
    }
    const solver = { open: () => ({ bound: () => undefined, point: lost, close: () => undefined }) }

    // d can never be odd, which only the solver can tell.
    expect(() => attainedBelow(evenOnly, [{ index: 3, below: 5, attained: 0 }], solver, [2, 2, 2, 0])).toThrow(
      'unknown',
    )
  })
})
