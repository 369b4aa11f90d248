import type { Person } from '../../domain/access/access.ts'
import { addHours, type Instant } from '../../domain/calendar/instant.ts'
import type { CaseEvent } from '../../domain/case/events.ts'
import { amend } from '../../functions/capture/amend.ts'
import { notify, type CaptureDeps } from '../../functions/capture/notify.ts'
import { categorise } from '../../functions/categorise/categorise.ts'
import { route } from '../../functions/route/route.ts'
import { hmacHash } from '../../functions/shared/adapters/keyed-hash.ts'
import { InMemoryCaseStore } from '../../functions/shared/adapters/memory/case-store.ts'
import { InMemoryPostcodeDirectory } from '../../functions/shared/adapters/memory/postcode-directory.ts'
import type { PostcodeDirectory } from '../../functions/shared/ports/postcode-directory.ts'
import { eventsHeardBy } from '../../schemas/case-events.ts'
import type { AmendmentInput, NotificationInput } from '../../schemas/notification/notification.ts'
import type { Reference } from '../../schemas/reference.ts'

export const doctor: Person = {
  subject: 'doctor',
  roles: ['notifier', 'designated-doctor'],
  area: 'panel/northamptonshire',
}
export const nurse: Person = { subject: 'nurse', roles: ['notifier'] }
export const manager: Person = { subject: 'manager', roles: ['cdop-manager'], area: 'panel/northamptonshire' }

export const hash = hmacHash('a secret that only the tests know, 32+')

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
  now: Instant = '2026-11-20T03:00:00.000Z' as Instant
  readonly deps: CaptureDeps

  constructor(directory: PostcodeDirectory = new InMemoryPostcodeDirectory()) {
    this.deps = { cases: this.#publishing(), directory, hash, meter: this.meter, now: () => this.now }
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
    }
  }

  notify(json: NotificationInput, { person = doctor, key = 'key-1' } = {}) {
    return notify({ person, key, json, body: JSON.stringify(json) }, this.deps)
  }

  amend(reference: Reference, json: AmendmentInput, { person = doctor, key = 'amend-1' } = {}) {
    return amend(reference, { person, key, json, body: JSON.stringify(json) }, this.deps)
  }

  async deliver({ reference, type }: CaseEvent): Promise<void> {
    if (eventsHeardBy('categorise').includes(type)) await categorise(reference, this.deps)
    if (eventsHeardBy('route').includes(type)) await route(reference, this.deps)
  }

  /** Delivers until the bus is empty. */
  async settle(): Promise<void> {
    for (let event = this.bus.shift(); event; event = this.bus.shift()) await this.deliver(event)
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
