import { jest } from '@jest/globals'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { LocalCloud, LocalCloudOptions } from '../../../infra/local/local-cloud.ts'
import { startLocalCloud } from '../../../infra/local/start-local-cloud.ts'
import { within } from '../../../infra/local/within.ts'

/** Generous, for machines that do something else besides. */
jest.setTimeout(120_000)

/** The fixture service, running in memory on the test run's own DynamoDB Local. */
export const startFixture = (options: Partial<LocalCloudOptions> = {}): Promise<LocalCloud> =>
  startLocalCloud({
    assembly: process.env['FIXTURE_ASSEMBLY']!,
    dynamodbEndpoint: process.env['DYNAMODB_ENDPOINT']!,
    ...options,
  })

/** What a function has written so far: its lines that are JSON. */
export const writtenBy = (directory: string, functionName: string): Record<string, unknown>[] =>
  readFileSync(path.join(directory, `${functionName}.log`), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)

/** Looks until the assertion holds, for half a minute at most; then lets it say what is wrong. */
export async function eventually(assertion: () => unknown): Promise<void> {
  const holds = async () => {
    try {
      await assertion()
      return true
    } catch {
      return false
    }
  }
  if (!(await within(30_000, holds))) await assertion()
}
