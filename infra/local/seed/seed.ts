import { readFileSync } from 'node:fs'
import path from 'node:path'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { importPostcodes } from '../../tools/postcode-import.ts'
import type { LocalCloud } from '../local-cloud.ts'
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
  for (const [position, seedCase] of cases.entries()) await notify(cloud, seedCase, `seed-${position + 1}`)
  return cases.length
}

/** The invented postcodes alone. */
export async function loadPostcodes(cloud: LocalCloud): Promise<void> {
  await importPostcodes({
    csv: [readFileSync(path.join(import.meta.dirname, 'postcodes.csv'), 'utf8')],
    client: DynamoDBDocumentClient.from(cloud.clients.dynamodb),
    table: cloud.table('DirectoryTable').name,
  })
}

async function notify(cloud: LocalCloud, { by, notification, amendment }: SeedCase, key: string): Promise<void> {
  const token = await cloud.tokenFor(by)
  const post = async (route: string, idempotencyKey: string, body: unknown) => {
    const answer = await fetch(`${cloud.url}/api/v1/notifications${route}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
      },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`Synthetic case ${key} was refused with ${answer.status}: ${text}`)
    return Received.parse(JSON.parse(text))
  }
  const { reference } = await post('', key, notification)
  if (amendment) await post(`/${reference}/amendments`, `${key}-amendment`, amendment)
}
