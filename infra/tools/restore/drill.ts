import { paginateScan, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Item } from '../../../functions/shared/adapters/dynamodb/case-items.ts'
import { checkHistory, type HistoryReport } from '../history-check.ts'
import { compare, summarise, type Comparison } from './compare.ts'

export interface Drill {
  readonly client: DynamoDBDocumentClient
  readonly table: string
  readonly restoredTo: string
  /** Makes the table as it was and names it. */
  readonly restore: () => Promise<string>
  readonly tell: (line: string) => void
}

export interface DrillReport {
  readonly restored: string
  readonly comparison: Comparison
  readonly history: Pick<HistoryReport, 'broken' | 'cases'>
  readonly isEqual: boolean
}

/** Restores the record into a table of its own and proves it: item by item against the one in use, and by its own chains of hashes. */
export async function runDrill({ client, table, restoredTo, restore, tell }: Drill): Promise<DrillReport> {
  const restored = await restore()
  tell(`Restored to ${restoredTo} as ${restored}. Reading both tables ...`)
  const [live, before] = await Promise.all([table, restored].map((name) => summarise(itemsIn(client, name))))
  if (!live || !before) throw new Error('There are two tables.')
  const comparison = compare(live, before, restoredTo)
  tell(`${comparison.items} items of ${comparison.cases} cases compared. Verifying their history ...`)
  const history = await checkHistory({ client, table: restored })
  // An empty table is equal to nothing worth proving.
  const isEqual = comparison.items > 0 && comparison.differences.length === 0 && history.broken.length === 0
  return { restored, comparison, history, isEqual }
}

/** Only a tool scans: at the pace of one page after the other, which leaves the table to those who use it. */
export async function* itemsIn(client: DynamoDBDocumentClient, TableName: string): AsyncGenerator<Item> {
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) yield* Items
}
