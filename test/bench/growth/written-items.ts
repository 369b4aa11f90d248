import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { addHours, type Instant } from '../../../domain/calendar/instant.ts'
import { notify } from '../../../functions/capture/notify.ts'
import { categorise } from '../../../functions/categorise/categorise.ts'
import { route } from '../../../functions/route/route.ts'
import type { Item } from '../../../functions/shared/adapters/dynamodb/case-items.ts'
import { DynamoCaseRepository } from '../../../functions/shared/adapters/dynamodb/case-repository.ts'
import { InMemoryPostcodeDirectory } from '../../../functions/shared/adapters/memory/postcode-directory.ts'
import type { Appended, LoadedCase } from '../../../functions/shared/ports/case-repository.ts'
import { aMeter, hash, identities } from '../../support/pipeline.ts'
import type { MadeUpCase } from './made-up-case.ts'

/** A client that sends nothing: it keeps what would have been written. */
class KeepingClient extends DynamoDBDocumentClient {
  readonly kept = new Map<string, Item>()

  constructor() {
    super(new DynamoDBClient({ region: 'eu-west-2' }))
  }

  override send = ((command: { input: TransactWriteCommandInput }) => {
    for (const { Put } of command.input.TransactItems ?? [])
      if (Put?.Item) this.kept.set(`${String(Put.Item['pk'])} ${String(Put.Item['sk'])}`, Put.Item)
    return Promise.resolve({ Items: [] })
  }) as unknown as DynamoDBDocumentClient['send']
}

/** The service's own repository, which remembers the one case that it wrote last instead of reading it back. */
class OneCaseRepository extends DynamoCaseRepository {
  #last: LoadedCase | undefined

  override load() {
    return Promise.resolve(this.#last)
  }

  override async append(...[before, events, guards]: Parameters<DynamoCaseRepository['append']>): Promise<Appended> {
    const appended = await super.append(before, events, guards)
    if (appended.outcome === 'appended') this.#last = { case: appended.case, events: [] }
    return appended
  }
}

const client = new KeepingClient()
const cases = new OneCaseRepository(client, 'table')
const directory = new InMemoryPostcodeDirectory()

/**
 * What the service writes for one case until its panel has it: the service's own code takes, categorises and routes it, and what it
 * would send to the table is kept. It must be a child that is like no other.
 */
export async function writtenItems(made: MadeUpCase): Promise<readonly Item[]> {
  client.kept.clear()
  const deps = { cases, directory, hash, identities, meter: aMeter(), now: clockFrom(made.at) }
  const { person, key, json } = made
  const notified = await notify({ person, key, json, body: JSON.stringify(json) }, deps)
  if (!('notification' in notified)) throw new Error(`A made-up case was not taken: ${JSON.stringify(notified)}`)
  const { reference } = notified.notification
  await categorise(reference, deps)
  await route(reference, deps)
  return [...client.kept.values()]
}

/** A second later each time it is asked. */
export function clockFrom(at: Instant): () => Instant {
  let seconds = -1
  return () => addHours(at, (seconds += 1) / 3600)
}
