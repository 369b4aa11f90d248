import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { Instant } from '../../domain/calendar/instant.ts'
import type { Case } from '../../domain/case/case.ts'
import { cut, publish } from '../../domain/statistics/lifecycle.ts'
import { DynamoCaseRepository } from '../../functions/shared/adapters/dynamodb/case-repository.ts'
import { stateItem } from '../../functions/shared/adapters/dynamodb/case-items.ts'
import { documentClient } from '../../functions/shared/adapters/dynamodb/document-client.ts'
import { DynamoReleaseStore } from '../../functions/shared/adapters/dynamodb/release-store.ts'
import { DynamoStatisticsRows } from '../../functions/shared/adapters/dynamodb/statistics-rows.ts'
import { caseTable, statisticsTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import type { CivilDate } from '../../schemas/calendar.ts'
import type { Release } from '../../schemas/statistics/release.ts'
import { aCase, after, aReference, both, people } from '../support/builders/case.ts'
import { createTable, localDynamo } from '../support/dynamodb.ts'
import { COUNTS_FROM } from '../support/statistics/a-release.ts'
import { publisherOf } from '../support/statistics/small-england.ts'

const client = localDynamo()
afterAll(() => {
  client.destroy()
})

const AREAS = ['E06000061', 'E10000007', 'E10000016', 'E10000030'] as const
const ofSex = [aCase({ child: { sexAtBirth: 'female' } }), aCase({ child: { sexAtBirth: 'male' } })] as const

/** Twenty cases of each of four areas: the first of each in April 2025, the others through the year. */
const cases = Array.from({ length: 80 }, (_, number): Case => {
  const known = ofSex[number % 8 < 4 ? 0 : 1]
  const [notification] = known.notifications
  const residence = { kind: 'england', authority: AREAS[number % 4] ?? AREAS[0], from: 'stated' } as const
  const month = number < 24 ? 4 : 4 + (number % 9)
  return {
    ...known,
    reference: aReference(number + 1),
    notifications: [{ ...notification, residence }],
    openedAt: `2025-${String(month).padStart(2, '0')}-15T12:00:00.000Z` as Instant,
  }
})
const ofFirstArea = cases.filter((_, number) => number % 4 === 0)

/** Those cases on record, and the releases that are made of them. */
async function aService() {
  const documents = documentClient(client)
  const table = await createTable(client, caseTable)
  const record = async (known: readonly Case[]) => {
    for (let first = 0; first < known.length; first += 20)
      await documents.send(
        new BatchWriteCommand({
          RequestItems: {
            [table]: known.slice(first, first + 20).map((one) => ({ PutRequest: { Item: stateItem(one) } })),
          },
        }),
      )
  }
  await record(cases)
  const store = new DynamoReleaseStore(documents, await createTable(client, statisticsTable))
  const { run } = publisherOf(store, new DynamoStatisticsRows(documents, table))
  const release = async (at: string, restates: boolean) => {
    const wanted = {
      cohort: 'deathsNotified',
      period: '2025-26',
      asOf: '2026-06-30' as CivilDate,
      note: 'A note',
      restates,
    } as const
    const decision = cut(wanted, await store.heads(), at as Instant, 'lead', COUNTS_FROM)
    if (decision.outcome === 'refused') throw new Error(decision.refused)
    await store.draft(decision.head)
    await run()
    const made = (await store.head(decision.head.id))!
    const published = publish(made, await store.countOut(made.cohort), at as Instant, 'lead')
    if (published.outcome === 'refused') throw new Error(JSON.stringify(made.failure))
    expect(await store.publish(made, published.head)).toBe(true)
    return (await store.release(published.head))!
  }
  return { record, release, store, repository: new DynamoCaseRepository(documents, table) }
}

const rowOf = ({ tables }: Release, area: string) =>
  tables.find((one) => one.table === 'deaths' && one.period === '2025-26')?.rows.find((one) => one.area === area)

function deathsOf(release: Release, area: string) {
  const row = rowOf(release, area)
  return row && 'cells' in row ? row.cells['deaths'] : undefined
}

const restated = (area: string, replaces: string) => ({ period: '2025-26', table: 'deaths', area, replaces })

/** Handed to another panel, which covers the area where the child died. */
const transferred = (known: Case) => {
  const [notification] = known.notifications
  const { facts } = notification
  const died = { ...facts, death: { ...facts.death, authorityOfDeath: 'E10000007' } }
  return after({ ...known, notifications: [{ ...notification, facts: died }] }, people.manager, {
    action: 'transfer',
    to: 'derby-and-derbyshire',
    note: 'They had moved.',
  })
}

/** The same case after a correction of what was notified. */
const codedOtherwise = (known: Case): Case => {
  const [notification] = known.notifications
  const { facts } = notification
  const sexAtBirth = facts.child.sexAtBirth === 'male' ? 'female' : 'male'
  return { ...known, notifications: [{ ...notification, facts: { ...facts, child: { ...facts.child, sexAtBirth } } }] }
}

describe('From the cases to a release and the next', () => {
  it('counts what the record says, and a case retracted afterwards changes the next release only', async () => {
    const { release, store, repository } = await aService()
    const first = await release('2026-07-01T10:00:00.000Z', false)
    expect(deathsOf(first, 'E92000001')).toBe(80)

    for (const known of ofFirstArea.slice(0, 6)) {
      const notificationReference = known.notifications[0].reference
      const happened = {
        request: { key: 'key', bodyHash: 'body' },
        notificationReference,
        reason: 'sent-as-a-test' as const,
        endsCase: true,
      }
      const event = {
        reference: known.reference,
        sequence: known.version + 1,
        type: 'NotificationRetracted' as const,
        at: '2026-07-01T11:00:00.000Z' as Instant,
        by: { kind: 'step' as const, step: 'route' as const },
        happened,
      }
      expect(await repository.append(known, [event])).toMatchObject({ outcome: 'appended' })
    }
    expect(await store.release((await store.head(first.id))!)).toEqual(first)

    const second = await release('2026-07-01T12:00:00.000Z', true)
    expect(deathsOf(second, 'E92000001')).toBe(74)
    expect(second.revisions).toContainEqual(restated('E92000001', first.id))
    expect(JSON.stringify([first, second])).not.toContain(aReference(1))
  })

  it('lets one case joined, one handed over and one coded otherwise wait, and states anew what enough of them change', async () => {
    const { record, release, store } = await aService()
    const first = await release('2026-07-01T10:00:00.000Z', false)
    const [joined, into, corrected, ...others] = ofFirstArea as [Case, Case, Case, ...Case[]]
    const [moved, ...alsoMoved] = others.slice(0, 6) as [Case, ...Case[]]
    const join = both(joined, people.manager, { action: 'join', into: into.reference }, { other: into })
    await record([join.here, join.there!, codedOtherwise(corrected), transferred(moved)])
    expect(await store.release((await store.head(first.id))!)).toEqual(first)

    const second = await release('2026-07-02T10:00:00.000Z', true)
    expect(second.revisions).toEqual([])
    expect(['E92000001', 'northamptonshire', 'derby-and-derbyshire'].map((area) => rowOf(second, area))).toEqual(
      ['E92000001', 'northamptonshire', 'derby-and-derbyshire'].map((area) => ({
        ...rowOf(first, area),
        provisional: true,
      })),
    )

    await record(alsoMoved.map(transferred))
    const third = await release('2026-07-03T10:00:00.000Z', true)
    expect([deathsOf(third, 'northamptonshire'), deathsOf(third, 'derby-and-derbyshire')]).toEqual([14, 26])
    expect(third.revisions).toEqual(
      expect.arrayContaining([restated('northamptonshire', second.id), restated('derby-and-derbyshire', second.id)]),
    )
    expect(deathsOf(third, 'E92000001')).toBe(80)
  })
})
