import { awaited, evolve, rebuild, type Case } from '../../../../domain/case/case.ts'
import { chaseTimeOfCase } from '../../../../domain/case/clocks.ts'
import type { CaseEvent } from '../../../../domain/case/events.ts'
import type { Notice } from '../../../../domain/case/notice.ts'
import { dueOrder, isByDueTime, queueEntry, type QueueEntry } from '../../../../domain/case/queue-entry.ts'
import { registerOrder } from '../../../../domain/review/register-order.ts'
import type { Instant } from '../../../../domain/calendar/instant.ts'
import { eventKey } from '../../../../schemas/event-key.ts'
import { agendaChanges } from '../../../../domain/panel-work/listing.ts'
import type { CivilDate } from '../../../../domain/calendar/civil-date.ts'
import { isWithin, type CodedCase } from '../../../../domain/disclosure/count.ts'
import { isOpen } from '../../../../domain/panel-work/stages.ts'
import { codedCases } from '../../../../domain/statistics/coded-case.ts'
import type { Stage } from '../../../../schemas/panel-work/codes.ts'
import type { Reference } from '../../../../schemas/reference.ts'
import type { Cohort } from '../../../../schemas/statistics/catalogue.ts'
import type { Led } from '../../identity-keys.ts'
import type {
  AccessRecord,
  Appended,
  AwaitingCase,
  CasesOfPanel,
  CasesToChase,
  CaseRepository,
  Change,
  Guards,
  HistoryRecord,
  JoinedNotification,
  KeptHistory,
  KeptReading,
  LoadedCase,
  PassingCases,
  QueueFilter,
  QueuePage,
  QueuePosition,
  QueueReader,
  Reading,
} from '../../ports/case-repository.ts'
import type { FormKey, FormKeys } from '../../ports/form-keys.ts'
import type { HashedRow, HashedRows, Rotation } from '../../ports/hashed-rows.ts'
import type {
  RecommendationRegister,
  RegisterFilter,
  RegisterPage,
  RegisterPosition,
} from '../../ports/recommendation-register.ts'
import type { Refusal, RefusalRecord } from '../../ports/refusal-record.ts'
import { chained, faultsOfEvents, faultsOfReadings, keptReading } from '../chain.ts'
import { InMemoryMeetings } from './meetings.ts'
import type { StatisticsRows } from '../../ports/statistics-rows.ts'

const ROWS_A_PAGE = 4
const placeOf = ({ hash, reference }: HashedRow) => `${hash} ${reference}`

/** Keeps cases in memory by the same rules as the table; the same contract test holds both to them. */
export class InMemoryCaseStore
  implements
    CaseRepository,
    QueueReader,
    PassingCases,
    CasesToChase,
    CasesOfPanel,
    RecommendationRegister,
    StatisticsRows,
    AccessRecord,
    HistoryRecord,
    RefusalRecord,
    FormKeys,
    HashedRows
{
  readonly #events = new Map<Reference, readonly CaseEvent[]>()
  /** Each list of events, folded. */
  readonly #cases = new WeakMap<readonly CaseEvent[], Case>()
  readonly #joined = new Map<Reference, JoinedNotification>()
  readonly #identities = new Map<string, Reference>()
  readonly #likenesses = new Map<string, Set<Reference>>()
  #rotation: Rotation | undefined
  readonly #notices = new Map<string, Notice & { readonly reference: Reference }>()
  readonly meetings = new InMemoryMeetings()
  readonly #formKeys = new Map<string, FormKey>()
  readonly readings: KeptReading[] = []
  readonly refusals = new Map<Reference, Refusal>()

  load(reference: Reference): Promise<LoadedCase | JoinedNotification | undefined> {
    const events = this.#events.get(reference) ?? []
    const known = this.#folded(events)
    return Promise.resolve(known ? { case: known, events } : this.#joined.get(reference))
  }

  append(
    before: Case | undefined,
    events: readonly [CaseEvent, ...CaseEvent[]],
    guards: Guards = {},
  ): Promise<Appended> {
    return Promise.resolve(this.#refusal(before, events[0].reference, guards) ?? this.#keep(before, events, guards))
  }

  appendTogether(changes: readonly [Change, Change]): Promise<Appended> {
    const refusal = changes.map(({ before, events }) => this.#refusal(before, events[0].reference, {})).find(Boolean)
    const [kept] = refusal ? [refusal] : changes.map(({ before, events }) => this.#keep(before, events, {}))
    return kept ? Promise.resolve(kept) : Promise.reject(new Error('Two cases are written together.'))
  }

  #refusal(before: Case | undefined, reference: Reference, guards: Guards): Appended | undefined {
    const { identity, insteadOf, joining, meeting } = guards
    const own = this.#request(joining?.reference ?? reference)
    if ((!before || joining) && own) return { outcome: 'request-known', request: own }
    if (before && this.#events.get(reference)?.length !== before.version) return { outcome: 'changed-meanwhile' }
    if (meeting && !this.meetings.isUnchanged(meeting)) return { outcome: 'changed-meanwhile' }
    if (guards.formKey && this.#formKeys.has(guards.formKey.hash)) return { outcome: 'changed-meanwhile' }
    const child = identity && this.#identities.get(identity[0])
    return child && child !== insteadOf ? { outcome: 'child-known', reference: child } : undefined
  }

  #request(reference: Reference) {
    return this.#folded(this.#events.get(reference) ?? [])?.request ?? this.#joined.get(reference)?.request
  }

  #keep(before: Case | undefined, events: readonly [CaseEvent, ...CaseEvent[]], guards: Guards): Appended {
    const kept = chained(before?.head, events)
    const after = kept.reduce<Case | undefined>(evolve, before)
    if (!after) throw new Error('Events must make a case.')
    const { reference } = after
    const all = [...(this.#events.get(reference) ?? []), ...kept]
    this.#events.set(reference, all)
    this.#cases.set(all, after)
    this.meetings.place(agendaChanges(before, after))
    for (const hash of guards.identity ?? []) this.#identities.set(hash, reference)
    if (guards.joining) this.#joined.set(guards.joining.reference, guards.joining)
    if (guards.formKey) this.#formKeys.set(guards.formKey.hash, guards.formKey)
    for (const notice of guards.notices ?? [])
      this.#notices.set([notice.panel, notice.at, reference].join(), { ...notice, reference })
    return { outcome: 'appended', case: after }
  }

  alike(reference: Reference, likenesses: readonly Led<string>[]): Promise<Reference[]> {
    for (const hash of likenesses.flat())
      this.#likenesses.set(hash, (this.#likenesses.get(hash) ?? new Set()).add(reference))
    const found = new Set(likenesses.flatMap(([leading]) => [...(this.#likenesses.get(leading) ?? [])]))
    return Promise.resolve([...found].filter((other) => other !== reference))
  }

  rows(after?: string): Promise<{ readonly rows: readonly HashedRow[]; readonly next?: string }> {
    const all: HashedRow[] = [
      ...[...this.#identities].map(([hash, reference]) => ({ kind: 'identity' as const, hash, reference })),
      ...[...this.#likenesses].flatMap(([hash, references]) =>
        [...references].map((reference) => ({ kind: 'likeness' as const, hash, reference })),
      ),
    ].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
    const left = all.filter((row) => after === undefined || placeOf(row) > after)
    const page = left.slice(0, ROWS_A_PAGE)
    const last = page.at(-1)
    return Promise.resolve({ rows: page, ...(last && left.length > page.length && { next: placeOf(last) }) })
  }

  copy({ kind, hash, reference }: HashedRow, to: string): Promise<void> {
    if (kind === 'likeness') this.#likenesses.set(to, (this.#likenesses.get(to) ?? new Set()).add(reference))
    else if (this.#identities.get(hash) === reference) this.#identities.set(to, reference)
    return Promise.resolve()
  }

  remove({ kind, hash, reference }: HashedRow): Promise<void> {
    if (kind === 'likeness') this.#likenesses.get(hash)?.delete(reference)
    else this.#identities.delete(hash)
    return Promise.resolve()
  }

  rotation(): Promise<Rotation | undefined> {
    return Promise.resolve(this.#rotation)
  }

  keep(rotation: Rotation): Promise<boolean> {
    const isNext = rotation.revision === (this.#rotation?.revision ?? 0) + 1
    if (isNext) this.#rotation = rotation
    return Promise.resolve(isNext)
  }

  findFormKey(hash: string): Promise<FormKey | undefined> {
    return Promise.resolve(this.#formKeys.get(hash))
  }

  queue(panel: string, filter: QueueFilter, limit: number, after?: QueuePosition): Promise<QueuePage> {
    const isFirst = (a: string, b: string) => (isByDueTime(filter) ? a < b : a > b)
    const wanted = this.everyCase()
      .filter((known) => known.routing?.panel === panel)
      .map((known) => ({ known, entry: queueEntry(known) }))
      .map(({ known, entry }) => ({ entry, dueOrder: dueOrder(known, entry) }))
      .filter(({ entry, dueOrder: order }) => isWanted(entry, filter, order))
      .filter(({ dueOrder: order }) => !after || isFirst(after.dueOrder, order))
      .sort((a, b) => (isFirst(a.dueOrder, b.dueOrder) ? -1 : 1))
    const page = wanted.slice(0, limit)
    const last = page.at(-1)
    return Promise.resolve({
      entries: page.map(({ entry }) => entry),
      ...(last && wanted.length > limit && { next: { dueOrder: last.dueOrder, reference: last.entry.reference } }),
    })
  }

  async find(panel: string, reference: Reference): Promise<QueueEntry | undefined> {
    const found = await this.load(reference)
    const joined = found && ('joined' in found ? found.joined : found.case.joinedTo)
    if (joined) return this.find(panel, joined)
    return found && 'case' in found && found.case.routing?.panel === panel ? queueEntry(found.case) : undefined
  }

  recommendations(
    panel: string,
    { status, level, overdue }: RegisterFilter,
    limit: number,
    after?: RegisterPosition,
  ): Promise<RegisterPage> {
    const wanted = this.everyCase()
      .filter((known) => known.routing?.panel === panel)
      .flatMap(({ reference, work }) =>
        work.review.recommendations.map((recommendation) => ({ reference, recommendation })),
      )
      .filter(
        ({ recommendation: one }) => [undefined, one.status].includes(status) && [undefined, one.level].includes(level),
      )
      .map((entry) => ({ entry, dueOrder: registerOrder(entry.reference, entry.recommendation) }))
      .filter(({ dueOrder }) => !overdue || dueOrder < overdue.on === overdue.is)
      .filter(({ dueOrder }) => !after || after.dueOrder < dueOrder)
      .sort((a, b) => (a.dueOrder < b.dueOrder ? -1 : 1))
    const page = wanted.slice(0, limit)
    const last = page.at(-1)
    return Promise.resolve({
      entries: page.map(({ entry }) => entry),
      ...(last && wanted.length > limit && { next: { dueOrder: last.dueOrder, reference: last.entry.reference } }),
    })
  }

  notices(panel: string, limit: number) {
    const told = [...this.#notices.values()].filter((notice) => notice.panel === panel)
    return Promise.resolve(told.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, limit))
  }

  notificationsOf(subject: string, limit: number) {
    const own = this.everyCase()
      .flatMap(({ notifications }) => notifications)
      .filter(({ by }) => by.kind === 'person' && by.subject === subject)
      .map(({ reference, receivedAt }) => ({ reference, notifiedAt: receivedAt }))
    return Promise.resolve(own.sort((a, b) => (a.notifiedAt < b.notifiedAt ? 1 : -1)).slice(0, limit))
  }

  async *awaitingSinceBefore(before: Instant): AsyncIterable<AwaitingCase> {
    for (const known of this.everyCase()) {
      const waiting = awaited(known)
      if (!waiting || waiting.since >= before) continue
      const event = eventKey({ reference: known.reference, ...waiting.hears })
      yield await Promise.resolve({ reference: known.reference, since: waiting.hears.at, event })
    }
  }

  async *toChase(clockRuleSet: string, before?: Instant): AsyncIterable<Reference> {
    const due = this.everyCase()
      .filter(({ routing }) => routing?.clockRuleSetVersion === clockRuleSet)
      .flatMap((known) => ({ reference: known.reference, chaseAt: chaseTimeOfCase(known) }))
      .filter(({ chaseAt }) => chaseAt !== undefined && (before === undefined || chaseAt < before))
      .sort((a, b) => (String(a.chaseAt) < String(b.chaseAt) ? -1 : 1))
    for (const { reference } of due) yield await Promise.resolve(reference)
  }

  async *casesOfPanel(panel: string, from: Instant, to: Instant): AsyncIterable<Reference> {
    const own = this.everyCase()
      .filter(({ routing, openedAt }) => routing?.panel === panel && openedAt >= from && openedAt <= to)
      .sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
    for (const { reference } of own) yield await Promise.resolve(reference)
  }

  async *codedCases(cohort: Cohort, from: CivilDate, to: CivilDate): AsyncIterable<CodedCase> {
    for (const known of this.everyCase()) {
      const coded = codedCases(known)[cohort]
      if (coded && isWithin({ from, to }, coded.countsOn)) yield await Promise.resolve(coded)
    }
  }

  recordReading(reading: Reading): Promise<void> {
    const before = this.#readingsOf(reading.reference)
    this.readings.push(keptReading({ count: before.length, hash: before.at(-1)?.hash }, reading))
    return Promise.resolve()
  }

  history(reference: Reference): Promise<KeptHistory> {
    const events = this.#events.get(reference) ?? []
    const readings = this.#readingsOf(reference)
    const faults = [
      ...faultsOfEvents(events, { count: events.length, hash: events.at(-1)?.hash }),
      ...faultsOfReadings(readings, { count: readings.length, hash: readings.at(-1)?.hash }),
    ]
    return Promise.resolve({ events, readings, faults })
  }

  #readingsOf(reference: Reference): readonly KeptReading[] {
    return this.readings.filter((one) => one.reference === reference)
  }

  recordRefusal(refusal: Refusal): Promise<void> {
    this.refusals.set(refusal.reference, refusal)
    return Promise.resolve()
  }

  /** Every case, ended ones too. */
  everyCase(): Case[] {
    return [...this.#events.values()].flatMap((events) => this.#folded(events) ?? [])
  }

  /** Folded event by event as they come, since simulations load a case thousands of times. */
  #folded(events: readonly CaseEvent[]): Case | undefined {
    return this.#cases.get(events) ?? rebuild(events)
  }
}

function isWanted({ stage, expectedness, holds }: QueueEntry, filter: QueueFilter, order: string): boolean {
  const isThere = 'stage' in filter ? stage === filter.stage : isInState(stage, filter.state)
  const isSo = filter.expectedness === undefined || expectedness === filter.expectedness
  const isHeld = filter.hold === undefined || holds.includes(filter.hold)
  return isThere && isSo && isHeld && (!filter.overdue || filter.overdue.is === order < filter.overdue.at)
}

const isInState = (stage: Stage, state: 'open' | 'closed') => (state === 'open' ? isOpen(stage) : stage === 'closed')
