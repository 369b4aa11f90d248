import fc from 'fast-check'
import { addHours, type Instant } from '../../../../domain/calendar/instant.ts'
import { complianceOf } from '../../../../domain/clocks/compliance.ts'
import type { Clock } from '../../../../domain/clocks/plan.ts'
import { clockRules } from '../../../../domain/clocks/rules.ts'
import type { CLOCK_STANDINGS } from '../../../../schemas/clocks.ts'
import { ReferenceSchema } from '../../../../schemas/reference.ts'

const START = '2026-03-27T12:00:00.000Z' as Instant
const NOW = addHours(START, 48)
const reference = ReferenceSchema.parse('K3M9QFX72D4HW8TN')

/** Due a day after it started. */
const clock = (more: Partial<Clock> = {}): Clock => ({
  rule: 'D3',
  name: 'Notify the National Child Mortality Database',
  whoActs: 'Child death overview panel',
  startedBy: 'death',
  startedAt: START,
  dueAt: addHours(START, 24),
  ...more,
})
const standings: Readonly<Record<(typeof CLOCK_STANDINGS)[number], Clock>> = {
  met: clock({ metAt: addHours(START, 24) }),
  'met-late': clock({ metAt: addHours(START, 30), missedAt: addHours(START, 25) }),
  missed: clock({ missedAt: addHours(START, 25) }),
  running: clock({ dueAt: addHours(START, 48) }),
  superseded: clock({ missedAt: addHours(START, 25), metAt: addHours(START, 1), supersededAt: addHours(START, 40) }),
}
const ruleOf = (clocks: readonly Clock[], rule = 'D3') =>
  complianceOf([{ reference, clocks }], NOW).rules.find((one) => one.rule === rule)!

describe('Compliance', () => {
  it.each(Object.entries(standings))('counts a clock that is %s as that and nothing else', (standing, one) => {
    expect(complianceOf([{ reference, clocks: [one] }], NOW).rows).toMatchObject([{ reference, rule: 'D3', standing }])
    const counts = Object.entries(ruleOf([one]).standings).filter(([, count]) => count > 0)
    expect(counts).toEqual([[standing, 1]])
  })

  it('has a row for each clock of each case, in their order', () => {
    const other = ReferenceSchema.parse('8QZT1R0V5NHCE2M6')
    const cases = [
      { reference, clocks: [standings.met, standings.running] },
      { reference: other, clocks: [standings.missed] },
    ]
    expect(complianceOf(cases, NOW).rows.map((row) => [row.reference, row.standing])).toEqual([
      [reference, 'met'],
      [reference, 'running'],
      [other, 'missed'],
    ])
  })

  it('names every rule that has a clock, also where no case has one of it', () => {
    const { rules } = complianceOf([], NOW)
    expect(rules.map(({ rule }) => rule)).toEqual(clockRules.map(({ id }) => id))
    expect(rules.every(({ medianHoursToMeet }) => medianHoursToMeet === undefined)).toBe(true)
  })

  it('takes the median of what was met, in time or late, but not of what was superseded', () => {
    expect(ruleOf(Object.values(standings)).medianHoursToMeet).toBe(27)
    expect(ruleOf([standings.met]).medianHoursToMeet).toBe(24)
    expect(ruleOf([standings.missed, standings.running]).medianHoursToMeet).toBeUndefined()
  })

  it('adds up, whatever the clocks, and its median lies where a naive count puts it', () => {
    const some = fc.record({
      rule: fc.constantFrom('D3' as const, 'D14' as const),
      hours: fc.integer({ min: 0, max: 100 }),
      met: fc.option(fc.integer({ min: 0, max: 100 })),
      superseded: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 30 }), (made) => {
        const clocks = made.map(({ rule, hours, met, superseded }) =>
          clock({
            rule,
            dueAt: addHours(START, hours),
            ...(met !== null && { metAt: addHours(START, met) }),
            ...(superseded && { supersededAt: NOW }),
          }),
        )
        const { rows, rules } = complianceOf([{ reference, clocks }], NOW)
        expect(rows).toHaveLength(made.length)
        const counted = rules.flatMap((one) => Object.values(one.standings)).reduce((sum, count) => sum + count, 0)
        expect(counted).toBe(made.length)
        for (const { rule, medianHoursToMeet } of rules) {
          const times = made.filter((one) => one.rule === rule && !one.superseded).flatMap(({ met }) => met ?? [])
          const below = times.filter((hours) => hours < (medianHoursToMeet ?? 0)).length
          const above = times.filter((hours) => hours > (medianHoursToMeet ?? 0)).length
          expect(medianHoursToMeet === undefined).toBe(times.length === 0)
          expect(Math.max(below, above)).toBeLessThanOrEqual(times.length / 2)
        }
      }),
    )
  })
})
