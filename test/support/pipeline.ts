import type { Person } from '../../domain/access/access.ts'
import { addHours, type Instant } from '../../domain/calendar/instant.ts'
import { numbered, type Some } from '../../domain/case/decide.ts'
import type { CaseEvent, Decided } from '../../domain/case/events.ts'
import type { Meeting } from '../../domain/panel-work/meeting.ts'
import { alert } from '../../functions/alert/alert.ts'
import { amend } from '../../functions/capture/amend.ts'
import { notify, type CaptureDeps } from '../../functions/capture/notify.ts'
import { categorise } from '../../functions/categorise/categorise.ts'
import { chaseDeadlines } from '../../functions/chase-deadlines/chase-deadlines.ts'
import { workCase, type WorkDeps } from '../../functions/work-case/work-case.ts'
import { recordClock } from '../../functions/record-clock/record-clock.ts'
import { reviewRoutes } from '../../functions/review-case/routes.ts'
import { reconcile } from '../../functions/reconcile/reconcile.ts'
import { route } from '../../functions/route/route.ts'
import { hmacHash, identityHash } from '../../functions/shared/adapters/keyed-hash.ts'
import { InMemoryCaseStore } from '../../functions/shared/adapters/memory/case-store.ts'
import { InMemoryPostcodeDirectory } from '../../functions/shared/adapters/memory/postcode-directory.ts'
import type { Reading } from '../../functions/shared/ports/case-repository.ts'
import type { AlertSender } from '../../functions/shared/ports/alert-sender.ts'
import type { Secrets } from '../../functions/shared/ports/secrets.ts'
import type { PostcodeDirectory } from '../../functions/shared/ports/postcode-directory.ts'
import type { Alert } from '../../schemas/alert.ts'
import { eventsHeardBy, type ThinEvent } from '../../schemas/case-events.ts'
import type { ClockRuleId } from '../../schemas/clocks.ts'
import type { AmendmentInput, NotificationInput } from '../../schemas/notification/notification.ts'
import type { ActionInput } from '../../schemas/panel-work/actions.ts'
import type { MeetingReference, Reference } from '../../schemas/reference.ts'
import { completeForm } from './builders/analysis.ts'
import { aMeeting } from './builders/meeting.ts'

export const doctor: Person = {
  subject: 'doctor',
  roles: ['notifier', 'designated-doctor'],
  area: 'panel/northamptonshire',
}
export const nurse: Person = { subject: 'nurse', roles: ['notifier'] }
export const CLAIM_HOURS = 4
export const LINK_DAYS = 28

/** Secrets that count up: none comes twice. */
export function countedSecrets(from = 0): Secrets {
  let count = from
  return {
    token: () => String((count += 1)).padStart(43, 'A'),
    passcode: () => String((count += 1)).padStart(6, '0'),
  }
}

/** What working on cases needs besides the stores. */
export const WORK = { claimHours: CLAIM_HOURS, linkDays: LINK_DAYS, secrets: countedSecrets() }

export const chair: Person = { subject: 'chair', roles: ['chair'], area: 'panel/northamptonshire' }
export const member: Person = { subject: 'member', roles: ['panel-member'], area: 'panel/northamptonshire' }
export const manager: Person = { subject: 'manager', roles: ['cdop-manager'], area: 'panel/northamptonshire' }

export const hash = hmacHash('a secret that only the tests know, 32+')
export const identities = identityHash([{ number: 1, secret: 'a secret that only the tests know, 32+' }])

export const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Counts what is metered. */
export function aMeter() {
  const counts = new Map<string, number>()
  return {
    counts,
    count: (name: string, amount = 1) => void counts.set(name, (counts.get(name) ?? 0) + amount),
  }
}

/** The real use cases on stores in memory; the bus delivers when a test says so, in any order and as often as it likes. */
export class TestPipeline {
  readonly store = new InMemoryCaseStore()
  readonly meter = aMeter()
  /** Events not delivered yet. */
  readonly bus: CaseEvent[] = []
  /** Alerts that went out. */
  readonly sent: Alert[] = []
  /** A test may put a sender in its place that fails. */
  alerts: AlertSender = {
    send: (alert) => {
      this.sent.push(alert)
      return Promise.resolve()
    },
  }
  #works = 0
  now: Instant = '2026-11-20T03:00:00.000Z' as Instant
  readonly deps: CaptureDeps

  constructor(directory: PostcodeDirectory = new InMemoryPostcodeDirectory()) {
    this.deps = {
      ...{ cases: this.#publishing(), directory },
      ...{ hash, identities, meter: this.meter, now: () => this.now },
    }
  }

  /** The store, with every event that it takes put on the bus, as the table's stream does. */
  #publishing(): CaptureDeps['cases'] {
    const { store, bus } = this
    return {
      load: (reference) => store.load(reference),
      alike: (likenesses) => store.alike(likenesses),
      recordRefusal: (refusal) => store.recordRefusal(refusal),
      append: async (before, events, guards) => {
        const appended = await store.append(before, events, guards)
        if (appended.outcome === 'appended') bus.push(...events)
        return appended
      },
      appendTogether: async (changes) => {
        const appended = await store.appendTogether(changes)
        if (appended.outcome === 'appended') bus.push(...changes.flatMap(({ events }) => events))
        return appended
      },
    }
  }

  notify(json: NotificationInput, { person = doctor, key = 'key-1' } = {}) {
    return notify({ person, key, json, body: JSON.stringify(json) }, this.deps)
  }

  amend(reference: Reference, json: AmendmentInput, { person = doctor, key = 'amend-1' } = {}) {
    return amend(reference, { person, key, json, body: JSON.stringify(json) }, this.deps)
  }

  /** Takes an action on a case, under a key of its own unless a test gives one. */
  work(reference: Reference, json: ActionInput, { person = manager, key = `work-${(this.#works += 1)}` } = {}) {
    return workCase(reference, { person, key, json, body: JSON.stringify(json) }, this.workDeps)
  }

  get workDeps(): WorkDeps {
    return { ...this.deps, meetings: this.store.meetings, ...WORK }
  }

  /** Plans a meeting of the panel in the store; answers what to name it by. */
  async meeting(overrides: Partial<Meeting> = {}): Promise<MeetingReference> {
    const meeting = aMeeting(overrides)
    await this.store.meetings.save(meeting)
    return meeting.reference
  }

  /** The review over HTTP, on the same stores and clock. */
  reviewRoutes() {
    const { store, deps } = this
    const cases = { ...deps.cases, recordReading: (reading: Reading) => store.recordReading(reading) }
    return reviewRoutes({ ...deps, cases })
  }

  /** Brings a case of the manager's panel before the panel. */
  async list(reference: Reference): Promise<void> {
    for (const stage of ['child-death-review-meeting', 'ready-for-panel'] as const)
      await this.work(reference, { action: 'move-to-stage', stage })
    await this.work(reference, { action: 'list-for-meeting', meeting: await this.meeting() })
  }

  /** Writes all that a conclusion needs on the form of a case. */
  async fillIn(reference: Reference): Promise<void> {
    const known = await this.case(reference)
    const by = { kind: 'person', ...doctor } as const
    const decided = completeForm(known) as unknown as Some<Decided>
    await this.deps.cases.append(known, numbered(known, decided, this.now, by))
  }

  async deliver({ reference, type, sequence }: CaseEvent): Promise<void> {
    if (eventsHeardBy('categorise').includes(type)) await categorise(reference, this.deps)
    if (eventsHeardBy('route').includes(type)) await route(reference, this.deps)
    if (eventsHeardBy('alert').includes(type)) await alert(reference, sequence, { ...this.deps, alerts: this.alerts })
  }

  /** Delivers until the bus is empty. */
  async settle(): Promise<void> {
    for (let event = this.bus.shift(); event; event = this.bus.shift()) await this.deliver(event)
  }

  /** The bus loses nothing for good: whatever stands still is sent round again until nothing does for an hour. */
  async settleForGood(): Promise<void> {
    await this.settle()
    for (let quiet = 0; quiet < 60; quiet++) {
      this.later(1 / 60)
      const resent = await this.#reconcile()
      if (resent.length > 0) quiet = 0
      for (const { data } of resent) await this.deliver(await this.event(data.reference as Reference, data.sequence))
      await this.settle()
    }
  }

  async #reconcile(): Promise<ThinEvent[]> {
    const resent: ThinEvent[] = []
    const publish = (events: readonly ThinEvent[]) => {
      resent.push(...events)
      return Promise.resolve(new Set<string>())
    }
    const { store: cases, now } = this
    await reconcile({
      cases,
      publisher: { publish },
      log: silentLog,
      meter: aMeter(),
      now: () => now,
      patienceSeconds: 120,
    })
    return resent
  }

  async event(reference: Reference, sequence: number): Promise<CaseEvent> {
    const found = await this.store.load(reference)
    const event = found && 'events' in found ? found.events.find((one) => one.sequence === sequence) : undefined
    if (!event) throw new Error('No such event.')
    return event
  }

  /** One run of the sweep over the clocks, by rules that may have changed since the cases were planned. */
  chase({
    isTimeUp = (): boolean => false,
    formerRuleSets = [] as readonly string[],
    cases = this.deps.cases,
  } = {}): Promise<number> {
    return chaseDeadlines({ ...this.deps, cases, toChase: this.store, formerRuleSets, log: silentLog, isTimeUp })
  }

  record(
    reference: Reference,
    rule: ClockRuleId,
    told: { metAt: Instant; note?: string } | { startedAt: Instant; note?: string },
    { person = manager, key = `${rule}-${JSON.stringify(told)}` } = {},
  ) {
    const request = { key, bodyHash: JSON.stringify(told) }
    return recordClock(reference, { rule, request, ...told }, person, this.deps)
  }

  async case(reference: Reference) {
    const found = await this.store.load(reference)
    if (!found || 'joined' in found) throw new Error('No such case.')
    return found.case
  }

  later(hours: number) {
    this.now = addHours(this.now, hours)
  }
}
