import * as fc from 'fast-check'
import type { Instant } from '../../../../domain/calendar/instant.ts'
import { clockChoicesOf } from '../../../../domain/clocks/panel-choices.ts'
import {
  currentClock,
  nextClock,
  planClocks,
  replanClocks,
  standingOf,
  type Clock,
  type KnownForClocks,
} from '../../../../domain/clocks/plan.ts'
import type { ClockFacts } from '../../../../domain/clocks/rules.ts'
import { ClockSchema, MOMENTS } from '../../../../schemas/clocks.ts'

const instant = (text: string) => text as Instant
const DEATH = instant('2026-03-09T01:20:00.000Z')
const RECEIVED = instant('2026-03-09T03:10:00.000Z')
const CHANGED = instant('2026-03-10T09:00:00.000Z')

const nothingToAct: ClockFacts = {
  jointAgencyResponse: 'not-required',
  coroner: 'not-required',
  nationalPanel: 'not-required',
  suddenNoApparentCause: 'no',
  inInfancy: 'no',
  neonatal: 'no',
}
const everythingToAct: ClockFacts = {
  jointAgencyResponse: 'required',
  coroner: 'required',
  nationalPanel: 'required',
  suddenNoApparentCause: 'yes',
  inInfancy: 'yes',
  neonatal: 'yes',
}
const nothingKnown: ClockFacts = {
  jointAgencyResponse: 'required-until-known',
  coroner: 'required-until-known',
  nationalPanel: 'required-until-known',
  suddenNoApparentCause: 'not-known',
  inInfancy: 'not-known',
  neonatal: 'not-known',
}

const notified = (facts: ClockFacts, more: Partial<KnownForClocks> = {}): KnownForClocks => ({
  facts,
  deathIsEarliestPossible: false,
  ...more,
  moments: {
    death: DEATH,
    'notification-received': RECEIVED,
    ...(facts.nationalPanel !== 'not-required' && { 'abuse-or-neglect-suspected': RECEIVED }),
    ...more.moments,
  },
})

const rulesOf = (clocks: readonly Clock[]) => clocks.map(({ rule }) => rule).sort()
const clock = (clocks: readonly Clock[], rule: string) => clocks.find((one) => one.rule === rule && !one.supersededAt)!

describe('the clocks of a first notification', () => {
  it('are, for an expected death, those of every death', () => {
    expect(rulesOf(planClocks(notified(nothingToAct)))).toEqual(['D12', 'D14', 'D2', 'D3'])
  })

  it('are, for the sudden death of a newborn with suspected abuse, those of each duty besides', () => {
    const all = ['D10', 'D12', 'D14', 'D18', 'D2', 'D3', 'D4', 'D5', 'D6', 'D9']
    expect(rulesOf(planClocks(notified(everythingToAct)))).toEqual(all)
  })

  it('run just the same while nothing is known', () => {
    expect(rulesOf(planClocks(notified(nothingKnown)))).toEqual(rulesOf(planClocks(notified(everythingToAct))))
  })

  it('say who acts by when, and from when it is counted', () => {
    expect(clock(planClocks(notified(everythingToAct)), 'D9')).toEqual({
      rule: 'D9',
      name: 'Send the serious incident notification to the National Panel',
      whoActs: 'Local authority',
      startedBy: 'abuse-or-neglect-suspected',
      startedAt: RECEIVED,
      dueAt: '2026-03-16T23:59:59.999Z',
    })
  })

  it('have the notification to the panel met by the notification itself, in time or late', () => {
    const inTime = clock(planClocks(notified(nothingToAct)), 'D2')
    expect(inTime).toMatchObject({ dueAt: '2026-03-10T01:20:00.000Z', metAt: RECEIVED })
    expect(standingOf(inTime, RECEIVED)).toBe('met')
    const moments = { death: instant('2026-03-07T12:00:00.000Z') }
    expect(standingOf(clock(planClocks(notified(nothingToAct, { moments })), 'D2'), RECEIVED)).toBe('met-late')
  })

  it('say when they are counted from the earliest possible moment of death', () => {
    const clocks = planClocks(notified(everythingToAct, { deathIsEarliestPossible: true }))
    expect(clock(clocks, 'D3').startIsEarliestPossible).toBe(true)
    expect(clock(clocks, 'D9').startIsEarliestPossible).toBeUndefined()
  })

  it('are never fewer when an answer becomes not known', () => {
    const duty = fc.constantFrom('required', 'required-until-known', 'not-required')
    const answer = fc.constantFrom('yes', 'no', 'not-known')
    const facts = fc.record({
      jointAgencyResponse: duty,
      coroner: duty,
      nationalPanel: duty,
      suddenNoApparentCause: answer,
      inInfancy: answer,
      neonatal: answer,
    }) as fc.Arbitrary<ClockFacts>
    fc.assert(
      fc.property(facts, fc.constantFrom(...Object.keys(nothingKnown)), (known, forgotten) => {
        const less = { ...known, [forgotten]: nothingKnown[forgotten as keyof ClockFacts] }
        expect(rulesOf(planClocks(notified(less)))).toEqual(
          expect.arrayContaining(rulesOf(planClocks(notified(known)))),
        )
      }),
    )
  })
})

describe('disputed clocks', () => {
  it('follow the reading that falls due first unless the panel settled on another', () => {
    expect(clock(planClocks(notified(nothingToAct)), 'D2').dueAt).toBe('2026-03-10T01:20:00.000Z')
    const choices = clockChoicesOf('city-and-hackney')
    expect(clock(planClocks(notified(nothingToAct, { choices })), 'D2').dueAt).toBe('2026-03-11T01:20:00.000Z')
  })

  it('keep both time stamps of the rapid review, whichever counts', () => {
    const sent = instant('2026-03-16T15:00:00.000Z')
    const moments = { 'sent-to-national-panel': sent }
    expect(clock(planClocks(notified(everythingToAct, { moments })), 'D10')).toMatchObject({
      startedAt: RECEIVED,
      dueAt: '2026-03-30T22:59:59.999Z',
      otherStart: { startedBy: 'sent-to-national-panel', startedAt: sent },
    })
    const choices = clockChoicesOf('cambridgeshire-and-peterborough')
    expect(clock(planClocks(notified(everythingToAct, { moments, choices })), 'D10')).toMatchObject({
      startedAt: sent,
      // Good Friday and Easter Monday lie between.
      dueAt: '2026-04-08T22:59:59.999Z',
      otherStart: { startedBy: 'abuse-or-neglect-suspected', startedAt: RECEIVED },
    })
  })

  it('do not run before the start that the panel settled on', () => {
    const choices = clockChoicesOf('cambridgeshire-and-peterborough')
    expect(rulesOf(planClocks(notified(everythingToAct, { choices })))).not.toContain('D10')
  })
})

describe('a change of facts', () => {
  const first = planClocks(notified(nothingKnown))

  it('keeps a clock that no longer applies visible as superseded', () => {
    const after = replanClocks(first, planClocks(notified(nothingToAct)), CHANGED)
    const superseded = after.filter(({ supersededAt }) => supersededAt === CHANGED)
    expect(rulesOf(superseded)).toEqual(['D10', 'D18', 'D4', 'D5', 'D6', 'D9'])
    expect(superseded.map((one) => standingOf(one, CHANGED))).toEqual(superseded.map(() => 'superseded'))
    expect(rulesOf(after.filter(({ supersededAt }) => !supersededAt))).toEqual(['D12', 'D14', 'D2', 'D3'])
  })

  it('keeps what was met, also when its deadline moves or ends', () => {
    const met = first.map((one) => (one.rule === 'D12' || one.rule === 'D4' ? { ...one, metAt: CHANGED } : one))
    const moments = { death: instant('2026-03-08T23:00:00.000Z') }
    const after = replanClocks(met, planClocks(notified(nothingToAct, { moments })), CHANGED)
    expect(clock(after, 'D12')).toMatchObject({ startedAt: '2026-03-08T23:00:00.000Z', metAt: CHANGED })
    expect(after).toContainEqual({ ...clock(met, 'D12'), supersededAt: CHANGED })
    expect(clock(after, 'D4').metAt).toBe(CHANGED)
  })

  it('begins a clock again that starts after it was met: what was done before does not meet it', () => {
    const [report, review, newReport] = ['05-12', '06-01', '09-30'].map((day) => instant(`2026-${day}T10:00:00.000Z`))
    const moments = { 'review-meeting-report-received': report!, 'panel-review-held': review! }
    const reviewed = planClocks(notified(nothingToAct, { moments }))
    expect(clock(reviewed, 'D15').metAt).toBe(review)
    const again = { ...moments, 'review-meeting-report-received': newReport! }
    const after = replanClocks(reviewed, planClocks(notified(nothingToAct, { moments: again })), newReport!)
    const [first, second, ...others] = after.filter(({ rule }) => rule === 'D15')
    expect(first).toEqual(clock(reviewed, 'D15'))
    expect(second).toEqual(currentClock(after, 'D15'))
    expect(standingOf(second!, newReport!)).toBe('running')
    expect(others).toEqual([])
    expect(replanClocks(after, planClocks(notified(nothingToAct, { moments: again })), CHANGED)).toEqual(after)
  })

  it('keeps with a deadline that it was missed and escalated, also when it goes and comes back, and with no other', () => {
    const escalations = [{ level: 2, to: 'chair' as const, at: CHANGED }]
    const marked = first.map((one) => (one.rule === 'D4' ? { ...one, missedAt: CHANGED, escalations } : one))
    const gone = replanClocks(marked, planClocks(notified(nothingToAct)), CHANGED)
    expect(gone).toContainEqual({ ...clock(marked, 'D4'), supersededAt: CHANGED })
    const back = replanClocks(gone, planClocks(notified(nothingKnown)), CHANGED)
    expect(clock(back, 'D4')).toEqual(clock(marked, 'D4'))
    const moments = { death: instant('2026-03-08T23:00:00.000Z') }
    const moved = replanClocks(marked, planClocks(notified(nothingKnown, { moments })), CHANGED)
    expect(clock(moved, 'D4').missedAt).toBeUndefined()
  })

  it('applied twice changes nothing', () => {
    const next = planClocks(notified(everythingToAct, { moments: { death: instant('2026-03-08T20:00:00.000Z') } }))
    const once = replanClocks(first, next, CHANGED)
    expect(replanClocks(once, next, instant('2026-03-11T09:00:00.000Z'))).toEqual(once)
    expect(replanClocks(first, first, CHANGED)).toEqual(first)
  })
})

describe('the next clock', () => {
  it('is the unmet one due first, overdue ones included', () => {
    expect(nextClock(planClocks(notified(everythingToAct)))?.rule).toBe('D4')
    expect(nextClock(planClocks(notified(nothingToAct)))?.rule).toBe('D3')
  })

  it('is never a superseded one, and none when all are met', () => {
    const after = replanClocks(planClocks(notified(nothingKnown)), planClocks(notified(nothingToAct)), CHANGED)
    expect(nextClock(after)?.rule).toBe('D3')
    expect(nextClock(after.map((one) => ({ ...one, metAt: CHANGED })))).toBeUndefined()
  })
})

describe('how a clock stands', () => {
  it('is met at its last moment and missed after it', () => {
    const one = clock(planClocks(notified(nothingToAct)), 'D3')
    expect(standingOf(one, one.dueAt)).toBe('running')
    expect(standingOf(one, instant('2026-03-11T01:20:00.001Z'))).toBe('missed')
    expect(standingOf({ ...one, metAt: one.dueAt }, CHANGED)).toBe('met')
  })
})

it('every clock that can be planned has the shape of the schema', () => {
  const moments = Object.fromEntries(MOMENTS.map((moment) => [moment, RECEIVED]))
  for (const one of planClocks({ moments, facts: nothingKnown, deathIsEarliestPossible: true }))
    expect(ClockSchema.parse(one)).toEqual(one)
})
