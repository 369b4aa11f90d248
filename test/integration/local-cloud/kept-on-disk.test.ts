import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { ClientSettings, LocalCloud } from '../../../infra/local/local-cloud.ts'
import { within } from '../../../infra/local/within.ts'
import { changedFixture } from '../../support/engines/changed-fixture.ts'
import { eventually, writtenBy } from '../../support/engines/fixture-cloud.ts'

interface Service {
  readonly child: ChildProcess
  readonly url: string
  readonly endpoints: LocalCloud['endpoints']
  readonly clientSettings: ClientSettings
  readonly table: string
  readonly queue: string
  readonly token: string
}

const directory = mkdtempSync(path.join(tmpdir(), 'kept-on-disk-'))
const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(directory, { recursive: true, force: true })
})

async function start(assembly: string): Promise<Service> {
  const script = path.resolve('test/support/engines/fixture-service.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, assembly, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '--no-warnings' },
  })
  children.push(child)
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { child, ...(JSON.parse(line) as Omit<Service, 'child'>) }
}

const put = (service: Service, sk: string) =>
  tables(service).send(
    new PutItemCommand({
      TableName: service.table,
      Item: { pk: { S: 'kept' }, sk: { S: sk }, owner: { S: 'somebody' }, amount: { N: '7' } },
    }),
  )
const tables = ({ clientSettings, endpoints }: Service) =>
  new DynamoDBClient({ ...clientSettings, endpoint: endpoints.dynamodb })
const queues = ({ clientSettings, endpoints }: Service) =>
  new SQSClient({ ...clientSettings, endpoint: endpoints.messaging })
const watched = () => writtenBy(path.join(directory, 'logs'), 'watch').flatMap(({ saw }) => saw as string[])
const sees = async (service: Service) => {
  const answer = await fetch(`${service.url}/open?act=surroundings`)
  return ((await answer.json()) as { environment: Record<string, string> }).environment
}

/** The fixture whose table has got one more index since. */
const withOneMoreIndex = () =>
  changedFixture('Stateful', (resources) => {
    const table = Object.values(resources).find(({ Type }) => Type === 'AWS::DynamoDB::GlobalTable')!
    const indexes = table.Properties!['GlobalSecondaryIndexes'] as unknown[]
    indexes.push({
      IndexName: 'byTime',
      KeySchema: [{ AttributeName: 'sk', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    })
  })

describe('a service kept on disk', () => {
  it('is whole again after a kill at any moment, with an index added since', async () => {
    const first = await start(process.env['FIXTURE_ASSEMBLY']!)
    await put(first, 'EVENT#1')
    await queues(first).send(new SendMessageCommand({ QueueUrl: first.queue, MessageBody: 'kept' }))
    await eventually(() => {
      expect(watched()).toEqual(['EVENT#1'])
    })
    const { PEPPER: pepper } = await sees(first)

    const java = Number(readFileSync(path.join(directory, 'dynamodb/engine.pid'), 'utf8'))
    expect(isAlive(java)).toBe(true)
    first.child.kill('SIGKILL')
    expect(await within(20_000, () => !isAlive(java))).toBe(true)

    const second = await start(withOneMoreIndex())
    const { Items } = await tables(second).send(
      new QueryCommand({
        TableName: second.table,
        IndexName: 'byTime',
        KeyConditionExpression: 'sk = :sk',
        ExpressionAttributeValues: { ':sk': { S: 'EVENT#1' } },
      }),
    )
    expect(Items).toEqual([{ pk: { S: 'kept' }, sk: { S: 'EVENT#1' } }])
    const { Messages } = await queues(second).send(new ReceiveMessageCommand({ QueueUrl: second.queue }))
    expect(Messages?.map(({ Body }) => Body)).toEqual(['kept'])

    await put(second, 'EVENT#2')
    await eventually(() => {
      expect(watched()).toContain('EVENT#2')
    })
    expect(watched().filter((key) => key === 'EVENT#1')).toHaveLength(1)
    expect((await sees(second))['PEPPER']).toBe(pepper)

    second.child.kill('SIGTERM')
    const [status] = (await once(second.child, 'exit')) as [number]
    expect(status).toBe(0)
    expect(existsSync(path.join(directory, 'dynamodb/engine.pid'))).toBe(false)
    expect(statSync(path.join(directory, 'secrets.json')).mode & 0o077).toBe(0)
  })
})

function isAlive(pid: number) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
