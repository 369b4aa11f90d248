import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startDynamoDb } from '../../../infra/local/engines/dynamodb.ts'
import { claimPorts } from '../../../infra/local/engines/ports.ts'

/** A DynamoDB Local with its database in a directory that goes with it. */
export async function startEngineOnDisk() {
  const directory = mkdtempSync(path.join(tmpdir(), 'bench-growth-'))
  const { dynamodb: port } = await claimPorts(0)
  const engine = await startDynamoDb({ port, directory })
  return {
    endpoint: engine.endpoint,
    /** There is one for each access key and region, once a table has been made with them. */
    file: () => path.join(directory, readdirSync(directory).find((name) => name.endsWith('.db')) ?? ''),
    stop: async () => {
      await engine.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
