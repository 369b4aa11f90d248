import type { Postcode } from '../../../schemas/notification/text.ts'

/** Edition of the Index of Multiple Deprivation (England). */
export type ImdVersion = '2019' | '2025'

/** What a postcode says about an area, and no more. */
export interface DirectoryEntry {
  /** ONS code of the upper-tier local authority, as the directory's release names it. */
  readonly authorityCode: string
  /** 1 is the most deprived tenth of England's small areas; absent where the directory gives the postcode no rank. */
  readonly deprivationDecile?: number
  readonly imdVersion: ImdVersion
  /** Census whose small areas (LSOAs) the ranks are of. */
  readonly lsoaVintage: '2011' | '2021'
}

/** Postcode to authority and deprivation (ONS Postcode Directory). */
export interface PostcodeDirectory {
  /** `undefined` for a postcode that the directory does not have: new ones lag by weeks, so that is never an error. */
  find(postcode: Postcode): Promise<DirectoryEntry | undefined>
}
