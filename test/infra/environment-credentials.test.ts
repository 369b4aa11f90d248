import { createServer, type IncomingHttpHeaders } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns'
import { defaultProvider } from '../../infra/environment-credentials.ts'

const given = {
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'an-example-of-a-secret',
  AWS_SESSION_TOKEN: 'an-example-of-a-token',
}

describe('credentials from the environment', () => {
  const before = { ...process.env }
  const seen: IncomingHttpHeaders[] = []
  const server = createServer(({ headers }, response) => {
    seen.push(headers)
    response.writeHead(400).end('{}')
  })

  beforeAll(async () => {
    Object.assign(process.env, given)
    await once(server.listen(0, '127.0.0.1'), 'listening')
  })
  afterAll(() => {
    process.env = before
    server.close()
    server.closeAllConnections()
  })

  const settings = () => ({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-2',
    maxAttempts: 1,
    credentialDefaultProvider: defaultProvider,
  })

  it('sign what the DynamoDB client sends', async () => {
    await expect(new DynamoDBClient(settings()).send(new ListTablesCommand({}))).rejects.toThrow()
    expect(seen.at(-1)?.authorization).toMatch(/Credential=AKIAEXAMPLE\/\d{8}\/eu-west-2\/dynamodb\/aws4_request/)
    expect(seen.at(-1)?.['x-amz-security-token']).toBe(given.AWS_SESSION_TOKEN)
  })

  it('sign what the SNS client sends', async () => {
    await expect(new SNSClient(settings()).send(new ListTopicsCommand({}))).rejects.toThrow()
    expect(seen.at(-1)?.authorization).toMatch(/Credential=AKIAEXAMPLE\/\d{8}\/eu-west-2\/sns\/aws4_request/)
    expect(seen.at(-1)?.['x-amz-security-token']).toBe(given.AWS_SESSION_TOKEN)
  })

  it('are missed by name', async () => {
    delete process.env['AWS_SECRET_ACCESS_KEY']
    await expect(defaultProvider()()).rejects.toThrow('AWS_SECRET_ACCESS_KEY must be set')
  })
})
