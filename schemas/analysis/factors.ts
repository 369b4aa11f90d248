import * as z from 'zod'
import { AnswerSchema } from '../assessment.ts'
import { MEMORY } from '../notification/sources.ts'
import { paragraphs } from '../notification/text.ts'
import { choicesOf, coded } from '../value-sets.ts'
import { ANALYSIS_FORM_VERSIONS } from './form-versions.ts'
import { ANALYSIS_PROFORMA } from './sources.ts'

const { 'analysis/2026-11': current, 'analysis/before-2018': former } = ANALYSIS_FORM_VERSIONS

const text = paragraphs(2000).meta({
  title: 'Factor',
  description: 'What it was, in plain sentences.',
  examples: ['No interpreter was booked for two appointments.'],
  source: ANALYSIS_PROFORMA,
})

const relevance = <T extends Parameters<typeof coded>[0]>(scale: T, source: string) =>
  coded(scale).meta({ title: 'Relevance', description: `${choicesOf(scale)}.`, examples: ['2'], source })

/** A factor on the scale of the current form. */
const FactorSchema = z
  .object({
    text,
    relevance: relevance(current.relevance, `Scale: ${MEMORY}`),
    modifiable: AnswerSchema.meta({
      title: 'Modifiable',
      description:
        'Might it, by a locally or nationally achievable intervention, be modified to reduce the risk of future deaths?',
      examples: ['yes'],
      source: MEMORY,
    }),
  })
  .meta({ title: 'Factor' })
export type Factor = z.infer<typeof FactorSchema>

/** A factor on the scale of the former form, which judged modifiable factors only for the death as a whole. */
const FormerFactorSchema = z
  .object({ text, relevance: relevance(former.relevance, ANALYSIS_PROFORMA) })
  .meta({ title: 'Factor' })

const domainOf = <T extends z.ZodType>(
  factor: T,
  { label, covers }: { label: string; covers: string },
  source: string,
) =>
  z
    .object({
      factors: z
        .array(factor)
        .max(50)
        .meta({ title: 'Factors', description: 'An empty list: looked for, and none identified.', source }),
    })
    .meta({ title: label, description: covers, source })

const currentDomain = (name: keyof typeof current.domains) => domainOf(FactorSchema, current.domains[name], MEMORY)
const formerDomain = (name: keyof typeof former.domains) =>
  domainOf(FormerFactorSchema, former.domains[name], ANALYSIS_PROFORMA)

/** The four domains of the current form. */
export const domains = {
  child: currentDomain('child'),
  socialEnvironment: currentDomain('socialEnvironment'),
  physicalEnvironment: currentDomain('physicalEnvironment'),
  serviceProvision: currentDomain('serviceProvision'),
}

/** The four domains of the former form. */
export const formerDomains = {
  childsNeeds: formerDomain('childsNeeds'),
  familyAndEnvironment: formerDomain('familyAndEnvironment'),
  parentingCapacity: formerDomain('parentingCapacity'),
  serviceProvision: formerDomain('serviceProvision'),
}
