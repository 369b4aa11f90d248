import { rotate } from '../../../functions/rotate-identity-key/rotate.ts'
import type { KeyNumbers, RotationAnswer, RotationRequest } from '../../../schemas/identity-key-rotation.ts'
import { aChild, type Child } from './children.ts'
import type { SimulatedKeys } from './keys.ts'
import type { People } from './people.ts'
import type { SimulatedService } from './service.ts'

const SECOND = 1000

export type RotationStep = KeyNumbers | 'rehash' | 'retire'

/** How an operator rotates the key. */
export interface RotationPlan {
  readonly steps: readonly RotationStep[]
  /** Deploys although it is told not to. */
  readonly isCareless?: boolean
  /** Goes on while functions of before are at work. */
  readonly isHasty?: boolean
}

/** As it is written down in docs/identity-key.md. */
export const ROTATION: RotationPlan = { steps: [[1, 2], 'rehash', [2, 1], [2], 'retire'] }

/** Rotates the identity key in the course of a night. Deployments take their time, and some are taken back. */
export class Operator {
  /** With each deployment comes a child of whom several people tell before it is over, or soon after. */
  readonly newcomers: readonly Child[]
  readonly #service: SimulatedService
  readonly #people: People
  readonly #keys: SimulatedKeys
  readonly #plan: RotationPlan
  #left: number

  constructor(service: SimulatedService, people: People, keys: SimulatedKeys, plan: RotationPlan) {
    this.#service = service
    this.#people = people
    this.#keys = keys
    this.#plan = plan
    this.#left = plan.steps.length
    this.newcomers = plan.steps.map((_, step) => aChild(10 + step))
    this.#later(service.world.chance.between(0, 300))
  }

  isQuiet(): boolean {
    return this.#left === 0
  }

  #later(seconds: number) {
    this.#service.world.timeline.after(seconds * SECOND, () => void this.#goOn())
  }

  async #goOn(): Promise<void> {
    const step = this.#plan.steps.at(-this.#left)
    if (this.#left === 0 || step === undefined) return
    if (typeof step !== 'string') {
      await this.#deploy(step)
      return
    }
    const answer = await this.#ask({ step })
    if (answer?.outcome === 'done') this.#left -= 1
    this.#later(answer?.outcome === 'settling' ? answer.seconds : this.#service.world.chance.between(1, 60))
  }

  async #deploy(keys: KeyNumbers): Promise<void> {
    const { world } = this.#service
    const { isCareless = false, isHasty = false } = this.#plan
    const answer = await this.#ask({ step: 'prepare', keys, nobodyWrites: isCareless })
    if (this.#keys.next || (answer?.outcome !== 'done' && !isCareless)) {
      this.#later(world.chance.between(1, 60))
      return
    }
    const isTakenBack = !isCareless && !isHasty && world.chance.happens(0.2)
    world.tell(() => `The operator deploys keys ${keys.join(', ')}${isTakenBack ? ', to be taken back' : ''}`)
    this.#keys.beginDeploying(keys)
    const took = world.chance.between(5, 180)
    const newcomer = this.newcomers.at(-this.#left)
    for (let tells = 0; newcomer && tells < 3; tells++)
      world.timeline.after(world.chance.between(0, took + 60) * SECOND, () => {
        this.#people.notifyOf(newcomer)
      })
    const goOn = () => {
      if (!isTakenBack) this.#left -= 1
      this.#later(world.chance.between(0, 120))
    }
    world.timeline.after(took * SECOND, () => {
      this.#keys.endDeploying(isTakenBack)
      world.tell(() => `Functions have keys ${this.#keys.has.join(', ')}`)
      if (!isHasty) goOn()
    })
    if (isHasty) goOn()
  }

  async #ask(request: RotationRequest): Promise<RotationAnswer | undefined> {
    const { world, table } = this.#service
    const { isHasty = false } = this.#plan
    const has = (isHasty ? this.#keys.next : undefined) ?? this.#keys.has
    const ran = await world.run(`the operator asks for ${request.step}`, (execution) =>
      rotate(request, {
        rows: table.hashedRowsFor(execution),
        cases: table.casesFor(execution),
        identities: this.#keys.identitiesUnder(has),
        has,
        now: execution.now,
        settleSeconds: isHasty ? 0 : 60,
        isTimeUp: () => execution.millisecondsLeft() < 15 * SECOND,
      }),
    )
    return ran.ok ? ran.value : undefined
  }
}
