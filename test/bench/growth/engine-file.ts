import { DatabaseSync } from 'node:sqlite'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { Item } from '../../../functions/shared/adapters/dynamodb/case-items.ts'
import { itemBytes, type StoredItem } from '../request-units/item-size.ts'

/** A key of an index, and the column of the table's own rows in which the engine keeps it. */
interface KeyColumn {
  readonly DynamoDBAttribute: { readonly AttributeName: string }
  readonly SQLiteColumnName: string
}

interface TableInfo {
  readonly UniqueGSIIndexes: readonly (readonly KeyColumn[])[]
}

/**
 * Writes items into the file that DynamoDB Local keeps a database in, many times as fast as through its API. Which attribute of
 * an index stands in which column the engine itself says, in its table of tables. By its hashes it puts entries with the same keys
 * in some order and finds where the next page begins: with none, a page that ends between entries with the very same keys would
 * leave some out. The queue and the rows of the statistics, which are measured, have no such entries; a test reads them back.
 */
export class EngineFile {
  readonly #database: DatabaseSync
  readonly #columns: ReadonlyMap<string, string>
  readonly #insert: ReturnType<DatabaseSync['prepare']>

  /** @param file the engine's, where the table has been made already; the engine may be running, as long as it writes nothing */
  constructor(file: string, table: string) {
    this.#database = new DatabaseSync(file)
    // What is lost by a crash is loaded again.
    this.#database.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA cache_size = -262144')
    this.#database.exec('PRAGMA busy_timeout = 30000')
    this.#columns = new Map(this.#indexColumns(table))
    const columns = [...OWN_COLUMNS, ...this.#columns.values()]
    this.#insert = this.#database.prepare(
      `INSERT OR REPLACE INTO "${table}" (${columns.join()}) VALUES (${columns.map(() => '?').join()})`,
    )
  }

  /** All of them or none. */
  write(items: readonly Item[]): void {
    this.#database.exec('BEGIN')
    for (const item of items) this.#put(marshall(item, { removeUndefinedValues: true }))
    this.#database.exec('COMMIT')
  }

  close(): void {
    this.#database.close()
  }

  #indexColumns(table: string): (readonly [attribute: string, column: string])[] {
    const row = this.#database.prepare('SELECT TableInfo FROM dm WHERE TableName = ?').get(table)
    if (!row) throw new Error('The engine’s file has no such table.')
    const info = JSON.parse(Buffer.from(row['TableInfo'] as Uint8Array).toString('utf8')) as TableInfo
    return info.UniqueGSIIndexes.flat()
      .filter(({ SQLiteColumnName }) => SQLiteColumnName.startsWith('indexKey_'))
      .map(({ DynamoDBAttribute, SQLiteColumnName }) => [DynamoDBAttribute.AttributeName, SQLiteColumnName])
  }

  #put(item: StoredItem): void {
    const [pk = '', sk = ''] = [item['pk']?.S, item['sk']?.S]
    this.#insert.run(
      Buffer.from(pk),
      Buffer.from(sk),
      NO_HASH,
      NO_HASH,
      itemBytes(item),
      Buffer.from(JSON.stringify(inText(item))),
      NO_HASH,
      ...[...this.#columns.keys()].map((attribute) => keyBytes(item[attribute]?.S)),
    )
  }
}

const OWN_COLUMNS = [
  'hashKey',
  'rangeKey',
  'hashValue',
  'rangeValue',
  'itemSize',
  'ObjectJSON',
  'hashRangeValue',
] as const

const NO_HASH = Buffer.alloc(20)

/** Bytes in base 64, as the engine keeps them. */
const inText = (item: StoredItem) =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      value.B ? { B: Buffer.from(value.B).toString('base64') } : value,
    ]),
  )

const keyBytes = (text: string | undefined) => (text === undefined ? null : Buffer.from(text))
