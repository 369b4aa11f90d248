import { addHours, type Instant } from '../../domain/calendar/instant.ts'
import type { CodedCase } from '../../domain/disclosure/count.ts'
import { cut, publish, withdraw, type Cut } from '../../domain/statistics/lifecycle.ts'
import { documentClient } from '../../functions/shared/adapters/dynamodb/document-client.ts'
import { DynamoReleaseStore } from '../../functions/shared/adapters/dynamodb/release-store.ts'
import { statisticsTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { highsLinearProgramme } from '../../functions/shared/adapters/highs/highs-linear-programme.ts'
import type { CivilDate } from '../../schemas/calendar.ts'
import type { ReleaseHead } from '../../schemas/statistics/release-head.ts'
import type { Release } from '../../schemas/statistics/release.ts'
import { createTable, localDynamo } from '../support/dynamodb.ts'
import { COUNTS_FROM } from '../support/statistics/a-release.ts'
import { eventually } from '../support/service.ts'
import { aYear, publisherOf, rowsOf, someCases } from '../support/statistics/small-england.ts'

const client = localDynamo()
afterAll(() => {
  client.destroy()
})

let minute = 0
const soon = () => `2026-07-01T09:${String((minute += 1)).padStart(2, '0')}:00.000Z` as Instant

/** A table of releases, the cases as they are, and what people do with both. */
async function aService(cases: readonly CodedCase[]) {
  const store = new DynamoReleaseStore(documentClient(client), await createTable(client, statisticsTable))
  const now = { cases }
  let runs = 0
  const { run, counts } = publisherOf(
    store,
    rowsOf(() => now.cases),
    // No two runs end in the same moment.
    { now: () => addHours('2026-07-01T09:00:00.000Z' as Instant, (runs += 1) / 3_600_000) },
  )
  const wanted = (more: Partial<Cut> = {}): Cut => ({
    cohort: 'deathsNotified',
    period: '2025-26',
    asOf: '2026-07-01' as CivilDate,
    note: 'A note',
    restates: false,
    ...more,
  })
  const draft = async (more: Partial<Cut> = {}): Promise<ReleaseHead> => {
    const decision = cut(wanted(more), await store.heads(), soon(), 'lead', COUNTS_FROM)
    if (decision.outcome === 'refused') throw new Error(decision.refused)
    await store.draft(decision.head)
    return decision.head
  }
  const bringOut = async (id: string): Promise<Release> => {
    const head = (await store.head(id))!
    const decision = publish(head, await store.countOut(head.cohort), soon(), 'lead')
    if (decision.outcome === 'refused') throw new Error(`${decision.refused}: ${JSON.stringify(head.failure)}`)
    expect(await store.publish(head, decision.head)).toBe(true)
    return (await store.release(decision.head))!
  }
  const release = async (more: Partial<Cut> = {}) => {
    const { id } = await draft(more)
    await run()
    return bringOut(id)
  }
  return { store, now, run, counts, draft, bringOut, release }
}

const rowOf = (release: Release, table: string, area: string, period = release.period) => {
  const rows = release.tables.find((one) => one.table === table && one.period === period)?.rows
  return rows?.find((row) => row.area === area)
}
const cellsOf = (...args: Parameters<typeof rowOf>) => {
  const row = rowOf(...args)
  return row && 'cells' in row ? row.cells : undefined
}

describe('A release of the statistics', () => {
  it('is counted, protected, audited, and goes out only when a person publishes it', async () => {
    const { store, run, draft, bringOut } = await aService(aYear(2025))
    const { id } = await draft()
    expect(await run()).toBe(1)
    const made = (await store.head(id))!
    expect(made).toMatchObject({ state: 'audited', audit: { narrowed: 0 }, follows: [], revisions: 0 })
    const release = await bringOut(id)
    expect(cellsOf(release, 'deaths', 'E92000001')).toEqual({ deaths: aYear(2025).length })
    expect(await run()).toBe(0)
    expect((await store.head(id))?.hash).toBe(made.hash)
  })

  it('hides a panel with four deaths and gives it no breakdown', async () => {
    const { release } = await aService(aYear(2025))
    const out = await release()
    expect(cellsOf(out, 'deaths', 'surrey')).toEqual({ deaths: 'c' })
    expect(rowOf(out, 'sex', 'surrey')).toMatchObject({ withheld: 'gate' })
  })

  it('is made of no case at all without a fault: nought is small', async () => {
    const { release } = await aService([])
    const out = await release()
    expect(out.hidden.shown).toBe(0)
    expect(cellsOf(out, 'deaths', 'E92000001')).toEqual({ deaths: 'c' })
  })

  it('is one when two make it at once', async () => {
    const { store, run, draft } = await aService(aYear(2025))
    const { id } = await draft()
    const made = await Promise.all([run(), run()])
    expect(made.reduce((a, b) => a + b)).toBe(1)
    expect(await store.release((await store.head(id))!)).toMatchObject({ id })
    expect((await store.heads()).filter(({ state }) => state === 'audited')).toHaveLength(1)
  })

  it('is made anew when a run was killed half way, also if cases have changed meanwhile', async () => {
    const service = await aService(aYear(2025))
    const { store, run, draft, now } = service
    const { id } = await draft()
    const dying = publisherOf(
      new Proxy(store, {
        get: (target, name) => {
          if (name === 'move')
            return (before: ReleaseHead, after: ReleaseHead) =>
              after.state === 'audited' ? Promise.reject(new Error('killed')) : target.move(before, after)
          const value: unknown = Reflect.get(target, name)
          return typeof value === 'function' ? (value.bind(target) as unknown) : value
        },
      }),
      rowsOf(() => now.cases),
    )
    await expect(dying.run()).rejects.toThrow()
    expect(await store.head(id)).toMatchObject({ state: 'draft' })
    now.cases = [...now.cases, ...someCases(6, 'E10000016', '2025-06', 'male')]
    expect(await run()).toBe(1)
    const out = await service.bringOut(id)
    expect(cellsOf(out, 'deaths', 'E92000001')).toEqual({ deaths: now.cases.length })
  })

  it('stays as it is when a case is retracted, transferred or coded otherwise afterwards', async () => {
    const { release, store, now, run } = await aService(aYear(2025))
    const out = await release()
    const head = (await store.head(out.id))!
    now.cases = now.cases.slice(1).map((one, number) => (number === 3 ? { ...one, area: 'E10000007' } : one))
    await run()
    expect(await store.release(head)).toEqual(out)
  })

  it('of the next year leaves the numbers of the last as they were published', async () => {
    const { release, now } = await aService([...aYear(2024), ...aYear(2025)])
    const first = await release({ period: '2024-25' })
    const changed = now.cases.find(({ countsOn }) => countsOn < '2025-04-01')!
    now.cases = now.cases.map((one) => (one === changed ? { ...one, values: { sex: 'not-known' } } : one))
    const second = await release()
    expect(second.follows).toEqual([{ id: first.id, hash: first.hash }])
    expect(second.revisions).toEqual([])
    expect(cellsOf(second, 'deaths', 'E92000001')).toEqual({ deaths: aYear(2025).length })
  })

  it('restates a period as a new version, lists the rows it replaces and keeps the old one', async () => {
    const { release, store, now } = await aService(aYear(2025))
    const first = await release()
    now.cases = [
      ...now.cases,
      ...someCases(7, 'E10000007', '2025-08', 'male'),
      ...someCases(7, 'E10000007', '2025-08', 'female'),
    ]
    const second = await release({ restates: true })
    expect(second.id).toBe('deathsNotified-2025-26-v2')
    expect(cellsOf(second, 'deaths', 'derby-and-derbyshire')).toEqual({ deaths: 74 })
    expect(second.revisions).toContainEqual({
      period: '2025-26',
      table: 'deaths',
      area: 'derby-and-derbyshire',
      replaces: first.id,
    })
    expect(second.revisions.map(({ area }) => area)).not.toContain('northamptonshire')
    expect(await store.release((await store.head(first.id))!)).toEqual(first)
  })

  it('lets a single change wait at the restatement, and says where something waits', async () => {
    const { release, now } = await aService(aYear(2025))
    const first = await release()
    now.cases = now.cases.slice(1)
    const second = await release({ restates: true })
    expect(second.revisions).toEqual([])
    expect(cellsOf(second, 'deaths', 'E92000001')).toEqual(cellsOf(first, 'deaths', 'E92000001'))
    expect(rowOf(second, 'deaths', 'E92000001')).toMatchObject({ provisional: true })
  })

  it('counts an authority that changed panel under the panel that has it at the end of each period', async () => {
    const { release } = await aService([...aYear(2025), ...aYear(2026)])
    const before = await release({ period: '2025-26' })
    const totals = (out: Release) =>
      ['northamptonshire', 'derby-and-derbyshire'].map((area) => cellsOf(out, 'deaths', area)?.['deaths'])
    expect(totals(before)).toEqual([84, 60])
  })

  it('does not go out when another came out since its audit', async () => {
    const { draft, run, store } = await aService([...aYear(2024), ...aYear(2025)])
    const one = await draft({ period: '2024-25' })
    const two = await draft()
    await run()
    const [first, second] = [(await store.head(one.id))!, (await store.head(two.id))!]
    const publishing = publish(first, await store.countOut(first.cohort), soon(), 'lead')
    if (publishing.outcome === 'decided') await store.publish(first, publishing.head)
    expect(publish(second, await store.countOut(second.cohort), soon(), 'lead')).toEqual({
      outcome: 'refused',
      refused: 'others-published-since',
    })
    const withdrawing = withdraw(second, 'Cut again', soon(), 'lead')
    if (withdrawing.outcome === 'decided') await store.move(second, withdrawing.head)
    expect(await draft()).toMatchObject({ id: 'deathsNotified-2025-26-v2' })
  })

  it('that fails its audit says which number, and is not made again', async () => {
    const { store, now, draft } = await aService(aYear(2025))
    const { id } = await draft()
    const strict = publisherOf(
      store,
      rowsOf(() => now.cases),
      {
        tools: async () => {
          const solver = await highsLinearProgramme()
          return {
            solver,
            auditor: { name: 'strict/1', audit: () => ({ outcome: 'failed', failures: [{ number: 'a number' }] }) },
          }
        },
      },
    )
    expect(await strict.run()).toBe(0)
    expect(strict.counts.get('ReleasesFailed')).toBe(1)
    expect(await store.head(id)).toMatchObject({
      state: 'draft',
      failure: { reason: 'audit-failed', cells: ['a number'] },
    })
    expect(await strict.run()).toBe(0)
    expect(strict.counts.get('ReleasesFailed')).toBe(1)
  })

  it('that no run comes to the end of is given up with that reason, and a fault is not counted as a run', async () => {
    const { store, now, draft } = await aService(aYear(2025))
    const { id } = await draft()
    let begun = 0
    /** Reads no cases: for ever, as a run that is cut off, or with a fault. */
    const reading = (end: () => Promise<never>): ReturnType<typeof rowsOf> => ({
      async *codedCases() {
        begun += 1
        yield await end()
      },
    })
    const faulty = publisherOf(
      store,
      reading(() => Promise.reject(new Error('busy'))),
    )
    for (let run = 0; run < 4; run++) await expect(faulty.run()).rejects.toThrow()
    expect(await store.head(id)).toMatchObject({ state: 'draft' })
    expect((await store.head(id))?.failure).toBeUndefined()

    for (let cutOff = 0; cutOff < 3; cutOff++) {
      const before = begun
      const stuck = publisherOf(
        store,
        reading(() => new Promise(() => undefined)),
      )
      void stuck.run()
      await eventually(() => Promise.resolve(begun > before ? true : undefined))
    }
    const next = publisherOf(
      store,
      rowsOf(() => now.cases),
    )
    expect(await next.run()).toBe(0)
    expect(await store.head(id)).toMatchObject({ state: 'draft', failure: { reason: 'not-finished', cells: [] } })
    expect(next.counts.get('ReleasesFailed')).toBe(1)
    expect(await next.run()).toBe(0)
  })

  it('that its auditor cannot tell of stays a draft with that reason', async () => {
    const { store, now, draft } = await aService(aYear(2025))
    const { id } = await draft()
    const unsure = publisherOf(
      store,
      rowsOf(() => now.cases),
      {
        tools: async () => ({
          solver: await highsLinearProgramme(),
          auditor: { name: 'unsure/1', audit: () => ({ outcome: 'undecided', number: 'a number' }) },
        }),
      },
    )
    expect(await unsure.run()).toBe(0)
    expect(await store.head(id)).toMatchObject({ failure: { reason: 'undecided', cells: ['a number'] } })
  })

  it('is cut by the timetable when its time has come, once', async () => {
    const { store, now } = await aService(aYear(2025))
    const job = publisherOf(
      store,
      rowsOf(() => now.cases),
      { timetable: { quarter: undefined, year: 90 } },
    )
    await job.run()
    const heads = await store.heads()
    expect(heads.map(({ id, state, requestedBy }) => [id, state, requestedBy])).toEqual(
      expect.arrayContaining([['deathsNotified-2025-26-v1', 'audited', 'schedule']]),
    )
    await job.run()
    expect(await store.heads()).toHaveLength(heads.length)
  })
})
