import * as z from 'zod'
import { AGENCY_FORM, MEMORY, NCMD_2021, NCMD_2022 } from '../notification/sources.ts'
import { MODES_OF_DEATH } from '../value-sets.ts'
import { amount, askedWhen, choice, count, inWords, part, severalOf, yesNo } from './question.ts'

const BARRIERS = {
  'chargeable-care': { label: 'Care that is charged for' },
  language: { label: 'Language' },
  financial: { label: 'Money' },
  other: { label: 'Other' },
} as const

/**
 * The core reporting form, for every agency that knew the child. Headings B to F of the former Form B (C to F from memory); A, which
 * identifies the child and the reporter, is the request's own. Fields are those seen in sources and no more.
 */
export const ReportingFormSchema = z
  .object({
    formVersion: z
      .literal('reporting/2026-11')
      .default('reporting/2026-11')
      .meta({ title: 'Form version', description: 'Stored with the answers.' }),
    summary: part('Summary of the case and the circumstances', {
      modeOfDeath: choice('Mode of death', AGENCY_FORM, MODES_OF_DEATH),
      resuscitationAttempted: yesNo('Resuscitation attempted', AGENCY_FORM),
      events: inWords(
        'Events that led to the death',
        AGENCY_FORM,
        'Became unwell at school and was taken to hospital.',
      ),
    }),
    child: part('The child', {
      heightCentimetres: amount('Height', NCMD_2022, 'Centimetres', [20, 230]),
      weightKilograms: amount('Weight', NCMD_2022, 'Kilograms', [0.2, 300]),
      motherGravidity: count("Mother's gravidity", NCMD_2022, 'Pregnancies, this one included', [1, 30]),
      motherParity: count("Mother's parity", NCMD_2022, 'Births after 24 weeks, before this one', [0, 30]),
      motherBodyMassIndex: amount("Mother's body mass index", NCMD_2022, 'Kilograms by square metre', [10, 100]),
      needs: inWords("Child's health and development", MEMORY, 'Had been well.'),
    }),
    familyAndEnvironment: part('Family and environment', {
      livedInPoverty: yesNo('Lived in poverty or deprivation', NCMD_2021),
      povertyInWords: askedWhen(
        'livedInPoverty',
        ['yes'],
        inWords('Poverty or deprivation in words', NCMD_2021, 'Heating was not affordable.'),
      ),
      family: inWords('Family and home', MEMORY, 'Lived with both parents.'),
    }),
    parenting: part('Parenting capacity', {
      parenting: inWords('How the child was cared for', MEMORY, 'No concerns were known.'),
    }),
    serviceProvision: part('Service provision', {
      barriersToServices: yesNo('The family faced barriers to services', NCMD_2021),
      barriers: askedWhen('barriersToServices', ['yes'], severalOf('Barriers', NCMD_2021, BARRIERS)),
      bereavementSupportOffered: yesNo('Bereavement support was offered to the family', NCMD_2022),
      bereavementSupport: askedWhen(
        'bereavementSupportOffered',
        ['yes'],
        inWords('Support that was offered', NCMD_2022, 'Visits by the bereavement midwife.'),
      ),
      issues: inWords('Issues for the panel', MEMORY, 'None.'),
    }),
  })
  .meta({ title: 'Reporting form' })
export type ReportingForm = z.infer<typeof ReportingFormSchema>
