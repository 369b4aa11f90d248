import type { CategoryOfDeath } from '../../schemas/analysis/categories.ts'

/** Something odd about a code, for a person to look at. It never blocks: the panel knows the child's record, this list does not. */
export interface Icd10Doubt {
  readonly code: 'never-a-cause' | 'nature-of-injury' | 'symptom-only' | 'category-lower-than-usual'
  readonly text: string
}

type Block = readonly [from: string, to: string]
const within = (code: string, [from, to]: Block) => code.slice(0, 3) >= from && code.slice(0, 3) <= to

/** Blocks of ICD-10 that say no underlying cause of a death (World Health Organization, rules of mortality coding; from memory). */
const ODD: readonly { readonly blocks: readonly Block[]; readonly doubt: Icd10Doubt }[] = [
  {
    blocks: [['Z00', 'Z99']],
    doubt: {
      code: 'never-a-cause',
      text: 'Z codes say why somebody came into contact with services, never why they died.',
    },
  },
  {
    blocks: [['S00', 'T98']],
    doubt: {
      code: 'nature-of-injury',
      text: 'S and T codes say what the injury was. The underlying cause is what brought it about: V01 to Y98.',
    },
  },
  {
    blocks: [['R00', 'R94']],
    doubt: {
      code: 'symptom-only',
      text: 'This code names a symptom. Give the disease if it is known, or R95 to R99 for a death that stays unexplained.',
    },
  },
]

/** Where a block of codes usually belongs among the ten categories (derived from the guidance to the categories). */
const USUAL_CATEGORY: readonly (readonly [Block, CategoryOfDeath])[] = [
  [['X85', 'Y09'], '1'],
  [['X60', 'X84'], '2'],
  [['V01', 'X59'], '3'],
  [['C00', 'D48'], '4'],
  [['Q00', 'Q99'], '7'],
  [['P00', 'P96'], '8'],
  [['A00', 'B99'], '9'],
]

/**
 * What is odd about an ICD-10 code beside the category of the death. A category above the usual one is no doubt, because the
 * hierarchy rule prefers it; one below means that the usual category could reasonably have applied and was passed over.
 */
export function doubtsAboutIcd10(code: string, category: CategoryOfDeath | undefined): Icd10Doubt[] {
  const odd = ODD.filter(({ blocks }) => blocks.some((block) => within(code, block))).map(({ doubt }) => doubt)
  const usual = USUAL_CATEGORY.find(([block]) => within(code, block))?.[1]
  if (usual === undefined || category === undefined || Number(category) <= Number(usual)) return odd
  const text = `Deaths with this code usually belong to category ${usual}, which is higher up the list than ${category}.`
  return [...odd, { code: 'category-lower-than-usual', text }]
}
