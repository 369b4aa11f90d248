import type { Person } from '../../../domain/access/access.ts'
import { amend } from '../../../functions/capture/amend.ts'
import { notify } from '../../../functions/capture/notify.ts'
import { recordClock } from '../../../functions/record-clock/record-clock.ts'
import { workCase } from '../../../functions/work-case/work-case.ts'
import type { AmendmentInput, NotificationInput } from '../../../schemas/notification/notification.ts'
import type { ClockRuleId } from '../../../schemas/clocks.ts'
import type { ActionInput } from '../../../schemas/panel-work/actions.ts'
import type { Reference } from '../../../schemas/reference.ts'
import { doctor, manager, nurse } from '../pipeline.ts'
import { aBody, amendments, type Child } from './children.ts'
import type { SimulatedService } from './service.ts'
import type { Execution } from './world.ts'

/** A notification as somebody sent it, whether or not they got an answer. */
export interface Sent {
  readonly child: Child
  readonly person: Person
  readonly key: string
  readonly json: NotificationInput
}

export interface Acknowledged extends Sent {
  readonly reference: Reference
}

/** Who asks, and how often until they give up. */
const MOST_TRIES = 8
const PATIENCE = 4

/** The people of a history: what they ask of the service, and what it acknowledged. */
export class People {
  readonly sent: Sent[] = []
  readonly acknowledged: Acknowledged[] = []
  readonly amended: { readonly reference: Reference; readonly key: string }[] = []
  readonly recorded: { readonly reference: Reference; readonly key: string }[] = []
  readonly retracted = new Set<Reference>()
  /** The same request, two answers. */
  readonly contradictions: string[] = []
  readonly #service: SimulatedService
  readonly #children: readonly Child[]
  #requests = 0
  #underway = 0

  constructor(service: SimulatedService, children: readonly Child[]) {
    this.#service = service
    this.#children = children
  }

  /** Somebody does something. */
  act(): void {
    const { chance } = this.#service.world
    const share = chance.next()
    if (share < 0.4) this.#notify()
    else if (share < 0.6) this.#amend()
    else if (share < 0.7) this.#notifyAgain()
    else if (share < 0.85) this.#recordClock()
    else if (share < 0.95) this.#join()
    else this.#retract()
  }

  get requests(): number {
    return this.#requests
  }

  isQuiet(): boolean {
    return this.#underway === 0
  }

  #notify() {
    const child = this.#service.world.chance.anyOf(this.#children)
    if (child) this.notifyOf(child)
  }

  /** Somebody notifies the death of this child. */
  notifyOf(child: Child): void {
    const { chance } = this.#service.world
    const json = aBody(child, chance)
    this.#send({ child, person: chance.oneOf([doctor, nurse]), key: this.#key(), json })
  }

  #send(sent: Sent) {
    this.sent.push(sent)
    const { person, key, json } = sent
    this.#ask(
      `${person.subject} notifies`,
      async (execution) => {
        const submission = { person, key, json, body: JSON.stringify(json) }
        const notified = await notify(submission, this.#service.depsFor(execution))
        if (!('notification' in notified)) throw new Error(`A sound notification was answered ${notified.outcome}.`)
        return notified.notification.reference
      },
      (reference) => {
        this.acknowledged.push({ ...sent, reference })
      },
    )
  }

  /** Somebody who has their answer sends the same again: a second click, or a browser that was shown the old page. */
  #notifyAgain() {
    const before = this.#service.world.chance.anyOf(this.acknowledged)
    if (!before) return
    const { person, key, json } = before
    this.#ask(
      `${person.subject} notifies again`,
      async (execution) => {
        const submission = { person, key, json, body: JSON.stringify(json) }
        return notify(submission, this.#service.depsFor(execution))
      },
      (notified) => {
        const isSame = notified.outcome === 'replayed' && notified.notification.reference === before.reference
        if (!isSame) this.contradictions.push(`${before.reference}: sent again, it was answered ${notified.outcome}`)
      },
    )
  }

  #amend() {
    const { chance } = this.#service.world
    const known = chance.anyOf(this.acknowledged)
    if (!known) return
    const json: AmendmentInput = amendments(known.child, chance)
    const { reference, person } = known
    const key = this.#key()
    this.#ask(
      `${person.subject} amends ${reference}`,
      async (execution) =>
        amend(reference, { person, key, json, body: JSON.stringify(json) }, this.#service.depsFor(execution)),
      ({ outcome }) => {
        if (outcome === 'amended' || outcome === 'replayed') this.amended.push({ reference, key })
      },
    )
  }

  #recordClock() {
    const { chance, now } = this.#service.world
    const reference = this.#caseOf(chance.anyOf(this.acknowledged))
    if (!reference) return
    const key = this.#key()
    const rule = chance.oneOf<ClockRuleId>(['D3', 'D4', 'D5', 'D9', 'D12', 'D16'])
    const told = chance.happens(0.8) ? { metAt: now } : { startedAt: now }
    this.#ask(
      `the manager records ${rule} of ${reference}`,
      (execution) =>
        recordClock(
          reference,
          { rule, note: 'Noted.', request: { key, bodyHash: JSON.stringify(told) }, ...told },
          manager,
          this.#service.depsFor(execution),
        ),
      ({ outcome }) => {
        if (outcome === 'recorded' || outcome === 'replayed') this.recorded.push({ reference, key })
      },
    )
  }

  /** The manager joins two cases that are flagged to each other. */
  #join() {
    const flagged = this.#service.table.cases().filter(({ possibleDuplicates }) => possibleDuplicates.length > 0)
    const one = this.#service.world.chance.anyOf(flagged)
    const other = one?.possibleDuplicates[0]?.other
    if (one && other) this.work(one.reference, { action: 'join', into: other })
  }

  #retract() {
    const known = this.#service.world.chance.anyOf(this.acknowledged)
    const reference = this.#caseOf(known)
    if (!known || !reference) return
    // Asked for is not yet done; but from here on nobody may rely on it.
    this.retracted.add(known.reference)
    this.work(reference, { action: 'retract', notification: known.reference, reason: 'sent-as-a-test' })
  }

  work(reference: Reference, json: ActionInput): void {
    const key = this.#key()
    this.#ask(
      `the manager wants to ${json.action} ${reference}`,
      (execution) =>
        workCase(
          reference,
          { person: manager, key, json, body: JSON.stringify(json) },
          this.#service.workDepsFor(execution),
        ),
      () => undefined,
    )
  }

  #caseOf = (one: Acknowledged | undefined) =>
    one &&
    this.#service.table
      .cases()
      .find(({ notifications }) => notifications.some(({ reference }) => reference === one.reference))?.reference

  #key = () => `key-${(this.#requests += 1)}`

  /** Asks until there is an answer, under the same key; or until patience is at its end. */
  #ask<T>(what: string, act: (execution: Execution) => Promise<T>, answered: (answer: T) => void): void {
    const { world } = this.#service
    const tries = world.chance.between(PATIENCE, MOST_TRIES)
    const attempt = async (left: number) => {
      const ran = await world.run(what, act)
      if (!ran.ok && left > 1) {
        world.timeline.after(world.chance.between(100, 30_000), () => void attempt(left - 1))
        return
      }
      this.#underway -= 1
      if (ran.ok) answered(ran.value)
      else world.tell(() => `${what}: gives up`)
    }
    this.#underway += 1
    void attempt(tries)
  }
}
