import type { AmendmentInput, NotificationInput } from '../../../schemas/notification/notification.ts'

/** A synthetic death that the local system is filled with the first time it starts. Nobody in it ever lived. */
export interface SeedCase {
  /** What is to be seen in it; also the number of its request, so that loading twice changes nothing. */
  readonly shows: string
  /** Demo person who notifies. */
  readonly by: 'doctor' | 'nurse' | 'doctor-tyne'
  readonly notification: NotificationInput
  readonly amendment?: AmendmentInput
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

const allNo = {
  externalCauses: 'no',
  suddenNoApparentCause: 'no',
  inCustodyOrDetained: 'no',
  suspicionNotNatural: 'no',
  unattendedStillbirth: 'no',
  resuscitatedExpectedToDie: 'no',
  abuseOrNeglect: 'no',
  lookedAfter: 'no',
  coronerCircumstances: 'none-of-these',
} as const

const expected = { ...allNo, anticipated24HoursBefore: 'yes', unexpectedCollapseOrIncident: 'no' } as const
const unexpected = { anticipated24HoursBefore: 'no', unexpectedCollapseOrIncident: 'yes' } as const

/** Deaths of the last days and weeks before `now`, so that some clocks run and some are missed. */
export function seedCases(now: Date): SeedCase[] {
  const before = (milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString()
  const daysAgo = (days: number) => before(days * DAY).slice(0, 10)
  const died = (days: number, placeOfDeath: NotificationInput['death']['placeOfDeath'], more = {}) => ({
    dateOfDeath: daysAgo(days),
    placeOfDeath,
    ...more,
  })
  const child = (givenNames: string, familyName: string, dateOfBirth: string, postcode: string, more = {}) => ({
    name: { familyName, givenNames },
    dateOfBirth,
    residence: { kind: 'postcode' as const, postcode },
    ...more,
  })
  const paediatrician = { name: 'Dr Dana Doctor', role: 'Consultant paediatrician on call', phone: '01632 960001' }
  const nurse = { name: 'Nell Nurse', role: 'Community children’s nurse', phone: '01632 960002' }
  const tyne = { name: 'Dr Tay Doctor-Tyne', role: 'Consultant paediatrician', phone: '01632 960003' }

  return [
    {
      shows: 'sudden death in infancy, everything else unknown',
      by: 'doctor',
      notification: {
        referrer: paediatrician,
        child: child('Invented', 'Testperson', daysAgo(96), 'NN1 1CV', { sexAtBirth: 'male' }),
        death: died(0, 'emergency-department'),
        answers: { ...unexpected, suddenNoApparentCause: 'yes' },
      },
    },
    {
      shows: 'expected death at the hospice, long planned',
      by: 'nurse',
      notification: {
        referrer: nurse,
        child: child('Madeup', 'Sampleton', '2015-04-02', 'NN14 1KC', {
          nhsNumber: '9990000018',
          sexAtBirth: 'female',
          ethnicity: 'A',
        }),
        death: died(3, 'hospice', { modeOfDeath: 'planned-palliative-care' }),
        answers: expected,
      },
    },
    {
      shows: 'abuse or neglect suspected, siblings at home',
      by: 'doctor',
      notification: {
        referrer: paediatrician,
        child: child('Fabricated', 'Notreal', '2022-11-30', 'NN17 1CO'),
        death: died(1, 'intensive-care-unit'),
        answers: {
          ...unexpected,
          suspicionNotNatural: 'yes',
          abuseOrNeglect: 'yes',
          coronerCircumstances: ['violence'],
        },
        family: {
          siblingsAndOthers: [{ name: 'Pretend Notreal', ageYears: 6, relationship: 'Sister', atRisk: 'yes' }],
        },
      },
    },
    {
      shows: 'baby who lived minutes, not yet named, first of twins',
      by: 'doctor',
      notification: {
        referrer: paediatrician,
        child: {
          name: 'not-yet-named',
          dateOfBirth: daysAgo(2),
          residence: { kind: 'postcode', postcode: 'NN8 1VO' },
          bornAlive: 'yes',
          gestationAtBirthWeeks: 22,
          multipleBirth: 'yes',
          birthOrder: 1,
        },
        death: died(2, 'labour-ward-delivery-suite'),
        answers: expected,
      },
    },
    {
      shows: 'her twin, whom the software never merges with her',
      by: 'doctor',
      notification: {
        referrer: paediatrician,
        child: {
          name: 'not-yet-named',
          dateOfBirth: daysAgo(2),
          residence: { kind: 'postcode', postcode: 'NN8 1VO' },
          bornAlive: 'yes',
          gestationAtBirthWeeks: 22,
          multipleBirth: 'yes',
          birthOrder: 2,
        },
        death: died(2, 'labour-ward-delivery-suite'),
        answers: expected,
      },
    },
    {
      shows: 'road death of a teenager away from home, amended the next day',
      by: 'doctor',
      notification: {
        referrer: paediatrician,
        child: child('Imaginary', 'Sampleton-Testperson', '2010-02-28', 'LS1 3CV'),
        death: died(5, 'public-place', { authorityOfDeath: 'E06000062' }),
        answers: { ...unexpected, externalCauses: 'yes', coronerCircumstances: ['trauma-or-injury'] },
      },
      amendment: { child: { nhsNumber: '9990000026', ethnicity: 'H' }, answers: { lookedAfter: 'no' } },
    },
    {
      shows: 'unattended birth, whether born alive still to be established',
      by: 'nurse',
      notification: {
        referrer: nurse,
        child: {
          name: 'not-yet-named',
          dateOfBirth: daysAgo(1),
          residence: { kind: 'postcode', postcode: 'NN16 8IM' },
          bornAlive: 'not-known',
          suspectedStillbirthAtHome: 'yes',
        },
        death: died(1, 'home-of-normal-residence'),
        answers: { unattendedStillbirth: 'yes' },
      },
    },
    {
      shows: 'no fixed abode: the panel keeps the case until the residence is known',
      by: 'doctor',
      notification: {
        referrer: paediatrician,
        child: {
          name: { familyName: 'Nowhere', givenNames: 'Notional' },
          dateOfBirth: '2019',
          residence: { kind: 'no-fixed-abode' },
        },
        death: died(4, 'ambulance'),
        answers: unexpected,
      },
    },
    {
      shows: 'first of two notifications of one child',
      by: 'doctor-tyne',
      notification: {
        referrer: tyne,
        child: child('Pretend', 'Examplesson', '2013-07-19', 'NE1 4CV', { nhsNumber: '9990000034' }),
        death: died(6, 'paediatric-ward'),
        answers: { ...expected, lookedAfter: 'not-known' },
      },
    },
    {
      shows: 'second of two notifications of one child',
      by: 'nurse',
      notification: {
        referrer: nurse,
        child: child('Pretend', 'Examplesson', '2013-07-19', 'NE1 4CV', { nhsNumber: '9990000034' }),
        death: died(6, 'paediatric-ward'),
        answers: { lookedAfter: 'yes' },
      },
    },
    {
      shows: 'month-old death whose meetings are due',
      by: 'doctor-tyne',
      notification: {
        referrer: tyne,
        child: child('Sample', 'Inventedly', '2012-02-29', 'SR1 3CO', { sexAtBirth: 'female' }),
        death: died(34, 'paediatric-ward'),
        answers: expected,
      },
    },
    {
      shows: 'death abroad of a child who lived here',
      by: 'doctor-tyne',
      notification: {
        referrer: tyne,
        child: child('Illusory', 'Testperson', '2011-12-01', 'NE61 1CV'),
        death: died(12, 'abroad', { countryOfDeath: 'outside-the-uk' }),
        answers: { ...unexpected, externalCauses: 'yes' },
      },
    },
  ]
}
