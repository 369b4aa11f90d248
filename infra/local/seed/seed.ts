import { readFileSync } from 'node:fs'
import path from 'node:path'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { importPostcodes } from '../../tools/postcode-import.ts'
import type { LocalCloud } from '../local-cloud.ts'
import { seedPanelWork } from './panel-work.ts'
import { SeedRequests } from './requests.ts'
import { seedCases, type SeedCase } from './cases.ts'

const Received = z.object({ reference: z.string() })

/**
 * Fills a new system: invented postcodes straight into the directory, as the importer does, and synthetic cases through the
 * public API, each by its notifier. Loading again with the same `now` changes nothing.
 * @returns how many notifications were sent
 */
export async function seed(cloud: LocalCloud, now: Date): Promise<number> {
  await loadPostcodes(cloud)
  const cases = seedCases(now)
  // One after the other: the second notification of a child is to find the first.
  const requests = new SeedRequests(cloud)
  for (const [position, seedCase] of cases.entries()) await notify(requests, seedCase, `seed-${position + 1}`)
  return cases.length + (await seedPanelWork(requests, now))
}

/** The invented postcodes alone. */
export async function loadPostcodes(cloud: LocalCloud): Promise<void> {
  await importPostcodes({
    csv: [readFileSync(path.join(import.meta.dirname, 'postcodes.csv'), 'utf8')],
    client: DynamoDBDocumentClient.from(cloud.clients.dynamodb),
    table: cloud.table('DirectoryTable').name,
  })
}

async function notify(requests: SeedRequests, { by, notification, amendment }: SeedCase, key: string): Promise<void> {
  const { reference } = Received.parse(await requests.post(by, '/notifications', key, notification))
  if (amendment) await requests.post(by, `/notifications/${reference}/amendments`, `${key}-amendment`, amendment)
}
