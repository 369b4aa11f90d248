import * as fc from 'fast-check'
import {
  ageBand,
  diedBefore18thBirthday,
  diedInInfancy,
  diedNeonatally,
  isBefore18thBirthday,
} from '../../../../domain/calendar/age.ts'
import { addDays, birthday, civilDate, type CivilDate } from '../../../../domain/calendar/civil-date.ts'
import { earliestDay, latestDay, type DateAsKnown } from '../../../../domain/calendar/date-as-known.ts'

const day = (text: string) => text as CivilDate
const known = (text: string) => text as DateAsKnown & string

describe('the 18th birthday (R1)', () => {
  it('is the first day out of scope', () => {
    expect(isBefore18thBirthday(day('2008-05-10'), day('2026-05-09'))).toBe(true)
    expect(isBefore18thBirthday(day('2008-05-10'), day('2026-05-10'))).toBe(false)
  })

  it('of a child born on 29 February is 1 March of a common year', () => {
    expect(isBefore18thBirthday(day('2008-02-29'), day('2026-02-28'))).toBe(true)
    expect(isBefore18thBirthday(day('2008-02-29'), day('2026-03-01'))).toBe(false)
  })

  it('is not known to have come when the dates leave it open', () => {
    expect(diedBefore18thBirthday(known('2008-05'), known('2026-05-09'))).toBe('not-known')
    expect(diedBefore18thBirthday(known('2008-05'), known('2026-04-30'))).toBe('yes')
    expect(diedBefore18thBirthday(known('2008-05'), known('2026-05-31'))).toBe('no')
  })
})

describe('age bands', () => {
  it.each([
    ['2026-03-01', '2026-03-01', '0-27 days'],
    ['2026-03-01', '2026-03-28', '0-27 days'],
    ['2026-03-01', '2026-03-29', '28-364 days'],
    // 365 days old, and still before the first birthday.
    ['2023-03-01', '2024-02-29', '28-364 days'],
    ['2023-03-01', '2024-03-01', '1-4'],
    ['2024-02-29', '2025-02-28', '28-364 days'],
    ['2024-02-29', '2025-03-01', '1-4'],
    ['2020-06-15', '2025-06-14', '1-4'],
    ['2020-06-15', '2025-06-15', '5-9'],
    ['2015-06-15', '2025-06-15', '10-14'],
    ['2010-06-15', '2025-06-14', '10-14'],
    ['2010-06-15', '2025-06-15', '15-17'],
    ['2007-06-16', '2025-06-15', '15-17'],
    ['2007-06-15', '2025-06-15', 'not-known'],
  ])('born %s, died %s: %s', (born, died, band) => {
    expect(ageBand(day(born), day(died))).toBe(band)
  })

  it('are known from partial dates that leave only one open', () => {
    expect(ageBand(known('2012'), known('2019'))).toBe('5-9')
    expect(ageBand(known('2025-06'), { from: day('2026-01-03'), to: day('2026-01-09') })).toBe('28-364 days')
    expect(ageBand(known('2026-03'), known('2026-03'))).toBe('not-known')
    expect(ageBand(known('2026-03'), day('2026-03-20'))).toBe('0-27 days')
    expect(ageBand(undefined, day('2026-03-20'))).toBe('not-known')
  })

  it('answer infancy and the neonatal period each for itself', () => {
    expect(diedInInfancy(known('2026-03'), known('2026-04'))).toBe('yes')
    expect(diedNeonatally(known('2026-03'), known('2026-04'))).toBe('not-known')
    expect(diedNeonatally(known('2024-03'), known('2026-04'))).toBe('no')
  })

  it('never contradict what the true dates would give', () => {
    const birth = fc.integer({ min: 0, max: 3000 }).map((n) => addDays(civilDate(2008, 1, 1), n))
    const blur = fc.constantFrom(4, 7, 10)
    fc.assert(
      fc.property(birth, fc.integer({ min: 0, max: 6570 }), blur, blur, (born, lived, blurBirth, blurDeath) => {
        const died = addDays(born, lived)
        fc.pre(died < birthday(born, 18))
        const asKnown = [known(born.slice(0, blurBirth)), known(died.slice(0, blurDeath))] as const
        expect([ageBand(born, died), 'not-known']).toContain(ageBand(...asKnown))
        expect(['yes', 'not-known']).toContain(diedBefore18thBirthday(...asKnown))
        expect(earliestDay(asKnown[1]) <= died && died <= latestDay(asKnown[1])).toBe(true)
      }),
    )
  })
})
