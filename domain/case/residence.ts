import { placeOfPseudoPostcode } from '../areas/pseudo-postcodes.ts'
import type { Child } from '../../schemas/notification/notification.ts'

/** Where the child normally lived, as far as it is known: it decides which panel reviews (Children Act 2004 s16M(1)). */
export type Residence =
  | {
      readonly kind: 'england'
      /** ONS code of the upper-tier local authority. */
      readonly authority: string
      readonly from: 'postcode' | 'stated'
      /** Decile of the Index of Multiple Deprivation, 1 the most deprived; only from a postcode. */
      readonly deprivationDecile?: number
    }
  | { readonly kind: 'outside-england' }
  | { readonly kind: 'not-known' }

/** What the directory knows of a postcode. */
export interface PostcodeFacts {
  readonly authorityCode: string
  readonly deprivationDecile?: number
}

/** A stated authority outranks the postcode's, as families move and directories lag; the decile stays the postcode's. */
export function residenceOf(child: Child, postcode: PostcodeFacts | undefined): Residence {
  const decile = postcode?.deprivationDecile === undefined ? {} : { deprivationDecile: postcode.deprivationDecile }
  if (child.normallyResidentAuthority !== undefined)
    return { kind: 'england', authority: child.normallyResidentAuthority, from: 'stated', ...decile }
  if (postcode) return byAuthority(postcode.authorityCode, decile)
  if (child.residence.kind === 'postcode')
    return placeOfPseudoPostcode(child.residence.postcode) ?? { kind: 'not-known' }
  return { kind: child.residence.kind === 'overseas' ? 'outside-england' : 'not-known' }
}

/** The directory covers the United Kingdom; ONS codes begin with the country's letter. */
const byAuthority = (authority: string, decile: { deprivationDecile?: number }): Residence =>
  authority.startsWith('E') ? { kind: 'england', authority, from: 'postcode', ...decile } : { kind: 'outside-england' }
