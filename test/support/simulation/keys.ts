import type { IdentityHash } from '../../../functions/shared/ports/identity-hash.ts'
import { identityHash } from '../../../functions/shared/adapters/keyed-hash.ts'
import { eachLed, type Led } from '../../../functions/shared/identity-keys.ts'
import type { KeyNumbers } from '../../../schemas/identity-key-rotation.ts'
import type { Execution, World } from './world.ts'

/** Which identity keys functions have. While a deployment is under way, some still get those of before. */
export class SimulatedKeys {
  #has: KeyNumbers = [1]
  #next: KeyNumbers | undefined
  readonly #of = new WeakMap<Execution, IdentityHash>()
  readonly #made = new Map<string, IdentityHash>()

  /** What the function that rotates has: it is the last to change. */
  get has(): KeyNumbers {
    return this.#has
  }

  /** What is being deployed. */
  get next(): KeyNumbers | undefined {
    return this.#next
  }

  /** From the moment that an execution begins it has the same keys to its end. */
  identitiesFor(execution: Execution, { chance }: World): IdentityHash {
    const known = this.#of.get(execution)
    if (known) return known
    const identities = this.identitiesUnder(this.#next && chance.happens(0.5) ? this.#next : this.#has)
    this.#of.set(execution, identities)
    return identities
  }

  identitiesUnder(numbers: KeyNumbers): IdentityHash {
    const made = this.#made.get(numbers.join()) ?? this.hashing(numbers)
    this.#made.set(numbers.join(), made)
    return made
  }

  protected hashing(numbers: Led<number>): IdentityHash {
    return identityHash(eachLed(numbers, (number) => ({ number, secret: `${number}`.repeat(32) })))
  }

  beginDeploying(next: KeyNumbers): void {
    this.#next = next
  }

  endDeploying(isTakenBack: boolean): void {
    if (!isTakenBack) this.#has = this.#next ?? this.#has
    this.#next = undefined
  }
}
