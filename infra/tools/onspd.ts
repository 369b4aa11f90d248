import { authorityByCode } from '../../domain/areas/authorities.ts'
import type { DirectoryEntry, ImdVersion } from '../../functions/shared/adapters/dynamodb/postcode-directory.ts'
import { PostcodeSchema, type Postcode } from '../../schemas/notification/text.ts'

/** Small areas (LSOAs) that each edition of the Index of Multiple Deprivation ranks, and the census they are of. */
const editions = {
  '2019': { areas: 32_844, lsoaVintage: '2011' },
  '2025': { areas: 33_755, lsoaVintage: '2021' },
} as const satisfies Record<ImdVersion, { areas: number; lsoaVintage: DirectoryEntry['lsoaVintage'] }>

/** Where in a row each thing stands, and which edition the ranks are of. */
export interface Columns {
  readonly postcode: number
  readonly terminated: number
  readonly county: number
  readonly district: number
  readonly rank: number
  readonly imdVersion: ImdVersion
}

/** Column names differ by release of the directory: years come and go in them. */
const columnNames = {
  postcode: { pattern: /^pcds$/, example: 'pcds' },
  terminated: { pattern: /^doterm$/, example: 'doterm' },
  county: { pattern: /^(oscty|cty\d\dcd)$/, example: 'oscty or cty25cd' },
  district: { pattern: /^(oslaua|lad\d\dcd)$/, example: 'oslaua or lad25cd' },
  rank: { pattern: /^imd(\d\dind)?$/, example: 'imd or imd20ind' },
}

const isEdition = (text: string): text is ImdVersion => text in editions

/**
 * Finds the columns in a header.
 * @param edition which ranks the file holds, where its header would be misread; by default that of 2025 if the name of the
 *   column gives that year or a later one, else that of 2019
 * @throws with a sentence that names what is missing
 */
export function columnsOf(header: readonly string[], edition?: string): Columns {
  const names = header.map((name) => name.trim().toLowerCase())
  const missing: string[] = []
  const find = ({ pattern, example }: { pattern: RegExp; example: string }) => {
    const index = names.findIndex((name) => pattern.test(name))
    if (index < 0) missing.push(example)
    return index
  }
  const found = {
    postcode: find(columnNames.postcode),
    terminated: find(columnNames.terminated),
    county: find(columnNames.county),
    district: find(columnNames.district),
    rank: find(columnNames.rank),
  }
  if (missing.length > 0) {
    throw new Error(
      `This is not an ONS Postcode Directory file: it has no column ${missing.join(', ')}. ` +
        'Give the CSV of the whole United Kingdom from the Data folder of a release (ONSPD_…_UK.csv).',
    )
  }
  const imdVersion = edition ?? (Number(names[found.rank]?.slice(3, 5)) >= 25 ? '2025' : '2019')
  if (!isEdition(imdVersion)) throw new Error('The edition of the Index of Multiple Deprivation is 2019 or 2025.')
  return { ...found, imdVersion }
}

/** Why a row was not taken. */
export type SkipReason = 'malformed postcode' | 'no authority given' | 'authority not in the register'

export type RowRead =
  | { readonly postcode: Postcode; readonly entry: DirectoryEntry; readonly isTerminated: boolean }
  | { readonly skipped: SkipReason; readonly authorityCode: string }

/**
 * Reads a row. Terminated postcodes are kept: families go on giving them. Districts of a county become the county, which
 * is the upper tier. Outside England a rank is of another country's index, so none is taken.
 * @throws for a rank that the edition cannot have: the file is then of another edition, and every decile would be wrong
 */
export function readRow(columns: Columns, row: readonly string[]): RowRead {
  const cell = (column: number) => row[column]?.trim() ?? ''
  const county = cell(columns.county)
  const authorityCode = county.startsWith('E10') ? county : cell(columns.district)
  const isInEngland = authorityCode.startsWith('E')
  const postcode = PostcodeSchema.safeParse(cell(columns.postcode))

  if (!postcode.success) return { skipped: 'malformed postcode', authorityCode }
  if (authorityCode === '') return { skipped: 'no authority given', authorityCode }
  if (isInEngland && !authorityByCode(authorityCode)) return { skipped: 'authority not in the register', authorityCode }
  return {
    postcode: postcode.data,
    isTerminated: cell(columns.terminated) !== '',
    entry: { authorityCode, ...(isInEngland && deprivation(Number(cell(columns.rank)), columns.imdVersion)) },
  }
}

function deprivation(rank: number, imdVersion: ImdVersion): Omit<DirectoryEntry, 'authorityCode'> {
  const deprivationDecile = decileOf(rank, imdVersion)
  if (deprivationDecile === undefined) return {}
  return { deprivationDecile, imdVersion, lsoaVintage: editions[imdVersion].lsoaVintage }
}

/** Tenth of the ranked areas that a rank falls in; rank 1 is the most deprived, and 0 stands for no rank. */
export function decileOf(rank: number, edition: ImdVersion): number | undefined {
  const { areas } = editions[edition]
  if (rank > areas) {
    throw new Error(
      `Rank ${rank} is beyond the ${areas} areas of the ${edition} Index of Multiple Deprivation: say with --imd which edition the file holds.`,
    )
  }
  return rank >= 1 ? Math.ceil((rank * 10) / areas) : undefined
}
