import type { Case } from '../../../domain/case/case.ts'
import type { CaseEvent } from '../../../domain/case/events.ts'
import { InMemoryCaseStore } from '../../../functions/shared/adapters/memory/case-store.ts'
import type { Appended, CasesToChase, Change, PassingCases } from '../../../functions/shared/ports/case-repository.ts'
import type { CaptureDeps } from '../../../functions/capture/notify.ts'
import type { HashedRows } from '../../../functions/shared/ports/hashed-rows.ts'
import type { StatisticsRows } from '../../../functions/shared/ports/statistics-rows.ts'
import { eventKey } from '../../../schemas/event-key.ts'
import type { Reference } from '../../../schemas/reference.ts'
import type { Stream } from './stream.ts'
import type { Execution, World } from './world.ts'

/** What the indexes show: each case as it last came through. */
export class SimulatedIndexes extends InMemoryCaseStore {
  readonly #shown = new Map<Reference, Case>()

  override everyCase(): Case[] {
    return [...this.#shown.values()]
  }

  show(known: Case): void {
    this.#shown.set(known.reference, known)
  }
}

/**
 * The case table: the store in memory, which the same contract test holds to the rules of DynamoDB, with what a table has besides:
 * indexes that follow at their own pace, and a stream of the keys of new events.
 */
export class SimulatedTable {
  readonly store: InMemoryCaseStore
  readonly indexes: SimulatedIndexes
  readonly #world: World
  readonly #stream: Stream
  readonly #afterEach: () => void
  readonly #shownAt = new Map<Reference, number>()

  constructor(
    world: World,
    stream: Stream,
    { store, indexes }: { readonly store: InMemoryCaseStore; readonly indexes: SimulatedIndexes },
    afterEach: () => void,
  ) {
    this.#world = world
    this.#stream = stream
    this.store = store
    this.indexes = indexes
    this.#afterEach = afterEach
  }

  /** Every case as its events have it, ended ones too. */
  cases(): readonly Case[] {
    return this.store.everyCase()
  }

  /** The table as one run of a function has it: strongly consistent, and never sure to answer. */
  casesFor(execution: Execution): CaptureDeps['cases'] {
    const { store } = this
    return {
      load: (reference) =>
        execution.call(
          'table',
          () => `loads ${reference}`,
          () => store.load(reference),
        ),
      alike: (likenesses) =>
        execution.call(
          'table',
          () => 'looks for cases alike',
          () => store.alike(likenesses),
        ),
      recordRefusal: (refusal) =>
        execution.call(
          'table',
          () => 'records a refusal',
          () => store.recordRefusal(refusal),
        ),
      append: (before, events, guards) =>
        execution.call(
          'table',
          () => `appends ${named(events)}`,
          async () => this.#followed(await store.append(before, events, guards), [events]),
        ),
      appendTogether: (changes) =>
        execution.call(
          'table',
          () => `appends together ${named(changes.flatMap(({ events }) => [...events]))}`,
          async () =>
            this.#followed(
              await store.appendTogether(changes),
              changes.map(({ events }) => events),
            ),
        ),
    }
  }

  /** What a rotation of the identity key reads and writes. */
  hashedRowsFor(execution: Execution): HashedRows {
    const { store } = this
    const call = <T>(what: string, act: () => Promise<T>) => execution.call('table', () => what, act)
    return {
      rows: (after) => call('looks for hashes', () => store.rows(after)),
      copy: (row, to) => call(`copies a hash of ${row.reference}`, () => store.copy(row, to)),
      remove: (row) => call(`removes a hash of ${row.reference}`, () => store.remove(row)),
      rotation: () => call('asks how far the rotation is', () => store.rotation()),
      keep: (rotation) => call(`keeps ${JSON.stringify(rotation)}`, () => store.keep(rotation)),
    }
  }

  /** What the sweeps read: indexes, a page at a time. */
  indexesFor(execution: Execution): PassingCases & CasesToChase {
    const { indexes } = this
    return {
      awaitingSinceBefore: (before) => inPages(execution, () => indexes.awaitingSinceBefore(before)),
      toChase: (ruleSet, before) => inPages(execution, () => indexes.toChase(ruleSet, before)),
    }
  }

  rowsFor(execution: Execution): StatisticsRows {
    return {
      codedCases: (cohort, from, to) => inPages(execution, () => this.indexes.codedCases(cohort, from, to)),
    }
  }

  /** Indexes and stream follow what was written; the changes of one case in their order. */
  async #followed(appended: Appended, changes: readonly Change['events'][]): Promise<Appended> {
    const { outcome } = appended
    if (outcome !== 'appended') {
      this.#world.tell(() => `  refused: ${outcome}`)
      return appended
    }
    for (const events of changes) {
      const found = await this.store.load(events[0].reference)
      if (found && 'case' in found) this.#showInTime(found.case)
      this.#stream.take(events.map((event) => eventKey(event)))
    }
    this.#afterEach()
    return appended
  }

  #showInTime(known: Case) {
    const { timeline, faults, chance } = this.#world
    const lag = faults.strikes('index-behind') ? chance.between(100, 60_000) : chance.between(0, 20)
    const at = Math.max(this.#shownAt.get(known.reference) ?? 0, timeline.now + lag)
    this.#shownAt.set(known.reference, at)
    timeline.after(at - timeline.now, () => {
      this.indexes.show(known)
    })
  }
}

const named = (events: readonly CaseEvent[]) =>
  events.map(({ reference, sequence, type }) => `${reference}.${sequence} ${type}`).join(', ')

const PAGE = 2

/** What an index shows, two at a time: between the pages of a query anything may happen, to the query too. */
async function* inPages<T>(execution: Execution, query: () => AsyncIterable<T>): AsyncIterable<T> {
  const found = await execution.call(
    'indexes',
    () => 'asks an index',
    () => collected(query()),
  )
  for (const [position, one] of found.entries()) {
    if (position > 0 && position % PAGE === 0)
      await execution.call(
        'indexes',
        () => 'asks for the next page',
        () => Promise.resolve(),
      )
    yield one
  }
}

export async function collected<T>(all: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const one of all) list.push(one)
  return list
}
