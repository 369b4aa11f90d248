import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type { CodedCase } from '../../../../domain/disclosure/count.ts'
import type { PublishedTable, Release } from '../../../../schemas/statistics/release.ts'
import type { TableView } from '../../../../schemas/statistics/table-view.ts'
import type { TableName } from '../../ports/release-store.ts'
import type { Item } from './case-items.ts'
import { releaseKeys } from './release-keys.ts'

/*
 * How releases stand in their table. Contents are kept under the release's hash: a run that was killed and begun again with the same cases
 * writes the same items; with others it writes beside them, and the head, written last, says which count. Contents are compressed, so
 * that one table of one period nearly always fits the 4 KB of half a read unit (docs/adr/0016).
 */

/** As small as can be: tables are written once and read often. */
const packed = (content: unknown): Uint8Array => brotliCompressSync(JSON.stringify(content))

/** Cases are read by the job alone, and rarely: a tenth as large again, in a hundredth of the time. */
export const packedCases = (cases: readonly CodedCase[]): Uint8Array =>
  brotliCompressSync(JSON.stringify(cases), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })

/** @throws for what nobody of ours wrote */
export function unpacked({ content }: Item): unknown {
  if (!(content instanceof Uint8Array)) throw new Error('An item of a release has no contents.')
  return JSON.parse(brotliDecompressSync(content).toString('utf8'))
}

/** A table as it is shown, and as the release has it. */
export interface StoredTable {
  readonly view: TableView
  readonly table: PublishedTable
}

/** All of a release but its tables, and in which order these come. */
export type Frame = Omit<Release, 'tables'> & { readonly order: readonly TableName[] }

export function contentItems(release: Release, views: readonly TableView[]): Item[] {
  const { tables, ...rest } = release
  const frame: Frame = { ...rest, order: tables.map(({ table, period }) => ({ table, period })) }
  return [
    ...tables.map((table, position): Item => {
      const stored = { view: views[position], table }
      return { ...releaseKeys.table(release, table), content: packed(stored) }
    }),
    { ...releaseKeys.frame(release), content: packed(frame) },
  ]
}

/** Cases an item: some 70 KB compressed, well below what an item may hold. */
const CASES_AN_ITEM = 2000

export const caseItems = (release: Release, cases: readonly CodedCase[]): Item[] =>
  Array.from({ length: Math.ceil(cases.length / CASES_AN_ITEM) }, (_, number) => ({
    pk: releaseKeys.cases(release),
    sk: String(number).padStart(3, '0'),
    content: packedCases(cases.slice(number * CASES_AN_ITEM, (number + 1) * CASES_AN_ITEM)),
  }))
