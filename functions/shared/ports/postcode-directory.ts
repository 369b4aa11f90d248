import type { Postcode } from '../../../schemas/notification/text.ts'

/** Edition of the Index of Multiple Deprivation (England). */
export type ImdVersion = '2019' | '2025'

/** What a postcode says about an area, and no more. */
export interface DirectoryEntry {
  /**
   * ONS code of the local authority as the directory's release names it: the upper tier in England; elsewhere in the
   * United Kingdom a code that begins with another letter than E.
   */
  readonly authorityCode: string
  /** Of small areas in England, 1 the most deprived tenth. It comes with its edition and census, or none of the three does. */
  readonly deprivationDecile?: number
  readonly imdVersion?: ImdVersion
  /** Census whose small areas (LSOAs) were ranked. */
  readonly lsoaVintage?: '2011' | '2021'
}

/** Postcode to authority and deprivation (ONS Postcode Directory). */
export interface PostcodeDirectory {
  /** `undefined` for a postcode that the directory does not have: new ones lag by weeks, so that is never an error. */
  find(postcode: Postcode): Promise<DirectoryEntry | undefined>
}
