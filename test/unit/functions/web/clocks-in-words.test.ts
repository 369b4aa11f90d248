import type { CivilDate, TimeOfDay } from '../../../../schemas/calendar.ts'
import { addHours } from '../../../../domain/calendar/instant.ts'
import { endOfDayInLondon, instantInLondon } from '../../../../domain/calendar/london.ts'
import type { Clock } from '../../../../schemas/clocks.ts'
import { clockInWords, dueInWords } from '../../../../functions/web/words/clocks.ts'

const at = (text: string) => {
  const [day = '', time = ''] = text.split(' ')
  return instantInLondon(day as CivilDate, time as TimeOfDay)
}
const endOf = (day: string) => endOfDayInLondon(day as CivilDate)
const words = (due: ReturnType<typeof at>, now: string) => dueInWords(due, at(now)).words

describe('A deadline to come', () => {
  it.each([
    ['2026-03-09 14:00', '2026-03-09 09:30', 'due today 14:00'],
    ['2026-03-10 14:00', '2026-03-09 09:30', 'due tomorrow 14:00'],
    ['2026-03-09 10:00', '2026-03-09 09:30', 'due in 30 minutes'],
    ['2026-03-09 10:00', '2026-03-09 09:59', 'due in 1 minute'],
    ['2026-03-13 14:00', '2026-03-09 09:30', 'due Friday 13 March 14:00'],
    ['2026-03-16 14:00', '2026-03-09 09:30', 'due 16 March 2026'],
    // Midnight is the end of a day, not the beginning of another.
    ['2026-03-10 00:00', '2026-03-09 09:30', 'due today'],
    ['2026-03-10 00:00', '2026-03-09 23:15', 'due in 45 minutes'],
  ])('at %s is, at %s, %s', (due, now, expected) => {
    expect(words(at(due), now)).toBe(expected)
  })

  it.each([
    ['2026-03-09', 'due today'],
    ['2026-03-10', 'due tomorrow'],
    ['2026-03-13', 'due Friday 13 March'],
    ['2026-06-09', 'due 9 June 2026'],
  ])('at the end of %s needs no time: %s', (day, expected) => {
    expect(words(endOf(day), '2026-03-09 09:30')).toBe(expected)
  })

  it('is soon today and tomorrow', () => {
    const isSoon = (due: string) => dueInWords(at(due), at('2026-03-09 09:30')).isSoon
    expect(['2026-03-09 14:00', '2026-03-10 23:00', '2026-03-11 00:30'].map(isSoon)).toEqual([true, true, false])
  })

  it('counts days by the calendar in England where the clocks change between', () => {
    // Summer time begins on 29 March 2026 at one in the morning.
    expect(words(addHours(at('2026-03-28 14:00'), 24), '2026-03-28 14:00')).toBe('due tomorrow 15:00')
    expect(words(endOf('2026-03-29'), '2026-03-28 23:59')).toBe('due tomorrow')
    // And ends on 25 October.
    expect(words(addHours(at('2026-10-24 14:00'), 24), '2026-10-24 14:00')).toBe('due tomorrow 13:00')
    expect(words(at('2026-07-10 00:30'), '2026-07-09 23:00')).toBe('due tomorrow 00:30')
  })
})

describe('A deadline that has passed', () => {
  it.each([
    ['2026-03-09 09:00', '2026-03-09 09:30', 'less than an hour late'],
    ['2026-03-09 09:00', '2026-03-09 10:30', '1 hour late'],
    ['2026-03-09 09:00', '2026-03-10 08:59', '23 hours late'],
    ['2026-03-09 09:00', '2026-03-10 09:00', '1 working day late'],
    ['2026-03-09 09:00', '2026-03-12 08:00', '3 working days late'],
    // A weekend counts for nothing, a bank holiday neither: 3 and 6 April 2026 are Good Friday and Easter Monday.
    ['2026-03-06 17:00', '2026-03-08 18:00', 'late since 6 March 2026'],
    ['2026-04-02 17:00', '2026-04-06 18:00', 'late since 2 April 2026'],
    ['2026-04-02 17:00', '2026-04-07 09:00', '1 working day late'],
    ['2026-03-09 09:00', '2026-05-08 10:00', '41 working days late'],
    ['2026-03-09 09:00', '2026-05-09 10:00', 'late since 9 March 2026'],
  ])('at %s is, at %s, %s', (due, now, expected) => {
    const { words, isLate } = dueInWords(at(due), at(now))
    expect([words, isLate]).toEqual([expected, true])
  })

  it('at the end of a day is late by working days alone', () => {
    expect(words(endOf('2026-03-09'), '2026-03-10 09:00')).toBe('1 working day late')
    expect(words(endOf('2026-03-06'), '2026-03-07 09:00')).toBe('late since yesterday')
    expect(words(endOf('2026-03-06'), '2026-03-09 09:00')).toBe('1 working day late')
  })
})

describe('A clock that runs no more', () => {
  const clock = { dueAt: at('2026-03-09 14:00') } as Clock
  const now = at('2026-03-20 09:00')

  it.each([
    [{ metAt: at('2026-03-09 14:00') }, 'done 9 March 2026 at 14:00, in time'],
    [{ metAt: at('2026-03-09 14:01') }, 'done 9 March 2026 at 14:01, late'],
    [{ supersededAt: at('2026-03-09 10:00') }, 'no longer runs'],
  ])('says so: %j', (changes, expected) => {
    expect(clockInWords({ ...clock, ...changes }, now)).toEqual({ words: expected, isLate: false, isSoon: false })
  })
})
