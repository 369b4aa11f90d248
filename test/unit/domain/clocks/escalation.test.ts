import { addHours, type Instant } from '../../../../domain/calendar/instant.ts'
import { chaseTimeOf, escalationsDue, escalationsOf } from '../../../../domain/clocks/escalation.ts'
import type { Clock } from '../../../../domain/clocks/plan.ts'
import { clockRules } from '../../../../domain/clocks/rules.ts'

const DUE = '2026-03-16T23:59:59.999Z' as Instant
const TOLD = '2026-03-17T00:05:00.000Z' as Instant

/** The serious incident notification: statute, so the chair hears after a day and the partners after three. */
const clock = (more: Partial<Clock> = {}): Clock => ({
  rule: 'D9',
  name: 'Send the serious incident notification to the National Panel',
  whoActs: 'Local authority',
  startedBy: 'abuse-or-neglect-suspected',
  startedAt: '2026-03-09T03:10:00.000Z' as Instant,
  dueAt: DUE,
  ...more,
})
const missed = clock({ missedAt: TOLD })
const after = (hours: number) => addHours(TOLD, hours)
const toChair = { level: 2, to: 'chair', at: after(24) } as const
const toPartners = { level: 3, to: 'partners', at: after(72) } as const

describe('Escalation', () => {
  it('reaches the chair a day after the panel was told of a missed statutory deadline, and the partners after three', () => {
    const due = (hours: number) => escalationsDue(missed, addHours(after(hours), 1 / 3600)).map(({ to }) => to)
    expect(due(23)).toEqual([])
    expect(due(24)).toEqual(['chair'])
    expect(due(72)).toEqual(['chair', 'partners'])
    expect(escalationsDue(missed, after(24))).toEqual([])
  })

  it('counts from when the panel was told, so that an outage takes nothing from the time it has to act', () => {
    const toldLate = clock({ missedAt: addHours(DUE, 240) })
    expect(escalationsDue(toldLate, addHours(DUE, 250))).toEqual([])
    expect(chaseTimeOf(toldLate)).toBe(addHours(DUE, 264))
  })

  it('is made once at each level, and ends with the last', () => {
    const once = { ...missed, escalations: [toChair] }
    expect(escalationsDue(once, after(1000)).map(({ level }) => level)).toEqual([3])
    expect(escalationsDue({ ...once, escalations: [toChair, toPartners] }, after(1000))).toEqual([])
  })

  it.each([
    ['a clock that still runs', clock()],
    ['one that was met late', { ...missed, metAt: after(1) }],
    ['one that changed facts replaced', { ...missed, supersededAt: after(1) }],
  ])('does not concern %s', (_what, one) => {
    expect(escalationsDue(one, after(1000))).toEqual([])
  })

  it.each(clockRules)('of $id goes up, never down or sideways, with ever more delay', ({ id }) => {
    const steps = escalationsOf(id)
    const delays = steps.map(({ afterHours }) => afterHours)
    expect(delays.every((hours, index) => hours > (delays[index - 1] ?? 0))).toBe(true)
    expect(steps.map(({ to }) => to)).toEqual(['chair', 'partners'].slice(0, steps.length))
  })

  it('spares the chair what is only local practice', () => {
    const alone = clockRules.filter(({ id }) => escalationsOf(id).length === 0)
    expect(alone.map(({ force }) => force)).toEqual(alone.map(() => 'local'))
  })
})

describe('When a clock is chased next', () => {
  it.each([
    ['at its deadline while it runs', clock(), DUE],
    ['when it is to be escalated first, once it is recorded as missed', missed, after(24)],
    ['when it is to be escalated next', { ...missed, escalations: [toChair] }, after(72)],
    ['never again when everybody was told', { ...missed, escalations: [toChair, toPartners] }, undefined],
    ['never when it was met', clock({ metAt: TOLD }), undefined],
    ['never when it was met late', { ...missed, metAt: TOLD }, undefined],
    ['never when it was superseded', clock({ supersededAt: TOLD }), undefined],
  ])('%s', (_when, one, expected) => {
    expect(chaseTimeOf(one)).toBe(expected)
  })
})
