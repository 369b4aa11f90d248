import * as z from 'zod'

/**
 * Coded value sets of the notification form, each code with the label that a person reads. National codes stand beside ours
 * where a national list exists. Lists marked MEM are from memory, to be verified against the current national form.
 * *Not known* is a choice of every set, so that it can be answered.
 */
type ValueSet = Readonly<Record<string, { readonly label: string; readonly nhsCode?: string }>>
type CodeOf<T extends ValueSet> = `${keyof T & (string | number)}`

const NOT_KNOWN = { label: 'Not known' } as const

const codesOf = <T extends ValueSet>(set: T) => Object.keys(set) as [CodeOf<T>, ...CodeOf<T>[]]

/** Schema of a value set's codes. */
export const coded = <T extends ValueSet>(set: T) => z.enum(codesOf(set))

/** The choices in words, for a field's description: "`male` Male, `female` Female". */
export const choicesOf = (set: ValueSet) =>
  Object.entries(set)
    .map(([code, { label }]) => `\`${code}\` ${label}`)
    .join(', ')

/** Why there is no NHS number (NCMD form updates, April 2022). */
export const NHS_NUMBER_ABSENT_REASONS = {
  'child-non-resident-in-england': { label: 'Child is not resident in England' },
  'nhs-number-not-currently-available': { label: 'NHS number not currently available' },
} as const satisfies ValueSet

/** NHS Data Dictionary PERSON PHENOTYPIC SEX: observed at birth. National codes MEM. */
export const SEXES_AT_BIRTH = {
  male: { label: 'Male', nhsCode: '1' },
  female: { label: 'Female', nhsCode: '2' },
  indeterminate: { label: 'Indeterminate', nhsCode: '9' },
  'not-known': { ...NOT_KNOWN, nhsCode: 'X' },
} as const satisfies ValueSet

/** NHS Data Dictionary GENDER IDENTITY CODE; a list of its own, never mixed with sex at birth. */
export const GENDER_IDENTITIES = {
  male: { label: 'Male, including trans man', nhsCode: '1' },
  female: { label: 'Female, including trans woman', nhsCode: '2' },
  'non-binary': { label: 'Non-binary', nhsCode: '3' },
  other: { label: 'Other', nhsCode: '4' },
  'not-stated': { label: 'Not stated: asked and declined', nhsCode: 'Z' },
  'not-known': { ...NOT_KNOWN, nhsCode: 'X' },
} as const satisfies ValueSet

/** Groups in which the National Child Mortality Database publishes ethnicity. */
export const ETHNIC_GROUPS = ['white', 'mixed', 'asian', 'black', 'other', 'not-known'] as const
export type EthnicGroup = (typeof ETHNIC_GROUPS)[number]

/**
 * NHS Data Dictionary ETHNIC CATEGORY (16+1), by national code; `99` is our `not-known`. Irish Traveller and Gypsy or Roma, which
 * the older child death dataset lists and 16+1 has no code for, have local second characters (MEM) and so roll up to `C`.
 * Chinese stands under Other, where 16+1 puts it (MEM).
 */
export const ETHNICITIES = {
  A: { label: 'White: British', group: 'white' },
  B: { label: 'White: Irish', group: 'white' },
  C: { label: 'White: any other', group: 'white' },
  CL: { label: 'White: Traveller of Irish heritage', group: 'white' },
  CN: { label: 'White: Gypsy or Roma', group: 'white' },
  D: { label: 'Mixed: White and Black Caribbean', group: 'mixed' },
  E: { label: 'Mixed: White and Black African', group: 'mixed' },
  F: { label: 'Mixed: White and Asian', group: 'mixed' },
  G: { label: 'Mixed: any other', group: 'mixed' },
  H: { label: 'Asian: Indian', group: 'asian' },
  J: { label: 'Asian: Pakistani', group: 'asian' },
  K: { label: 'Asian: Bangladeshi', group: 'asian' },
  L: { label: 'Asian: any other', group: 'asian' },
  M: { label: 'Black: Caribbean', group: 'black' },
  N: { label: 'Black: African', group: 'black' },
  P: { label: 'Black: any other', group: 'black' },
  R: { label: 'Chinese', group: 'other' },
  S: { label: 'Any other ethnic group', group: 'other' },
  Z: { label: 'Not stated: asked and declined', group: 'not-known' },
  'not-known': { ...NOT_KNOWN, group: 'not-known' },
} as const satisfies Record<string, { label: string; group: EthnicGroup }>

/**
 * Place of death or of the event, from the published agency report form; labour ward is named by NCMD's updates of April 2022,
 * ambulance and custody are ours. `nhsCode` is the crosswalk to NHS DEATH LOCATION TYPE CODE, where it has one.
 */
export const PLACES = {
  'emergency-department': { label: 'Hospital: emergency department', nhsCode: '10' },
  'paediatric-ward': { label: 'Hospital: paediatric ward', nhsCode: '10' },
  'neonatal-unit': { label: 'Hospital: neonatal unit', nhsCode: '10' },
  'intensive-care-unit': { label: 'Hospital: intensive care unit', nhsCode: '10' },
  'labour-ward-delivery-suite': { label: 'Hospital: labour ward or delivery suite', nhsCode: '10' },
  'hospital-other': { label: 'Hospital: elsewhere', nhsCode: '10' },
  'home-of-normal-residence': { label: 'Home of normal residence', nhsCode: '21' },
  'other-private-residence': { label: 'Other private residence', nhsCode: '22' },
  'foster-home': { label: 'Foster home', nhsCode: '22' },
  'residential-care': { label: 'Residential care', nhsCode: '40' },
  hospice: { label: 'Hospice', nhsCode: '30' },
  'mental-health-inpatient-unit': { label: 'Mental health inpatient unit', nhsCode: '10' },
  school: { label: 'School', nhsCode: '50' },
  'public-place': { label: 'Public place', nhsCode: '50' },
  ambulance: { label: 'Ambulance', nhsCode: '50' },
  custody: { label: 'Custody', nhsCode: '50' },
  abroad: { label: 'Abroad', nhsCode: '50' },
  other: { label: 'Other: say where', nhsCode: '50' },
  'not-known': NOT_KNOWN,
} as const satisfies ValueSet

export const COUNTRIES = {
  england: { label: 'England' },
  wales: { label: 'Wales' },
  scotland: { label: 'Scotland' },
  'northern-ireland': { label: 'Northern Ireland' },
  'outside-the-uk': { label: 'Outside the United Kingdom' },
  'not-known': NOT_KNOWN,
} as const satisfies ValueSet

/** Mode of death, from the published agency report form. */
export const MODES_OF_DEATH = {
  'planned-palliative-care': { label: 'Expected death, planned palliative care' },
  'found-dead-or-collapsed': { label: 'Found dead or collapsed' },
  'witnessed-event': { label: 'Witnessed event' },
  'treatment-withdrawn': { label: 'Active withdrawal or cessation of treatment' },
  'brain-stem-death': { label: 'Brain stem death' },
  'not-known': NOT_KNOWN,
} as const satisfies ValueSet

/** The ten categories of death in their order of precedence; wording MEM. At notification only a suspicion. */
export const CATEGORIES_OF_DEATH = {
  1: { label: 'Deliberately inflicted injury, abuse or neglect' },
  2: { label: 'Suicide or deliberate self-inflicted harm' },
  3: { label: 'Trauma and other external factors, including medical or surgical complications or error' },
  4: { label: 'Malignancy' },
  5: { label: 'Acute medical or surgical condition' },
  6: { label: 'Chronic medical condition' },
  7: { label: 'Chromosomal, genetic and congenital anomalies' },
  8: { label: 'Perinatal or neonatal event' },
  9: { label: 'Infection' },
  10: { label: 'Sudden unexpected, unexplained death' },
  'not-known': NOT_KNOWN,
} as const satisfies Record<number | 'not-known', { label: string }>

/** Post-mortem examination; values MEM. */
export const POST_MORTEMS = {
  'coronial-standard': { label: "Coroner's, standard" },
  'coronial-forensic': { label: "Coroner's, forensic" },
  'hospital-consented': { label: 'Hospital, with consent' },
  none: { label: 'None' },
  'not-known': NOT_KNOWN,
} as const satisfies ValueSet

/** Other reviews and investigations under way or likely; list MEM. */
export const OTHER_REVIEWS = {
  coroner: { label: "Coroner's investigation or inquest" },
  criminal: { label: 'Criminal investigation' },
  'rapid-review': { label: 'Serious incident notification and rapid review' },
  'local-child-safeguarding-practice-review': { label: 'Local child safeguarding practice review' },
  'patient-safety-incident-investigation': { label: 'Patient safety incident investigation (PSII)' },
  'perinatal-mortality-review': { label: 'Perinatal mortality review (PMRT)' },
  'maternity-and-newborn-safety-investigation': { label: 'Maternity and newborn safety investigation (MNSI)' },
  'learning-disabilities-mortality-review': { label: 'Learning disabilities mortality review (LeDeR)' },
  'domestic-homicide-review': { label: 'Domestic homicide review' },
  'prisons-and-probation-ombudsman': { label: 'Prisons and Probation Ombudsman' },
  'office-for-police-conduct': { label: 'Independent Office for Police Conduct' },
} as const satisfies ValueSet

/** Agencies that knew the child: GP to other from a published form, the rest MEM. */
export const AGENCY_TYPES = {
  gp: { label: 'GP practice' },
  'midwife-health-visitor-school-nurse': { label: 'Midwife, health visitor or school nurse' },
  'childrens-social-care': { label: "Children's social care" },
  'school-nursery': { label: 'School or nursery' },
  hospital: { label: 'Hospital, including obstetrics and tertiary care' },
  'community-paediatrics': { label: 'Community paediatrics' },
  ambulance: { label: 'Ambulance service' },
  police: { label: 'Police' },
  camhs: { label: 'Child and adolescent mental health services' },
  hospice: { label: 'Hospice' },
  'youth-offending-team': { label: 'Youth offending team' },
  housing: { label: 'Housing' },
  probation: { label: 'Probation' },
  other: { label: 'Other' },
  'not-known': NOT_KNOWN,
} as const satisfies ValueSet
