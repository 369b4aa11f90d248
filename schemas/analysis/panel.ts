import type * as z from 'zod'
import { choicesOf, coded } from '../value-sets.ts'

/** Agencies of the published analysis proforma, represented at the meeting or not. */
export const AGENCIES_REPRESENTED = {
  'primary-care': { label: 'Primary health care' },
  paediatrics: { label: 'Paediatrics' },
  hospital: { label: 'Hospital services' },
  'mental-health': { label: 'Mental health services' },
  ambulance: { label: 'Ambulance services' },
  police: { label: 'Police' },
  'childrens-social-care': { label: "Children's social care" },
  schools: { label: 'Schools' },
  other: { label: 'Other' },
} as const

export type AgencyRepresented = keyof typeof AGENCIES_REPRESENTED

/** What somebody sits on a panel for; list from memory, to be verified (the guidance on panel membership). */
export const DISCIPLINES = {
  'designated-doctor': { label: 'Designated doctor for child deaths' },
  'safeguarding-health': { label: 'Designated doctor or nurse for safeguarding' },
  'primary-care': { label: 'Primary care' },
  'nursing-midwifery': { label: 'Nursing or midwifery' },
  'public-health': { label: 'Public health' },
  'childrens-social-care': { label: "Children's social care" },
  education: { label: 'Education' },
  police: { label: 'Police' },
  lay: { label: 'Lay representative' },
  'independent-chair': { label: 'Independent chair' },
  other: { label: 'Other' },
} as const

export const DisciplineSchema = coded(DISCIPLINES).meta({
  title: 'Discipline',
  description: `${choicesOf(DISCIPLINES)}.`,
})
export type Discipline = z.infer<typeof DisciplineSchema>
