import type { Area, Catalogue, Characteristic, Cohort, CrossTable } from '../../schemas/statistics/catalogue.ts'
import { DEATHS } from './lattice.ts'

/**
 * Shortest published periods (rule 2). Dense: few and frequent values, so quarters for England and regions, years for panels,
 * blocks of three years for authorities. Sparse: one step later, since shorter tables would be nearly all hidden and would
 * make the longer ones be hidden with them.
 */
const DENSE: Characteristic['finest'] = {
  england: 'quarter',
  region: 'quarter',
  panel: 'year',
  authority: 'threeYears',
}
const SPARSE: Characteristic['finest'] = { england: 'year', region: 'year', panel: 'year', authority: 'threeYears' }
const RARE: Characteristic['finest'] = { england: 'year', region: 'year', panel: 'threeYears' }

const NOT_KNOWN = { 'not-known': 'Not known' }
const INSUFFICIENT = { 'insufficient-information': 'Insufficient information' }
const UNPROTECTED = new Set([...Object.keys(NOT_KNOWN), ...Object.keys(INSUFFICIENT)])

/** @param rarestFirst order of the values in England as far as national figures tell; not given, the order of the labels */
function characteristic(
  code: string,
  name: string,
  finest: Characteristic['finest'],
  labels: Readonly<Record<string, string>>,
  rarestFirst: readonly string[] = Object.keys(labels),
): Characteristic {
  return {
    code,
    name,
    finest,
    values: Object.entries(labels).map(([value, label]) => ({
      code: value,
      label,
      protected: !UNPROTECTED.has(value),
    })),
    rarestFirst: rarestFirst.filter((value) => !UNPROTECTED.has(value)),
  }
}

/** The totals: of deaths in one cohort, of reviews in the other. */
const total = (name: string) => characteristic(DEATHS, name, DENSE, { [DEATHS]: name })
const clock = (code: string, name: string) =>
  characteristic(code, name, SPARSE, { 'in-time': 'In time', late: 'Late', ...NOT_KNOWN }, ['late', 'in-time'])
const factors = (code: string, name: string) =>
  characteristic(code, name, SPARSE, { present: 'Present', none: 'None identified', ...INSUFFICIENT })

/** Bands of the national publication; the full list from memory, to be verified. */
const ageBand = characteristic(
  'age-band',
  'Age at death',
  SPARSE,
  {
    '0-27-days': '0 to 27 days',
    '28-364-days': '28 to 364 days',
    '1-4-years': '1 to 4 years',
    '5-9-years': '5 to 9 years',
    '10-14-years': '10 to 14 years',
    '15-17-years': '15 to 17 years',
    ...NOT_KNOWN,
  },
  ['5-9-years', '10-14-years', '15-17-years', '1-4-years', '28-364-days', '0-27-days'],
)

/** Other than male and female is told with not known: expected to be under T nearly everywhere. */
const sex = characteristic('sex', 'Sex', DENSE, { female: 'Female', male: 'Male', 'not-known': 'Other or not known' })

const notified: readonly Characteristic[] = [
  characteristic('expectedness', 'Expected or unexpected', DENSE, {
    unexpected: 'Unexpected',
    expected: 'Expected',
    ...NOT_KNOWN,
  }),
  characteristic('joint-agency-response', 'Joint Agency Response', DENSE, {
    required: 'Required',
    'not-required': 'Not required',
    ...NOT_KNOWN,
  }),
  ageBand,
  sex,
  characteristic(
    'ethnic-group',
    'Ethnic group',
    SPARSE,
    { white: 'White', mixed: 'Mixed', asian: 'Asian', black: 'Black', other: 'Other', ...NOT_KNOWN },
    ['other', 'mixed', 'black', 'asian', 'white'],
  ),
  characteristic(
    'deprivation-quintile',
    'Deprivation of the area of residence',
    SPARSE,
    { '1': '1 (most deprived)', '2': '2', '3': '3', '4': '4', '5': '5 (least deprived)', ...NOT_KNOWN },
    ['5', '4', '3', '2', '1'],
  ),
  characteristic(
    'place-of-death',
    'Place of death',
    SPARSE,
    {
      hospital: 'Hospital',
      home: 'Home',
      hospice: 'Hospice',
      'public-place': 'Public place',
      other: 'Elsewhere',
      ...NOT_KNOWN,
    },
    ['other', 'public-place', 'hospice', 'home', 'hospital'],
  ),
  clock('notified-in-time', 'Notification to the panel (clock D2)'),
  clock('database-told-in-time', 'Notification to the National Child Mortality Database (clock D3)'),
]

/** Categories by number; names are those of the notification's value set. */
const category = characteristic(
  'category',
  'Category of death',
  RARE,
  {
    ...Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`${index + 1}`, `Category ${index + 1}`])),
    ...NOT_KNOWN,
  },
  ['1', '2', '6', '5', '3', '9', '10', '4', '7', '8'],
)
const modifiable = factors('modifiable-factors', 'Modifiable factors')

const reviewed: readonly Characteristic[] = [
  category,
  modifiable,
  factors('factors-in-the-child', 'Modifiable factors in the child'),
  factors('factors-in-the-social-environment', 'Modifiable factors in the social environment'),
  factors('factors-in-the-physical-environment', 'Modifiable factors in the physical environment'),
  factors('factors-in-the-service', 'Modifiable factors in the provision of services'),
  characteristic('time-to-review', 'Time from death to completed review', SPARSE, {
    'under-6-months': 'Under 6 months',
    '6-to-12-months': '6 to 12 months',
    'over-12-months': 'Over 12 months',
    ...NOT_KNOWN,
  }),
  clock('panel-in-time', 'Review by the panel (clock D15)'),
]

/** The few tables of two characteristics, for England's years. Together they must form no cycle. */
const cross = (first: Characteristic, second: Characteristic): CrossTable => ({
  code: `${first.code}-by-${second.code}`,
  of: [first.code, second.code],
  impossible: [],
})

/**
 * Everything that releases may ever contain. Each characteristic counts in one cohort only, so that no table can be set against
 * its like on the other basis.
 */
export function catalogueOf(cohort: Cohort, areas: readonly Area[]): Catalogue {
  const isNotified = cohort === 'deathsNotified'
  return {
    version: 1,
    cohort,
    areas: [...areas],
    characteristics: isNotified ? [total('Deaths'), ...notified] : [total('Reviews'), ...reviewed],
    crossTables: [isNotified ? cross(ageBand, sex) : cross(category, modifiable)],
  }
}
