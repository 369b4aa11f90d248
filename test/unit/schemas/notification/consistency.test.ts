import { applyAmendment } from '../../../../domain/case/apply-amendment.ts'
import { notificationProblems, type WallClock } from '../../../../schemas/notification/consistency.ts'
import { AmendmentSchema } from '../../../../schemas/notification/notification.ts'
import { readNotification } from '../../../../schemas/notification/read.ts'
import { aNotification, bodies, type Overrides } from '../../../support/builders/notification.ts'

const clock = (today: string, time: string) => ({ today, time }) as WallClock
const noon = clock('2025-06-01', '12:00')

const problemsOf = (overrides: Overrides, now = noon) => {
  const reading = readNotification(bodies.minimal(overrides), now)
  return reading.ok ? [] : reading.errors.map(({ pointer, code }) => `${code} ${pointer}`)
}

describe('dates in the future', () => {
  it.each<[string, Overrides, string[]]>([
    ['death today', { death: { dateOfDeath: '2025-06-01' } }, []],
    ['death tomorrow', { death: { dateOfDeath: '2025-06-02' } }, ['in-the-future /death/dateOfDeath']],
    ['death this month', { death: { dateOfDeath: '2025-06' } }, []],
    ['death next month', { death: { dateOfDeath: '2025-07' } }, ['in-the-future /death/dateOfDeath']],
    ['death next year', { death: { dateOfDeath: '2026' } }, ['in-the-future /death/dateOfDeath']],
    [
      'found tomorrow',
      { death: { dateOfDeath: { from: '2025-05-30', to: '2025-06-02' } } },
      ['in-the-future /death/dateOfDeath/to'],
    ],
    [
      'told the coroner tomorrow',
      { certification: { reportedToCoronerOn: '2025-06-02' } },
      ['in-the-future /certification/reportedToCoronerOn'],
    ],
    [
      'a parent born tomorrow',
      { family: { parentsAndCarers: [{ name: 'A' }, { name: 'B', dateOfBirth: '2025-06-02' }] } },
      ['in-the-future /family/parentsAndCarers/1/dateOfBirth'],
    ],
    [
      'a sibling born tomorrow',
      { family: { siblingsAndOthers: [{ dateOfBirth: '2025-06-02' }, { dateOfBirth: 'not-known' }] } },
      ['in-the-future /family/siblingsAndOthers/0/dateOfBirth'],
    ],
    [
      'a response begun tomorrow',
      { death: { dateOfDeath: '2025-05-30', jointAgencyResponseStartedAt: '2025-06-02T08:00:00.000Z' } },
      ['in-the-future /death/jointAgencyResponseStartedAt'],
    ],
  ])('%s', (_name, overrides, problems) => {
    expect(problemsOf(overrides)).toEqual(problems)
  })

  it.each([
    ['12:00', []],
    ['13:00', []],
    ['13:01', ['in-the-future /death/timeOfDeath']],
  ])('a time of death of %s at noon is given an hour for clocks that differ', (timeOfDeath, problems) => {
    expect(problemsOf({ death: { dateOfDeath: '2025-06-01', timeOfDeath } })).toEqual(problems)
  })

  it('a time later than now is past on an earlier day, and late at night no time is too late', () => {
    expect(problemsOf({ death: { dateOfDeath: '2025-05-31', timeOfDeath: '23:59' } })).toEqual([])
    expect(
      problemsOf({ death: { dateOfDeath: '2025-06-01', timeOfDeath: '23:59' } }, clock('2025-06-01', '23:10')),
    ).toEqual([])
  })
})

describe('birth and death', () => {
  it.each<[string, Overrides, string[]]>([
    ['on one day', { child: { dateOfBirth: '2025-03-09' } }, []],
    ['birth the day after death', { child: { dateOfBirth: '2025-03-10' } }, ['before-birth /death/dateOfDeath']],
    ['birth in the month of death', { child: { dateOfBirth: '2025-03' } }, []],
    ['birth in the month after', { child: { dateOfBirth: '2025-04' } }, ['before-birth /death/dateOfDeath']],
    ['death in the year of birth', { child: { dateOfBirth: '2025-03-10' }, death: { dateOfDeath: '2025' } }, []],
    [
      'death in the month before birth',
      { child: { dateOfBirth: '2025-03-10' }, death: { dateOfDeath: '2025-02' } },
      ['before-birth /death/dateOfDeath'],
    ],
    [
      'found the day before birth',
      { child: { dateOfBirth: '2025-03-10' }, death: { dateOfDeath: { from: '2025-03-07', to: '2025-03-09' } } },
      ['before-birth /death/dateOfDeath'],
    ],
    ['birth not known', { child: { dateOfBirth: 'not-known' } }, []],
    [
      'a life of minutes',
      { child: { dateOfBirth: '2025-03-09', timeOfBirth: '23:40' }, death: { timeOfDeath: '23:41' } },
      [],
    ],
    [
      'a death one minute before birth',
      { child: { dateOfBirth: '2025-03-09', timeOfBirth: '23:41' }, death: { timeOfDeath: '23:40' } },
      ['before-birth /death/timeOfDeath'],
    ],
    [
      'a life of minutes while the clocks go back',
      {
        child: { dateOfBirth: '2024-10-27', timeOfBirth: '01:50' },
        death: { dateOfDeath: '2024-10-27', timeOfDeath: '01:10' },
      },
      [],
    ],
    [
      'the same times a week earlier',
      {
        child: { dateOfBirth: '2024-10-20', timeOfBirth: '01:50' },
        death: { dateOfDeath: '2024-10-20', timeOfDeath: '01:10' },
      },
      ['before-birth /death/timeOfDeath'],
    ],
    ['birth on 29 February', { child: { dateOfBirth: '2024-02-29' } }, []],
    ['birth on no day', { child: { dateOfBirth: '2023-02-29' } }, ['format /child/dateOfBirth']],
  ])('%s', (_name, overrides, problems) => {
    expect(problemsOf(overrides)).toEqual(problems)
  })
})

describe('answers that need another', () => {
  it.each<[string, Overrides, string[]]>([
    [
      'a time of death in a month',
      { death: { dateOfDeath: '2025-03', timeOfDeath: '03:10' } },
      ['contradiction /death/timeOfDeath'],
    ],
    [
      'a time of death in a range',
      { death: { dateOfDeath: { from: '2025-03-08', to: '2025-03-09' }, timeOfDeath: '03:10' } },
      ['contradiction /death/timeOfDeath'],
    ],
    ['a time of death not known in a month', { death: { dateOfDeath: '2025-03', timeOfDeath: 'not-known' } }, []],
    [
      'a time of birth without its day',
      { child: { dateOfBirth: 'not-known', timeOfBirth: '03:10' } },
      ['contradiction /child/timeOfBirth'],
    ],
    [
      'days of gestation without weeks',
      { child: { gestationAtBirthDays: 3 } },
      ['required /child/gestationAtBirthWeeks'],
    ],
    [
      'an NHS number and a reason for none',
      { child: { nhsNumber: '9990000018', nhsNumberAbsentReason: 'nhs-number-not-currently-available' } },
      ['contradiction /child/nhsNumberAbsentReason'],
    ],
    ['neither NHS number nor reason', {}, []],
    ['an e-mail address and no telephone', { referrer: { phone: undefined, email: 'a@nhs.example' } }, []],
    ['no way to reach the notifier', { referrer: { phone: undefined } }, ['required /referrer/phone']],
  ])('%s', (_name, overrides, problems) => {
    expect(problemsOf(overrides)).toEqual(problems)
  })

  it('are asked of the whole that an amendment makes', () => {
    const notified = aNotification({ child: { nhsNumberAbsentReason: 'nhs-number-not-currently-available' } })
    const amended = (amendment: unknown) => applyAmendment(notified, AmendmentSchema.parse(amendment))
    expect(notificationProblems(amended({ child: { dateOfBirth: '2025-03-10' } }), noon)).toMatchObject([
      { code: 'before-birth', pointer: '/death/dateOfDeath' },
    ])
    expect(notificationProblems(amended({ child: { nhsNumber: '9990000018' } }), noon)).toEqual([])
  })
})
