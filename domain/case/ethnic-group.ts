import type { ETHNICITIES } from '../../schemas/value-sets.ts'

type Ethnicity = keyof typeof ETHNICITIES

/** Held by its type to the value set's own groups, which the domain may not import: another group does not compile. */
const GROUPS = {
  A: 'white',
  B: 'white',
  C: 'white',
  CL: 'white',
  CN: 'white',
  D: 'mixed',
  E: 'mixed',
  F: 'mixed',
  G: 'mixed',
  H: 'asian',
  J: 'asian',
  K: 'asian',
  L: 'asian',
  M: 'black',
  N: 'black',
  P: 'black',
  R: 'other',
  S: 'other',
  Z: 'not-known',
  'not-known': 'not-known',
} as const satisfies { readonly [E in Ethnicity]: (typeof ETHNICITIES)[E]['group'] }

/** The group in which an ethnic category is published. */
export const ethnicGroupOf = (ethnicity: Ethnicity) => GROUPS[ethnicity]
