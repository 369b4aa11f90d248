import { hashOf } from '../../../../audit/hash.ts'
import { admitChanges } from '../../../../domain/disclosure/admit-changes.ts'
import type { CodedCase } from '../../../../domain/disclosure/count.ts'
import { blockOf, periodsOfYear, yearOf } from '../../../../domain/disclosure/periods.ts'
import type { Plan } from '../../../../domain/disclosure/protect.ts'
import { FrozenNumberChangedError } from '../../../../domain/disclosure/stated-rows.ts'
import { ReleaseSchema, type Release } from '../../../../schemas/statistics/release.ts'
import { attacked, draft, publish, rowOf, toldOf, withoutSeal } from '../../../support/statistics/publish.ts'
import { casesOf, smallCatalogue, smallPlan, YEAR, type Nesting } from '../../../support/statistics/small-catalogue.ts'
import { aYear, smallEngland, someCases } from '../../../support/statistics/small-england.ts'

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
  const admitted = admitChanges({ ...first, published: cases, current })
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
  const admitted = admitChanges({ ...plan, published, current: [...published, ...late] })

  const again = publish({ ...plan, ...admitted, id: 'second', earlier: [before] })

  expect(toldOf(before, 'sex', 'kent-and-medway')).toBe('gate')
  expect(toldOf(again, 'sex', 'kent-and-medway')).toBe('gate')
  expect(again.revisions).toContainEqual(expect.objectContaining({ table: 'sex', area: 'kent-and-medway' }))
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
