import * as fc from 'fast-check'
import { addDays, civilDate, daysBetween, type CivilDate } from '../../../../domain/calendar/civil-date.ts'
import { epochOf, instantOf, type Instant } from '../../../../domain/calendar/instant.ts'
import {
  civilDateInLondon,
  endOfDayInLondon,
  instantInLondon,
  startOfDayInLondon,
  timeOfDayInLondon,
  type TimeOfDay,
} from '../../../../domain/calendar/london.ts'

const day = (text: string) => text as CivilDate
const time = (text: string) => text as TimeOfDay
const instant = (text: string) => text as Instant
const HOUR = 3_600_000

/** What the time-zone database says: an independent source, too slow to start for the service itself. */
const database = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

const anyEpoch = fc.integer({ min: Date.UTC(1996, 0, 1), max: Date.UTC(2036, 0, 1) })

describe('the day and the time in London', () => {
  it('are those of the time-zone database at every instant since 1996', () => {
    const nearChange = fc
      .tuple(fc.integer({ min: 1996, max: 2035 }), fc.constantFrom(2, 9), fc.integer({ min: 0, max: 9 * 24 * 60 }))
      .map(([year, month, minutes]) => Date.UTC(year, month, 24) + minutes * 60_000)
    fc.assert(
      fc.property(fc.oneof(anyEpoch, nearChange), (epoch) => {
        const [day, month, year, hour, minute] = database.format(epoch).split(/\D+/)
        expect(civilDateInLondon(instantOf(epoch))).toBe(`${year}-${month}-${day}`)
        expect(timeOfDayInLondon(instantOf(epoch))).toBe(`${hour}:${minute}`)
      }),
      { numRuns: 1000 },
    )
  })

  it('change at one in the morning, UTC', () => {
    const at = (text: string) => timeOfDayInLondon(instant(text))
    expect(at('2026-03-29T00:59:59.999Z')).toBe('00:59')
    expect(at('2026-03-29T01:00:00.000Z')).toBe('02:00')
    expect(at('2026-10-25T00:59:59.999Z')).toBe('01:59')
    expect(at('2026-10-25T01:00:00.000Z')).toBe('01:00')
  })

  it('just after midnight in summer are still the day before in UTC', () => {
    expect(civilDateInLondon(instant('2026-07-14T23:30:00.000Z'))).toBe('2026-07-15')
    expect(civilDateInLondon(instant('2026-01-14T23:30:00.000Z'))).toBe('2026-01-14')
  })
})

describe('days in London', () => {
  it('last 23 hours when the clocks go forward and 25 when they go back', () => {
    const hours = (date: CivilDate) => (epochOf(endOfDayInLondon(date)) + 1 - epochOf(startOfDayInLondon(date))) / HOUR
    expect(hours(day('2026-03-28'))).toBe(24)
    expect(hours(day('2026-03-29'))).toBe(23)
    expect(hours(day('2026-10-25'))).toBe(25)
  })

  it('follow each other without a gap, and hold their own first and last millisecond', () => {
    const anyDay = fc.integer({ min: 0, max: 14_000 }).map((n) => addDays(civilDate(1996, 1, 1), n))
    fc.assert(
      fc.property(anyDay, (date) => {
        expect(epochOf(endOfDayInLondon(date)) + 1).toBe(epochOf(startOfDayInLondon(addDays(date, 1))))
        expect(civilDateInLondon(startOfDayInLondon(date))).toBe(date)
        expect(civilDateInLondon(endOfDayInLondon(date))).toBe(date)
        expect(daysBetween(date, civilDateInLondon(endOfDayInLondon(date)))).toBe(0)
      }),
    )
  })
})

describe('the instant of a time of day', () => {
  it.each([
    ['2026-01-10', '03:10', '2026-01-10T03:10:00.000Z'],
    ['2026-07-10', '03:10', '2026-07-10T02:10:00.000Z'],
    ['2026-07-10', '00:10', '2026-07-09T23:10:00.000Z'],
    // The hour that comes twice: the first time.
    ['2026-10-25', '00:59', '2026-10-24T23:59:00.000Z'],
    ['2026-10-25', '01:00', '2026-10-25T00:00:00.000Z'],
    ['2026-10-25', '01:59', '2026-10-25T00:59:00.000Z'],
    ['2026-10-25', '02:00', '2026-10-25T02:00:00.000Z'],
    // The hour that is left out: as if the clocks had gone forward already.
    ['2026-03-29', '00:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '01:00', '2026-03-29T00:00:00.000Z'],
    ['2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '02:00', '2026-03-29T01:00:00.000Z'],
  ])('%s at %s is %s', (date, at, expected) => {
    expect(instantInLondon(day(date), time(at))).toBe(expected)
  })

  it('comes back from every instant, or an hour earlier in the hour that comes twice', () => {
    fc.assert(
      fc.property(anyEpoch, (epoch) => {
        const minute = instantOf(epoch - (epoch % 60_000))
        const back = instantInLondon(civilDateInLondon(minute), timeOfDayInLondon(minute))
        expect([0, HOUR]).toContain(epochOf(minute) - epochOf(back))
        expect(timeOfDayInLondon(back)).toBe(timeOfDayInLondon(minute))
      }),
    )
  })
})
