import { startDynamoDb } from '../../infra/local/engines/dynamodb.ts'
import { claimPorts } from '../../infra/local/engines/ports.ts'

/**
 * One DynamoDB Local for the whole project, in memory, at `DYNAMODB_ENDPOINT`. It cannot outlive jest; the teardown only ends
 * it sooner, which matters when jest watches.
 */
export default async function startEngines() {
  const { dynamodb: port } = await claimPorts(0)
  const engine = await startDynamoDb({ port })
  process.env['DYNAMODB_ENDPOINT'] = engine.endpoint
  process.env['DYNAMODB_PID'] = String(engine.pid)
}
