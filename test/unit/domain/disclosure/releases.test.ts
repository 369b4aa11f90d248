import fc from 'fast-check'
import { hashOf } from '../../../../audit/hash.ts'
import { admitChanges } from '../../../../domain/disclosure/admit-changes.ts'
import type { CodedCase } from '../../../../domain/disclosure/count.ts'
import { blockOf, periodsOfYear, yearOf } from '../../../../domain/disclosure/periods.ts'
import { protect, type Plan } from '../../../../domain/disclosure/protect.ts'
import { FrozenNumberChangedError } from '../../../../domain/disclosure/stated-rows.ts'
import { ReleaseSchema, type Release } from '../../../../schemas/statistics/release.ts'
import { attacked, draft, publish, rowOf, solver, toldOf, withoutSeal } from '../../../support/statistics/publish.ts'
import { casesOf, smallCatalogue, smallPlan, YEAR, type Nesting } from '../../../support/statistics/small-catalogue.ts'
import { aYear, smallEngland, someCases } from '../../../support/statistics/small-england.ts'

/** More of them by hand: `GENERATED=1000 npm run jest -- --testPathPatterns disclosure/releases --testTimeout 900000`. */
const GENERATED = Number(process.env['GENERATED'] ?? 15)

const nesting: Nesting = { whole: null, a: 'whole', b: 'whole', c: 'whole' }
const catalogue = smallCatalogue(nesting, { kind: ['x', 'y', 'z'] })
const kinds = (x: number, y: number, z: number) => ({ kind: { x, y, z } })
const cases = [
  ...casesOf('a', kinds(20, 15, 3)),
  ...casesOf('b', kinds(25, 15, 20)),
  ...casesOf('c', kinds(12, 31, 14)),
]
const first: Plan = smallPlan(nesting, catalogue, cases, { gate: 20 })

/** The year's restatement: what changed since, as far as it may be published. */
function restate(before: Release, current: readonly CodedCase[], id = 'second') {
  const admitted = admitChanges({ ...first, published: cases, current, earlier: [before] })
  const plan: Plan = { ...first, id, earlier: [before], cases: admitted.cases, restated: admitted.restated }
  return { admitted, plan }
}

describe('a period published before', () => {
  const released = publish(first)

  it('is a release by its schema, with a hash that the auditor works out by itself', () => {
    expect(ReleaseSchema.parse(released)).toEqual(released)
    expect(hashOf(released)).toBe(released.hash)
    expect(hashOf({ ...released, note: 'Changed.' })).not.toBe(released.hash)
  })

  it('is the same, byte for byte, from the same cases in any order', () => {
    expect(JSON.stringify(publish({ ...first, cases: [...cases].reverse() }))).toBe(JSON.stringify(released))
  })

  it('12: with one death added stays as it was, marked provisional', () => {
    const late = casesOf('a', kinds(0, 0, 1)).map((each) => ({ ...each, reference: 'late' }))
    const { admitted, plan } = restate(released, [...cases, ...late])
    const again = publish(plan, admitted.waiting)

    expect(admitted.restated.size).toBe(0)
    expect(toldOf(again, 'kind', 'a')).toEqual(toldOf(released, 'kind', 'a'))
    expect(rowOf(again, 'kind', 'a')).toMatchObject({ provisional: true, statedIn: 'first' })
    expect(again.revisions).toEqual([])
  })

  it('12: recounted with one death added is refused', () => {
    const late = casesOf('a', kinds(0, 0, 1)).map((each) => ({ ...each, reference: 'late' }))

    expect(() => draft({ ...first, id: 'second', earlier: [released], cases: [...cases, ...late] })).toThrow(
      FrozenNumberChangedError,
    )
  })

  it('12 and 13: counted anew at once, two pages side by side tell the value of one case', () => {
    const large = casesOf('a', kinds(20, 15, 12))
    const late = casesOf('a', kinds(0, 1, 0)).map((each) => ({ ...each, reference: 'late' }))
    const recoded = large.map((each, index) => (index === 0 ? { ...each, values: { kind: 'z' } } : each))
    const told = (current: readonly CodedCase[]) =>
      toldOf(
        draft(smallPlan({ a: null }, smallCatalogue({ a: null }, { kind: ['x', 'y', 'z'] }), current)),
        'kind',
        'a',
      )

    expect(told(large)).toEqual([20, 15, 12])
    expect(told([...large, ...late])).toEqual([20, 16, 12])
    expect(told(recoded)).toEqual([19, 15, 13])
  })

  it('13: a case moved to another area or coded otherwise waits until enough of them come together', () => {
    const moved = cases.map((each, index) => (index === 0 ? { ...each, area: 'b' } : each))
    const recoded = cases.map((each, index) => (index === 0 ? { ...each, values: { kind: 'z' } } : each))

    expect(restate(released, moved).admitted.restated.size).toBe(0)
    expect(restate(released, recoded).admitted.restated.size).toBe(0)
    expect(restate(released, recoded).admitted.cases).toContain(cases[0])
  })

  it('is stated anew with a note of it when T or more changed, and is safe together with what it replaces', () => {
    const late = casesOf('b', kinds(5, 3, 2)).map((each, index) => ({ ...each, reference: `late-${index}` }))
    const { admitted, plan } = restate(released, [...cases, ...late])
    const again = publish(plan, admitted.waiting)

    expect(toldOf(again, 'deaths', 'b')).toEqual([70])
    expect(again.revisions).toContainEqual({ period: YEAR.code, table: 'deaths', area: 'b', replaces: 'first' })
    expect(again.revisions.some(({ area }) => area === 'a')).toBe(false)
    expect(again.follows).toEqual([{ id: 'first', hash: released.hash }])
    expect(attacked(withoutSeal(released), withoutSeal(again))).toMatchObject({ outcome: 'passed' })
  })

  it('stated anew without a note of it fails the audit', () => {
    const late = casesOf('b', kinds(5, 3, 2)).map((each, index) => ({ ...each, reference: `late-${index}` }))
    const { admitted, plan } = restate(released, [...cases, ...late])
    const silent = { ...draft(plan, {}, admitted.waiting), revisions: [] }

    expect(attacked(withoutSeal(released), silent)).toMatchObject({
      outcome: 'contradiction',
      reason: expect.stringContaining('without a revision note') as string,
    })
  })
})

it('states anew a row below the gate, whose numbers as they were then nobody can know any more', () => {
  const periods = periodsOfYear(2025).map(smallEngland.withAreas)
  const areas = smallEngland.areasOf(periods)
  const published = aYear(2025)
  const plan = { ...first, catalogue: smallEngland.catalogueOf('deathsNotified', areas), periods, cases: published }
  const before = publish(plan)
  const late = (['female', 'male'] as const).flatMap((sex) => someCases(7, 'E10000016', '2025-08', sex))
  const admitted = admitChanges({ ...plan, published, current: [...published, ...late], earlier: [before] })

  const again = publish({ ...plan, ...admitted, id: 'second', earlier: [before] })

  expect(toldOf(before, 'sex', 'kent-and-medway')).toBe('gate')
  expect(toldOf(again, 'sex', 'kent-and-medway')).toBe('gate')
  expect(again.revisions).toContainEqual(expect.objectContaining({ table: 'sex', area: 'kent-and-medway' }))
})

const OTHERS = 'others-in-whole'

describe('areas with few deaths that were put together', () => {
  const few = [
    ...casesOf('a', kinds(4, 5, 1)),
    ...casesOf('b', kinds(6, 5, 4)),
    ...casesOf('c', kinds(20, 15, 20)),
    ...casesOf('d', kinds(15, 25, 10)),
  ]
  const apart: Nesting = { ...nesting, d: 'whole' }
  const plan = smallPlan(apart, smallCatalogue(apart, { kind: ['x', 'y', 'z'] }), few, { gate: 20 })
  const before = publish(plan)
  /** The year's restatement with so many late deaths of kind x in these areas. */
  function restated(late: Readonly<Record<string, number>>) {
    const added = Object.entries(late).flatMap(([area, number]) =>
      casesOf(area, kinds(number, 0, 0)).map((each) => ({ ...each, reference: `late-${each.reference}` })),
    )
    const admitted = admitChanges({ ...plan, published: few, current: [...few, ...added], earlier: [before] })
    const again = publish({ ...plan, ...admitted, id: 'second', earlier: [before] }, admitted.waiting)
    return { admitted, again }
  }

  it('have their row stated anew with theirs', () => {
    const { again } = restated({ a: 6 })

    expect(rowOf(before, 'kind', OTHERS)).toMatchObject({ members: ['a', 'b'] })
    expect(toldOf(before, 'kind', OTHERS)).toEqual([10, 10, 5])
    expect(toldOf(again, 'kind', OTHERS)).toEqual([16, 10, 5])
    for (const table of ['deaths', 'kind'])
      expect(again.revisions).toContainEqual({ period: YEAR.code, table, area: OTHERS, replaces: 'first' })
    expect(attacked(withoutSeal(before), withoutSeal(again))).toMatchObject({ outcome: 'passed' })
  })

  it('have their row wait with theirs while too few cases changed in one of them', () => {
    const { admitted, again } = restated({ a: 3, b: 3 })

    expect(admitted.restated.size).toBe(0)
    expect(rowOf(again, 'kind', OTHERS)).toMatchObject({ provisional: true, statedIn: 'first' })
    expect(toldOf(again, 'kind', OTHERS)).toEqual([10, 10, 5])
  })

  it('have their row left as it is when cases go from one of them to the other', () => {
    const moved = few.map((each, index) => (index < 5 ? { ...each, area: 'b' } : each))
    const admitted = admitChanges({ ...plan, published: few, current: moved, earlier: [before] })
    const again = publish({ ...plan, ...admitted, id: 'second', earlier: [before] })

    expect(again.revisions.map(({ area }) => area)).toEqual(['a', 'b', 'a', 'b'])
    expect(rowOf(again, 'kind', OTHERS)).toEqual(rowOf(before, 'kind', OTHERS))
  })

  it('wait for as many changes as the highest T among them', () => {
    const raised = { ...plan, ruleSet: { ...plan.ruleSet, raised: { a: 8 } } }
    const out = publish(raised)
    const late = casesOf('b', kinds(7, 0, 0)).map((each) => ({ ...each, reference: `late-${each.reference}` }))
    const admitted = admitChanges({ ...raised, published: few, current: [...few, ...late], earlier: [out] })

    expect(rowOf(out, 'kind', OTHERS)).toMatchObject({ members: ['a', 'b', 'c'] })
    expect(admitted.restated.size).toBe(0)
  })
})

describe('a restatement', () => {
  const areas = ['a', 'b', 'c', 'd'] as const
  const values = ['x', 'y', 'z'] as const
  const apart: Nesting = { ...nesting, d: 'whole' }
  const change = fc.record({
    of: fc.integer({ min: 0, max: 200 }),
    times: fc.integer({ min: 1, max: 12 }),
    area: fc.constantFrom(...areas),
    kind: fc.constantFrom(...values),
    how: fc.constantFrom('late', 'retracted', 'changed'),
  })
  const count = fc.integer({ min: 0, max: 15 })
  const rows = fc.array(fc.tuple(count, count, count), { minLength: areas.length, maxLength: areas.length })

  it('contradicts nothing that is out, whatever changed, and is safe together with what it replaces', () => {
    let [restatements, ofOthers] = [0, 0]
    fc.assert(
      fc.property(rows, fc.array(change, { maxLength: 8 }), (numbers, changes) => {
        const published = areas.flatMap((area, index) => casesOf(area, kinds(...(numbers[index] ?? [0, 0, 0]))))
        const plan = smallPlan(apart, smallCatalogue(apart, { kind: values }), published, { gate: 20 })
        const before = publish(plan)
        const current = [...published]
        changes.forEach(({ of, times, area, kind, how }, index) => {
          for (let time = 0; time < times; time++) {
            const now = { reference: `${index}-${time}`, area, countsOn: YEAR.from, values: { kind } }
            const old = current[of]
            if (how === 'late') current.push(now)
            else if (old) current.splice(of, 1, ...(how === 'changed' ? [{ ...now, reference: old.reference }] : []))
          }
        })
        const admitted = admitChanges({ ...plan, published, current, earlier: [before] })
        const restated = { ...plan, ...admitted, id: 'second', earlier: [before] }
        if (protect(restated, solver).outcome === 'cannotProtect') return
        const again = draft(restated, {}, admitted.waiting)

        expect(attacked(withoutSeal(before), again)).toMatchObject({ outcome: 'passed' })
        if (admitted.restated.size > 0) restatements += 1
        if (again.revisions.some(({ area }) => area === OTHERS)) ofOthers += 1
      }),
      { numRuns: GENERATED },
    )
    expect(restatements).toBeGreaterThan(GENERATED / 4)
    expect(ofOthers).toBeGreaterThan(0)
  })
})

describe('three years and their block', () => {
  const bare = [yearOf(2025), yearOf(2026), yearOf(2027), blockOf(2025)]
  const periods = bare.map((period) => ({ ...period, nesting: { whole: null } }))
  const casesOfYears = periods.slice(0, 3).flatMap(({ from, code }, index) =>
    casesOf('whole', kinds(index === 1 ? 2 : 9, 20, 20), from).map((each) => ({
      ...each,
      reference: `${code}-${each.reference}`,
    })),
  )
  const years: Plan = {
    ...smallPlan({ whole: null }, smallCatalogue({ whole: null }, { kind: ['x', 'y', 'z'] }), casesOfYears, {
      gate: 20,
    }),
    periods: periods.slice(0, 3),
  }

  it('11: the block is safe together with the years that came out before it', () => {
    const before = publish(years)
    const block = publish({ ...years, id: 'block', periods: periods.slice(3), earlier: [before] })

    expect(toldOf(before, 'kind', 'whole', '2026-27')).toEqual(['c', 'k', 'k'])
    expect(attacked(withoutSeal(before), withoutSeal(block))).toMatchObject({ outcome: 'passed' })
  })

  it('11: without the rule of columns and the last check, it gives a year’s number away', () => {
    const before = publish(years)
    const block = draft(
      { ...years, id: 'block', periods: periods.slice(3), earlier: [before] },
      { columns: false, ranges: false },
    )

    expect(attacked(withoutSeal(before), block)).toMatchObject({
      outcome: 'failed',
      failures: expect.arrayContaining([{ number: 'first 2026-27 kind whole x', canBe: [2] }]) as unknown[],
    })
  })
})
