import { setTimeout as pause } from 'node:timers/promises'
import { BatchWriteCommand, type BatchWriteCommandInput, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { postcodeItem } from '../../functions/shared/adapters/dynamodb/postcode-directory.ts'
import { csvRows } from './csv-rows.ts'
import { columnsOf, readRow, type Columns, type SkipReason } from './onspd.ts'

/** DynamoDB takes 25 writes in one call. */
const BATCH = 25
const BATCHES_AT_ONCE = 8
const TRIES = 10
const PROGRESS_EVERY = 100_000

export interface ImportReport {
  readonly rows: number
  readonly written: number
  /** Of those written: postcodes no longer in use. */
  readonly terminated: number
  /** Of those written: postcodes without a deprivation rank of England. */
  readonly withoutRank: number
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>
  /** ONS codes that `domain/areas` does not know yet. */
  readonly unknownAuthorities: readonly string[]
}

export interface ImportRequest {
  /** The CSV file as text, in pieces of any size. */
  readonly csv: AsyncIterable<string> | Iterable<string>
  readonly client: Pick<DynamoDBDocumentClient, 'send'>
  readonly table: string
  /** Edition of the deprivation ranks, where the header would be misread. */
  readonly imd?: string | undefined
  readonly onProgress?: (rows: number) => void
}

type Item = ReturnType<typeof postcodeItem>

/**
 * Writes an ONS Postcode Directory file to the directory table. Every row is a plain put under its postcode's key, so
 * running again after an interruption, or with the next release, ends in the same table.
 */
export async function importPostcodes({ csv, client, table, imd, onProgress }: ImportRequest): Promise<ImportReport> {
  const count = { rows: 0, written: 0, terminated: 0, withoutRank: 0 }
  const skipped: Partial<Record<SkipReason, number>> = {}
  const unknownAuthorities = new Set<string>()
  let columns: Columns | undefined
  // A map, as one call may not write a key twice.
  const waiting = new Map<string, Item>()

  const writeWaiting = async () => {
    await Promise.all(chunks([...waiting.values()], BATCH).map((items) => writeAll(client, table, items)))
    waiting.clear()
  }

  for await (const row of csvRows(csv)) {
    if (columns === undefined) {
      columns = columnsOf(row, imd)
      continue
    }
    count.rows += 1
    if (count.rows % PROGRESS_EVERY === 0) onProgress?.(count.rows)
    const read = readRow(columns, row)
    if ('skipped' in read) {
      skipped[read.skipped] = (skipped[read.skipped] ?? 0) + 1
      if (read.skipped === 'authority not in the register') unknownAuthorities.add(read.authorityCode)
      continue
    }
    count.written += 1
    if (read.isTerminated) count.terminated += 1
    if (read.entry.deprivationDecile === undefined) count.withoutRank += 1
    waiting.set(read.postcode, postcodeItem(read.postcode, read.entry))
    if (waiting.size === BATCH * BATCHES_AT_ONCE) await writeWaiting()
  }
  if (columns === undefined) throw new Error('The file is empty.')
  await writeWaiting()
  return { ...count, skipped, unknownAuthorities: [...unknownAuthorities].sort() }
}

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size))

type Requests = NonNullable<NonNullable<BatchWriteCommandInput['RequestItems']>[string]>

/** A batch write may succeed in part: what it hands back as unprocessed is sent again, after a growing pause. */
async function writeAll(client: ImportRequest['client'], table: string, items: readonly Item[]) {
  let requests: Requests = items.map((Item) => ({ PutRequest: { Item } }))
  for (let tries = 0; requests.length > 0; tries += 1) {
    if (tries === TRIES)
      throw new Error(`${requests.length} postcodes were refused ${TRIES} times: run the import again.`)
    if (tries > 0) await pause(Math.random() * 50 * 2 ** tries)
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }))
    requests = UnprocessedItems?.[table] ?? []
  }
}
