import { createHash } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { GetItemCommand, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { timed } from './rounds.ts'
import type { Calibration } from './noise.ts'

const SAMPLES = 60
const WARM_UP = 300
const KEY = { pk: { S: 'CALIBRATION' }, sk: { S: 'CALIBRATION' } }

/** Hashes a few hundred kilobytes: a few milliseconds of one processor, the same each time. */
function compute(): number {
  const begun = performance.now()
  const block = Buffer.alloc(64 * 1024, 7)
  const hash = createHash('sha256')
  for (let count = 0; count < 32; count++) hash.update(block)
  hash.digest()
  return performance.now() - begun
}

/** Times the fixed tasks by which a run is judged (`noise.ts`). */
export class Calibrator {
  readonly #taken: Calibration[] = []
  readonly #client: DynamoDBClient
  readonly #table: string

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client
    this.#table = table
  }

  get taken(): readonly Calibration[] {
    return this.#taken
  }

  /** The engine compiles what is called often: only then is a call as quick as it will be. */
  async warmUp(): Promise<void> {
    await this.#client.send(new PutItemCommand({ TableName: this.#table, Item: KEY }))
    for (let count = 0; count < WARM_UP; count++) await this.#read()
    for (let count = 0; count < SAMPLES; count++) compute()
  }

  async calibrate(when: Calibration['when']): Promise<void> {
    const processor = Array.from({ length: SAMPLES }, compute)
    const call: number[] = []
    for (let count = 0; count < SAMPLES; count++) call.push(await timed(() => this.#read()))
    this.#taken.push({ when, task: 'processor', milliseconds: processor }, { when, task: 'call', milliseconds: call })
  }

  #read() {
    return this.#client.send(new GetItemCommand({ TableName: this.#table, Key: KEY, ConsistentRead: true }))
  }
}
