import type * as z from 'zod'
import { MEMORY, NCMD_2021, NCMD_2022 } from '../notification/sources.ts'
import { coded } from '../value-sets.ts'
import { NCMD_LIST } from './sources.ts'

/** The supplementary reporting forms. Names marked MEMORY have to be verified one by one against the national page. */
export const SUPPLEMENTARY_FORMS = {
  'asthma-anaphylaxis': { label: 'Asthma and anaphylaxis', source: NCMD_LIST },
  cardiac: { label: 'Cardiac, congenital or acquired', source: NCMD_LIST },
  'care-pathway': { label: 'Care pathway', source: `${NCMD_LIST}; ${NCMD_2022}` },
  'chromosomal-genetic-congenital': {
    label: 'Chromosomal, genetic and congenital anomalies',
    source: NCMD_2022,
  },
  'delivery-suite-neonatal-unit': {
    label: 'Death on a delivery suite, labour ward or neonatal unit',
    source: NCMD_2022,
  },
  'diabetic-ketoacidosis': { label: 'Diabetic ketoacidosis', source: MEMORY },
  drowning: { label: 'Drowning', source: NCMD_2021 },
  epilepsy: { label: 'Epilepsy', source: MEMORY },
  'fire-burns-electrocution': { label: 'Fire, burns or electrocution', source: MEMORY },
  infection: { label: 'Infection', source: MEMORY },
  'intensive-care': { label: 'Intensive care', source: MEMORY },
  oncology: { label: 'Oncology', source: MEMORY },
  'other-injury': { label: 'Other non-intentional injury or trauma', source: MEMORY },
  poisoning: { label: 'Poisoning', source: MEMORY },
  'substance-misuse': { label: 'Substance misuse', source: MEMORY },
  'sudden-unexpected-death': {
    label: 'Sudden unexpected death in infancy or childhood (SUDI/C)',
    source: NCMD_2021,
  },
  'suicide-self-harm': { label: 'Suicide or self-harm', source: MEMORY },
  'vehicle-collision': { label: 'Vehicle collision', source: MEMORY },
  'violence-maltreatment': { label: 'Violence or maltreatment', source: MEMORY },
} as const
export const SupplementaryFormCodeSchema = coded(SUPPLEMENTARY_FORMS)
export type SupplementaryFormCode = z.infer<typeof SupplementaryFormCodeSchema>

/**
 * What happened, or what the child lived with, as far as it bears on which forms are needed. Events are those of the published
 * agency report form; conditions are from memory. Said by whoever runs the case: nothing is read out of free text.
 */
export const CIRCUMSTANCES = {
  asthma: { label: 'Asthma contributed' },
  anaphylaxis: { label: 'Anaphylaxis contributed' },
  'cardiac-condition': { label: 'Cardiac condition, congenital or acquired' },
  'chromosomal-genetic-congenital': { label: 'Chromosomal, genetic or congenital anomaly' },
  'diabetic-ketoacidosis': { label: 'Diabetic ketoacidosis' },
  epilepsy: { label: 'Epilepsy' },
  malignancy: { label: 'Malignancy' },
  infection: { label: 'Infection' },
  drowning: { label: 'Drowning' },
  'fire-burns-electrocution': { label: 'Fire, burns or electrocution' },
  poisoning: { label: 'Poisoning' },
  'substance-misuse': { label: 'Substance misuse' },
  'suicide-self-harm': { label: 'Apparent suicide or self-harm' },
  'vehicle-collision': { label: 'Vehicle collision' },
  'violence-maltreatment': { label: 'Apparent homicide, violence or maltreatment' },
  'other-injury': { label: 'Other non-intentional injury or trauma' },
} as const
export const CircumstanceSchema = coded(CIRCUMSTANCES)
export type Circumstance = z.infer<typeof CircumstanceSchema>
