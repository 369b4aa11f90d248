import type { QueryCommandOutput } from '@aws-sdk/lib-dynamodb'
import type { Item } from './case-items.ts'

export interface PageOrder {
  readonly sortKey: string
  readonly ascending: boolean
  readonly limit: number
}

export interface MergedPage {
  readonly items: readonly Item[]
  /** Where the next page goes on; left out at the end. */
  readonly last?: Item | undefined
}

/**
 * One page of what stands in several partitions of an index, in the order of its sort key. Each partition is asked for a whole page, as
 * all of it may come from there, and a page is far below the megabyte at which a query stops early. Reading a few partitions costs less than
 * every write to an index that joins them (docs/adr/0022). A case that moves while they are read may stand in two of them or in none, as
 * it may between two pages of one.
 */
export async function mergedPage<P>(
  { sortKey, ascending, limit }: PageOrder,
  partitions: readonly P[],
  read: (partition: P) => Promise<QueryCommandOutput>,
): Promise<MergedPage> {
  const pages = await Promise.all(partitions.map(read))
  const isBefore = (one: Item, other: Item) => String(one[sortKey]) < String(other[sortKey]) === ascending
  const found = pages.flatMap(({ Items = [] }) => Items).sort((one, other) => (isBefore(one, other) ? -1 : 1))
  const isAll = found.length <= limit && pages.every(({ LastEvaluatedKey }) => LastEvaluatedKey === undefined)
  const items = found.slice(0, limit)
  return { items, ...(!isAll && { last: items.at(-1) }) }
}
