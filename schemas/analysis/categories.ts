import type * as z from 'zod'
import { CATEGORIES_OF_DEATH, coded } from '../value-sets.ts'

/** A category of death by its number. At the panel there is no *not known*: every death has exactly one of the ten. */
export const CategoryOfDeathSchema = coded(CATEGORIES_OF_DEATH).exclude(['not-known'])
export type CategoryOfDeath = z.infer<typeof CategoryOfDeathSchema>
export const CATEGORIES = CategoryOfDeathSchema.options

interface Guidance {
  readonly includes: string
  readonly excludes?: string
}

/**
 * What belongs to each category and what does not, in short: shown beside the choice, never used to decide it. From memory, to be
 * verified against the current national form; seen in sources are the names of 1 and 4, the numbering, and SUDEP under 5.
 */
export const CATEGORY_GUIDANCE = {
  1: {
    includes:
      'Probable or definite homicide by any means, for example suffocation, shaking, knifing, shooting or poisoning; war, terrorism and other mass violence; severe neglect that led to the death.',
  },
  2: {
    includes:
      'Hanging, shooting, self-poisoning, self-asphyxia, and solvent, alcohol or drug use as self-harm; mainly adolescents.',
  },
  3: {
    includes:
      'Head injury and other trauma, burns, drowning, unintentional poisoning in young children, anaphylaxis; proven medical or surgical complication or error as the primary cause.',
    excludes: 'Injury deliberately inflicted, abuse and neglect: category 1.',
  },
  4: {
    includes:
      'Solid tumours, leukaemias, lymphomas and malignant proliferative conditions such as histiocytosis, even if the final event was an infection or a haemorrhage.',
  },
  5: {
    includes:
      'For example diabetic ketoacidosis, acute asthma, Kawasaki disease, acute nephritis, volvulus, intussusception, appendicitis; sudden unexpected death in epilepsy (SUDEP).',
  },
  6: {
    includes:
      "For example Crohn's disease, liver disease, immune deficiency, even if the final event was an infection or a haemorrhage; cerebral palsy with a clear cause after the perinatal period.",
  },
  7: {
    includes:
      'Trisomies and other chromosomal disorders, single gene defects, neurodegenerative disease, cystic fibrosis, congenital anomalies including cardiac ones.',
  },
  8: {
    includes:
      'Death ultimately related to perinatal events, whatever the age at death: sequelae of prematurity, antepartum and intrapartum anoxia, necrotising enterocolitis; cerebral palsy without evidence of its cause; infection with onset in the first week of life.',
  },
  9: {
    includes:
      'Primary infection, such as septicaemia, pneumonia or meningitis, that arose after the first week of life or after a preterm baby went home.',
    excludes: 'Infection that complicated a condition of a category above.',
  },
  10: {
    includes: 'Sudden infant death syndrome or "unascertained" as the diagnosis of the pathologist, at any age.',
    excludes: 'Sudden unexpected death in epilepsy: category 5.',
  },
} as const satisfies Record<CategoryOfDeath, Guidance>
