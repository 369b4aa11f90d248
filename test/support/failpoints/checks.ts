import { rebuild, type Case } from '../../../domain/case/case.ts'
import type { CivilDate } from '../../../domain/calendar/civil-date.ts'
import {
  eventFromItem,
  isEventItem,
  isReadingItem,
  readingFromItem,
  type Item,
} from '../../../functions/shared/adapters/dynamodb/case-items.ts'
import { DynamoCaseRepository } from '../../../functions/shared/adapters/dynamodb/case-repository.ts'
import { DynamoQueueReader } from '../../../functions/shared/adapters/dynamodb/queue-reader.ts'
import { DynamoStatisticsRows } from '../../../functions/shared/adapters/dynamodb/statistics-rows.ts'
import { verifyCase } from '../../../functions/shared/adapters/dynamodb/verify-case.ts'
import type { Reference } from '../../../schemas/reference.ts'
import { hash } from '../pipeline.ts'
import { violationsIn } from '../simulation/history.ts'
import { collected } from '../simulation/table.ts'
import type { Engine, Standing } from './stage.ts'
import type { Contents } from './tables.ts'

/** Cases that a table holds, by their own events. */
export function casesIn(contents: Contents): Map<Reference, { readonly known: Case; readonly items: readonly Item[] }> {
  const byCase = Map.groupBy(contents.values(), ({ pk }) => String(pk))
  return new Map(
    [...byCase.values()].flatMap((items) => {
      const known = rebuild(eventsIn(items))
      return known ? [[known.reference, { known, items }] as const] : []
    }),
  )
}

const eventsIn = (items: readonly Item[]) =>
  items
    .filter(isEventItem)
    .map(eventFromItem)
    .sort((one, other) => one.sequence - other.sequence)

export const brokenChainsIn = (contents: Contents): readonly string[] =>
  [...casesIn(contents)].flatMap(([reference, { items }]) =>
    verifyCase(items).faults.map((fault) => `${reference}: ${fault}`),
  )

/** What the invariants of the simulation say of a real table. */
export async function violationsOn(engine: Engine, standing: Standing, contents: Contents): Promise<readonly string[]> {
  const { documents, tables } = engine
  const cases = casesIn(contents)
  const store = new DynamoCaseRepository(documents, tables.cases)
  const rows = await collected(
    new DynamoStatisticsRows(documents, tables.cases).codedCases(
      'deathsNotified',
      ...(['2026-11-01', '2026-12-31'] as [CivilDate, CivilDate]),
    ),
  )
  const { acknowledged, amended, recorded, alerts, now } = standing
  const violations = await violationsIn({
    world: { now },
    service: {
      hash,
      table: {
        store,
        indexes: new DynamoQueueReader(documents, tables.cases),
        cases: () => [...cases.values()].map(({ known }) => known),
      },
      queues: [],
      sent: alerts,
    },
    people: { ...{ sent: acknowledged, acknowledged, amended, recorded }, retracted: new Set(), contradictions: [] },
    children: [],
    casesBeforeJoining: new Map(),
    histories: new Map(
      [...cases].map(([reference, { items }]) => [
        reference,
        {
          events: eventsIn(items),
          readings: items.filter(isReadingItem).map(readingFromItem),
          faults: verifyCase(items).faults,
        },
      ]),
    ),
    rows,
    unusable: 0,
  })
  return violations.map(({ invariant, what }) => `${invariant}: ${what}`)
}
