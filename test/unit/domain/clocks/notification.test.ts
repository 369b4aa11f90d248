import * as fc from 'fast-check'
import type { DateAsKnown } from '../../../../domain/calendar/date-as-known.ts'
import { instantOf, type Instant } from '../../../../domain/calendar/instant.ts'
import type { TimeOfDay } from '../../../../domain/calendar/london.ts'
import { clockFacts, momentsOfNotification } from '../../../../domain/clocks/notification.ts'
import type { ClockFacts } from '../../../../domain/clocks/rules.ts'

const known = (text: string) => text as DateAsKnown & string
const time = (text: string) => text as TimeOfDay
const RECEIVED = '2026-07-10T03:10:00.000Z' as Instant

const facts = (nationalPanel: ClockFacts['nationalPanel']): ClockFacts => ({
  jointAgencyResponse: 'not-required',
  coroner: 'not-required',
  nationalPanel,
  suddenNoApparentCause: 'no',
  inInfancy: 'no',
  neonatal: 'no',
})

const momentsOf = (diedOn: DateAsKnown, diedAt?: string, nationalPanel: ClockFacts['nationalPanel'] = 'not-required') =>
  momentsOfNotification({
    diedOn,
    diedAt: diedAt === undefined ? undefined : time(diedAt),
    receivedAt: RECEIVED,
    facts: facts(nationalPanel),
  })

describe('when a death is taken to have happened', () => {
  it('is the day and time given, in London', () => {
    expect(momentsOf(known('2026-07-10'), '01:20')).toEqual({
      moments: { death: '2026-07-10T00:20:00.000Z', 'notification-received': RECEIVED },
      deathIsEarliestPossible: false,
    })
  })

  it.each<[string, DateAsKnown, string]>([
    ['a day without a time', known('2026-07-09'), '2026-07-08T23:00:00.000Z'],
    ['a month', known('2026-07'), '2026-06-30T23:00:00.000Z'],
    ['a range', { from: '2026-07-01', to: '2026-07-08' } as DateAsKnown, '2026-06-30T23:00:00.000Z'],
  ])('is the earliest possible moment for %s', (_, diedOn, expected) => {
    expect(momentsOf(diedOn)).toMatchObject({ moments: { death: expected }, deathIsEarliestPossible: true })
  })

  it('disregards a time of day while the day itself is not known', () => {
    expect(momentsOf(known('2026-07'), '05:00').moments.death).toBe('2026-06-30T23:00:00.000Z')
  })

  it('is never after the notification', () => {
    expect(momentsOf(known('2026-07-10'), '04:15').moments.death).toBe(RECEIVED)
    const received = fc.integer({ min: Date.UTC(2018, 0, 1), max: Date.UTC(2030, 0, 1) }).map((n) => instantOf(n))
    fc.assert(
      fc.property(received, fc.constantFrom(4, 7, 10), (receivedAt, length) => {
        const diedOn = known(receivedAt.slice(0, length))
        const { moments } = momentsOfNotification({ diedOn, receivedAt, facts: facts('not-required') })
        expect(moments.death! <= receivedAt).toBe(true)
      }),
    )
  })
})

describe('when the local authority becomes aware of suspected abuse or neglect', () => {
  it.each(['required', 'required-until-known'] as const)('is the notification where notifying is %s', (duty) => {
    expect(momentsOf(known('2026-07-09'), undefined, duty).moments['abuse-or-neglect-suspected']).toBe(RECEIVED)
  })

  it('is the amendment that first raised the suspicion', () => {
    const suspicionRaisedAt = '2026-07-12T10:00:00.000Z' as Instant
    const { moments } = momentsOfNotification({
      diedOn: known('2026-07-09'),
      receivedAt: RECEIVED,
      suspicionRaisedAt,
      facts: facts('required'),
    })
    expect(moments['abuse-or-neglect-suspected']).toBe(suspicionRaisedAt)
  })

  it('is not yet, where there is no suspicion', () => {
    expect(momentsOf(known('2026-07-09')).moments).not.toHaveProperty('abuse-or-neglect-suspected')
  })
})

describe('the facts that decide which clocks run', () => {
  const assessment = {
    jointAgencyResponse: { outcome: 'required' },
    coroner: { outcome: 'required-until-known' },
    nationalPanel: { outcome: 'not-required' },
  } as const
  const diedOn = known('2026-07-09')

  it('come from the assessment and the age', () => {
    expect(clockFacts({ assessment, suddenNoApparentCause: 'yes', bornOn: known('2026-05-01'), diedOn })).toEqual({
      jointAgencyResponse: 'required',
      coroner: 'required-until-known',
      nationalPanel: 'not-required',
      suddenNoApparentCause: 'yes',
      inInfancy: 'yes',
      neonatal: 'no',
    })
  })

  it('rule nothing out while the date of birth is not known', () => {
    expect(clockFacts({ assessment, suddenNoApparentCause: 'no', bornOn: undefined, diedOn })).toMatchObject({
      inInfancy: 'not-known',
      neonatal: 'not-known',
    })
  })
})
