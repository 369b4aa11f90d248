import * as fc from 'fast-check'
import { epochOf, instantOf, type Instant } from '../../../../domain/calendar/instant.ts'
import { civilDateInLondon, timeOfDayInLondon } from '../../../../domain/calendar/london.ts'
import { isWorkingDay } from '../../../../domain/calendar/working-days.ts'
import { dueAt } from '../../../../domain/clocks/due-at.ts'
import { LIMIT_UNITS, type Limit } from '../../../../schemas/clocks.ts'

const instant = (text: string) => text as Instant
const HOUR = 3_600_000

const limits = fc.record({ unit: fc.constantFrom(...LIMIT_UNITS), n: fc.integer({ min: 1, max: 30 }) })
const anyInstant = fc.integer({ min: Date.UTC(2018, 0, 1), max: Date.UTC(2034, 0, 1) }).map((epoch) => instantOf(epoch))

/** Instants within two days of a change of the clocks, where mistakes would be. */
const nearClockChange = fc
  .tuple(
    fc.constantFrom('2024-03-31', '2024-10-27', '2025-03-30', '2025-10-26', '2026-03-29', '2026-10-25'),
    fc.integer({ min: -48 * HOUR, max: 48 * HOUR }),
  )
  .map(([sunday, away]) => instantOf(Date.parse(`${sunday}T01:00:00Z`) + away))

describe('when a deadline is due', () => {
  it.each<[string, Limit, string, string]>([
    ['over a weekend', { unit: 'hours', n: 48 }, '2026-03-13T22:15:00.000Z', '2026-03-15T22:15:00.000Z'],
    ['as the clocks go forward', { unit: 'hours', n: 24 }, '2026-03-28T12:00:00.000Z', '2026-03-29T12:00:00.000Z'],
    ['as the clocks go back', { unit: 'hours', n: 48 }, '2026-10-24T11:00:00.000Z', '2026-10-26T11:00:00.000Z'],
    ['five working days', { unit: 'workingDays', n: 5 }, '2026-03-09T10:00:00.000Z', '2026-03-16T23:59:59.999Z'],
    ['from a Saturday', { unit: 'workingDays', n: 5 }, '2026-03-14T03:10:00.000Z', '2026-03-20T23:59:59.999Z'],
    ['over Easter, into summer', { unit: 'workingDays', n: 5 }, '2026-04-01T10:00:00.000Z', '2026-04-10T22:59:59.999Z'],
    ['after midnight in summer', { unit: 'workingDays', n: 1 }, '2026-07-13T23:30:00.000Z', '2026-07-15T22:59:59.999Z'],
    ['seven days after', { unit: 'calendarDays', n: 7 }, '2026-03-02T10:00:00.000Z', '2026-03-09T23:59:59.999Z'],
    ['six weeks', { unit: 'weeks', n: 6 }, '2026-03-02T10:00:00.000Z', '2026-04-13T22:59:59.999Z'],
    ['three months', { unit: 'months', n: 3 }, '2025-11-30T10:00:00.000Z', '2026-02-28T23:59:59.999Z'],
  ])('%s: %j', (_, limit, startedAt, expected) => {
    expect(dueAt(limit, instant(startedAt))).toBe(expected)
  })

  it('is never before its start, across every change of the clocks', () => {
    fc.assert(
      fc.property(limits, fc.oneof(anyInstant, nearClockChange), (limit, startedAt) => {
        expect(epochOf(dueAt(limit, startedAt))).toBeGreaterThan(epochOf(startedAt))
      }),
    )
  })

  it('is exactly so many hours of elapsed time away when counted in hours', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), nearClockChange, (n, startedAt) => {
        expect(epochOf(dueAt({ unit: 'hours', n }, startedAt)) - epochOf(startedAt)).toBe(n * HOUR)
      }),
    )
  })

  it('is otherwise the last millisecond of a day in England, a working day where working days count', () => {
    fc.assert(
      fc.property(limits, fc.oneof(anyInstant, nearClockChange), (limit, startedAt) => {
        fc.pre(limit.unit !== 'hours')
        const due = dueAt(limit, startedAt)
        expect(timeOfDayInLondon(due)).toBe('23:59')
        expect(timeOfDayInLondon(instantOf(epochOf(due) + 1))).toBe('00:00')
        if (limit.unit === 'workingDays') expect(isWorkingDay(civilDateInLondon(due))).toBe(true)
      }),
    )
  })

  it('never comes earlier for a later start', () => {
    fc.assert(
      fc.property(limits, anyInstant, fc.integer({ min: 0, max: 72 * HOUR }), (limit, startedAt, later) => {
        const second = dueAt(limit, instantOf(epochOf(startedAt) + later))
        expect(second >= dueAt(limit, startedAt)).toBe(true)
      }),
    )
  })
})
