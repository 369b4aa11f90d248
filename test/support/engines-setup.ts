import path from 'node:path'
import { startDynamoDb } from '../../infra/local/engines/dynamodb.ts'
import { claimPorts } from '../../infra/local/engines/ports.ts'
import { synthesiseFixture } from './engines/fixture.ts'

/**
 * For the whole project: one DynamoDB Local, in memory, at `DYNAMODB_ENDPOINT`, and the synthesised fixture service at
 * `FIXTURE_ASSEMBLY`. The engine cannot outlive jest; the teardown only ends it sooner.
 */
export default async function startEngines() {
  const { dynamodb: port } = await claimPorts(0)
  const fixture = path.resolve('dist/local-cloud-fixture')
  const [engine] = await Promise.all([startDynamoDb({ port }), synthesiseFixture(fixture)])
  process.env['DYNAMODB_ENDPOINT'] = engine.endpoint
  process.env['DYNAMODB_PID'] = String(engine.pid)
  process.env['FIXTURE_ASSEMBLY'] = fixture
}
