import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { addDays, type CivilDate } from '../../../domain/calendar/civil-date.ts'
import { nhsNumber } from '../../support/builders/nhs-number.ts'
import type { Act } from '../measure/rounds.ts'

/**
 * One request of a system over HTTP. In `url`, `headers` and `body`, `{number}` stands for a number that never comes twice,
 * `{uuid}` for an identifier, `{nhsNumber}` for a valid NHS number that nobody has and `{dateOfBirth}` for one of some thousand days.
 */
const RequestSchema = z.strictObject({
  method: z.enum(['GET', 'POST']),
  url: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown().optional(),
})

/** Any system that can take a notification, list open cases by due date and count them: `npm run bench -- --peer <file.json>`. */
export const PeerSchema = z.strictObject({
  name: z.string().min(1),
  submit: RequestSchema,
  queuePage: RequestSchema,
  aggregate: RequestSchema,
})
export type PeerDescription = z.input<typeof PeerSchema>

export interface Peer {
  readonly name: string
  readonly submit: Act
  readonly queuePage: Act
  readonly aggregate: Act
}

export const readPeer = (file: string): Peer => httpPeer(JSON.parse(readFileSync(file, 'utf8')) as PeerDescription)

export function httpPeer(description: PeerDescription): Peer {
  const { name, submit, queuePage, aggregate } = PeerSchema.parse(description)
  return { name, submit: asking(submit), queuePage: asking(queuePage), aggregate: asking(aggregate) }
}

const asking =
  ({ method, url, headers, body }: z.output<typeof RequestSchema>): Act =>
  async (number) => {
    const filled = (text: string) =>
      text
        .replaceAll('{number}', String(number))
        .replaceAll('{uuid}', randomUUID())
        .replaceAll('{nhsNumber}', () => nhsNumber(number + TAKEN))
        .replaceAll('{dateOfBirth}', () => addDays(FIRST_BIRTH, number % DAYS_OF_BIRTH))
    const answer = await fetch(filled(url), {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...Object.fromEntries(Object.entries(headers).map(([header, value]) => [header, filled(value)])),
      },
      ...(body !== undefined && { body: filled(JSON.stringify(body)) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${text.slice(0, 200)}`)
  }

/** The first numbers belong to the cases that are there already. */
const TAKEN = 20_000
const FIRST_BIRTH = '2008-01-01' as CivilDate
const DAYS_OF_BIRTH = 6_000
