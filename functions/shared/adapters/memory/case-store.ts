import { awaited, evolve, rebuild, type Case } from '../../../../domain/case/case.ts'
import type { CaseEvent } from '../../../../domain/case/events.ts'
import { queueEntry } from '../../../../domain/case/queue-entry.ts'
import type { Instant } from '../../../../domain/calendar/instant.ts'
import { eventKey } from '../../../../schemas/case-events.ts'
import type { Reference } from '../../../../schemas/reference.ts'
import type {
  AccessRecord,
  Appended,
  AwaitingCase,
  CaseRepository,
  Guards,
  JoinedNotification,
  LoadedCase,
  Notice,
  PassingCases,
  QueueFilter,
  QueuePage,
  QueuePosition,
  QueueReader,
  Reading,
} from '../../ports/case-repository.ts'
import type { Refusal, RefusalRecord } from '../../ports/refusal-record.ts'

/** Keeps cases in memory by the same rules as the table; the same contract test holds both to them. */
export class InMemoryCaseStore implements CaseRepository, QueueReader, PassingCases, AccessRecord, RefusalRecord {
  readonly #events = new Map<Reference, readonly CaseEvent[]>()
  readonly #joined = new Map<Reference, JoinedNotification>()
  readonly #identities = new Map<string, Reference>()
  readonly #likenesses = new Map<string, Set<Reference>>()
  readonly #notices: (Notice & { readonly reference: Reference })[] = []
  readonly readings: Reading[] = []
  readonly refusals = new Map<Reference, Refusal>()

  load(reference: Reference): Promise<LoadedCase | JoinedNotification | undefined> {
    const events = this.#events.get(reference) ?? []
    const known = rebuild(events)
    return Promise.resolve(known ? { case: known, events } : this.#joined.get(reference))
  }

  append(
    before: Case | undefined,
    events: readonly [CaseEvent, ...CaseEvent[]],
    guards: Guards = {},
  ): Promise<Appended> {
    return Promise.resolve(this.#refusal(before, events[0].reference, guards) ?? this.#keep(before, events, guards))
  }

  #refusal(before: Case | undefined, reference: Reference, { identity, joining }: Guards): Appended | undefined {
    const own = this.#request(joining?.reference ?? reference)
    if ((!before || joining) && own) return { outcome: 'request-known', request: own }
    if (before && this.#events.get(reference)?.length !== before.version) return { outcome: 'changed-meanwhile' }
    const child = identity === undefined ? undefined : this.#identities.get(identity)
    return child && { outcome: 'child-known', reference: child }
  }

  #request(reference: Reference) {
    return rebuild(this.#events.get(reference) ?? [])?.notifications[0].request ?? this.#joined.get(reference)?.request
  }

  #keep(before: Case | undefined, events: readonly [CaseEvent, ...CaseEvent[]], guards: Guards): Appended {
    const after = events.reduce<Case | undefined>(evolve, before)
    if (!after) throw new Error('Events must make a case.')
    const { reference } = after
    this.#events.set(reference, [...(this.#events.get(reference) ?? []), ...events])
    if (guards.identity !== undefined) this.#identities.set(guards.identity, reference)
    if (guards.joining) this.#joined.set(guards.joining.reference, guards.joining)
    for (const hash of guards.likenesses ?? [])
      this.#likenesses.set(hash, (this.#likenesses.get(hash) ?? new Set()).add(reference))
    this.#notices.push(...(guards.notices ?? []).map((notice) => ({ ...notice, reference })))
    return { outcome: 'appended', case: after }
  }

  alike(likenesses: readonly string[]): Promise<Reference[]> {
    return Promise.resolve([...new Set(likenesses.flatMap((hash) => [...(this.#likenesses.get(hash) ?? [])]))])
  }

  queue(panel: string, filter: QueueFilter, limit: number, after?: QueuePosition): Promise<QueuePage> {
    const wanted = this.#cases()
      .filter((known) => known.routing?.panel === panel)
      .map((known) => ({ entry: queueEntry(known), dueOrder: dueOrder(known) }))
      .filter(({ entry }) => ('stage' in filter ? entry.stage === filter.stage : filter.state === 'open'))
      .filter(({ dueOrder: order }) => !after || order > after.dueOrder)
      .sort((a, b) => (a.dueOrder < b.dueOrder ? -1 : 1))
    const page = wanted.slice(0, limit)
    const last = page.at(-1)
    return Promise.resolve({
      entries: page.map(({ entry }) => entry),
      ...(last && wanted.length > limit && { next: { dueOrder: last.dueOrder, reference: last.entry.reference } }),
    })
  }

  notices(panel: string, limit: number) {
    const told = this.#notices.filter((notice) => notice.panel === panel)
    return Promise.resolve(told.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, limit))
  }

  notificationsOf(subject: string, limit: number) {
    const own = this.#cases()
      .flatMap(({ notifications }) => notifications)
      .filter(({ by }) => by.kind === 'person' && by.subject === subject)
      .map(({ reference, receivedAt }) => ({ reference, notifiedAt: receivedAt }))
    return Promise.resolve(own.sort((a, b) => (a.notifiedAt < b.notifiedAt ? 1 : -1)).slice(0, limit))
  }

  async *awaitingSinceBefore(before: Instant): AsyncIterable<AwaitingCase> {
    for (const known of this.#cases()) {
      const waiting = awaited(known)
      if (!waiting || waiting.hears.at >= before) continue
      const event = eventKey({ reference: known.reference, ...waiting.hears })
      yield await Promise.resolve({ reference: known.reference, since: waiting.hears.at, event })
    }
  }

  recordReading(reading: Reading): Promise<void> {
    this.readings.push(reading)
    return Promise.resolve()
  }

  recordRefusal(refusal: Refusal): Promise<void> {
    this.refusals.set(refusal.reference, refusal)
    return Promise.resolve()
  }

  #cases(): Case[] {
    return [...this.#events.values()].flatMap((events) => rebuild(events) ?? [])
  }
}

const dueOrder = (known: Case) => `${queueEntry(known).nextClock?.dueAt ?? '9999'}#${known.reference}`
