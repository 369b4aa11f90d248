import type { Place } from './responsibility.ts'

/** No fixed abode, address not known, and England without more: they say nothing about the authority. */
const PLACE_NOT_KNOWN = ['ZZ99 3VZ', 'ZZ99 3WZ', 'ZZ99 3CZ']

/**
 * Where a pseudo-postcode of the NHS says that somebody lives: every `ZZ99` that is not one of the three above stands
 * for a country outside England. `undefined` for any other postcode. (ZZ99 codes from memory, verify.)
 */
export function placeOfPseudoPostcode(postcode: string): Exclude<Place, { kind: 'england' }> | undefined {
  if (!postcode.startsWith('ZZ99 ')) return undefined
  return { kind: PLACE_NOT_KNOWN.includes(postcode) ? 'not-known' : 'outside-england' }
}
