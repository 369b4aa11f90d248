import type { Case } from '../../../domain/case/case.ts'
import { InMemoryCaseStore } from '../../../functions/shared/adapters/memory/case-store.ts'
import type { Appended, Change, Guards } from '../../../functions/shared/ports/case-repository.ts'
import { hash } from '../pipeline.ts'
import { collected, SimulatedIndexes } from './table.ts'
import { sound, type Collaborators } from './collaborators.ts'
import type { Invariant } from './invariants.ts'

type Events = Change['events']

/** A mistake that somebody could make, and the invariant that it breaks. */
export interface Defect {
  readonly breaks: Invariant
  readonly collaborators: () => Collaborators
}

const withStore = (store: new () => InMemoryCaseStore) => (): Collaborators => ({ ...sound(), store: new store() })

/** Says that every fifth new case is stored, before it is. */
class HastyStore extends InMemoryCaseStore {
  #opened = 0

  override append(before: Case | undefined, events: Events, guards: Guards = {}): Promise<Appended> {
    if (before || (this.#opened += 1) % 5 !== 0) return super.append(before, events, guards)
    return new InMemoryCaseStore().append(before, events)
  }
}

/** Does not ask whether the child has a case. */
class UnguardedStore extends InMemoryCaseStore {
  override append(before: Case | undefined, events: Events, guards: Guards = {}): Promise<Appended> {
    const { joining } = guards
    return super.append(before, events, joining && { joining })
  }
}

/** Writes without asking whether the case is still as it was read. */
class UnconditionalStore extends InMemoryCaseStore {
  override async append(before: Case | undefined, events: Events, guards: Guards = {}): Promise<Appended> {
    const found = before && (await this.load(before.reference))
    if (!found || !('case' in found)) return super.append(before, events, guards)
    const [first, ...others] = events.map((event, index) => ({ ...event, sequence: found.case.version + index + 1 }))
    return first ? super.append(found.case, [first, ...others], guards) : super.append(before, events, guards)
  }
}

/** Links the routing of a case to nothing. */
class UnlinkedStore extends InMemoryCaseStore {
  override append(before: Case | undefined, events: Events, guards: Guards = {}): Promise<Appended> {
    const isRouting = events.some(({ type }) => type === 'CaseRouted')
    const unlinked = before && isRouting ? { ...before, head: undefined } : before
    return super.append(unlinked, events, guards)
  }
}

/** Misses every seventh write. */
class ForgetfulIndexes extends SimulatedIndexes {
  #writes = 0

  override show(known: Case): void {
    if ((this.#writes += 1) % 7 !== 0) super.show(known)
  }
}

export const DEFECTS: Readonly<Record<string, Defect>> = {
  'a store that acknowledges before it has stored': {
    breaks: 'no acknowledged notification is lost, and none made up',
    collaborators: withStore(HastyStore),
  },
  'a store that forgets whose case it is': {
    breaks: 'each child has one case',
    collaborators: withStore(UnguardedStore),
  },
  'a store that writes over what it has not read': {
    breaks: 'each version of the facts is categorised and routed once',
    collaborators: withStore(UnconditionalStore),
  },
  'a reconcile that never runs': {
    breaks: 'each version of the facts is categorised and routed once',
    collaborators: () => ({ ...sound(), reconciles: false }),
  },
  'an index that misses a write': {
    breaks: 'the queue and the events agree',
    collaborators: () => ({ ...sound(), indexes: new ForgetfulIndexes() }),
  },
  'statistics that read a page again': {
    breaks: 'the statistics count each case once',
    collaborators: () => ({
      ...sound(),
      rows: (real) => ({
        async *codedCases(cohort, from, to) {
          const rows = await collected(real.codedCases(cohort, from, to))
          yield* rows
          yield* rows.slice(2)
        },
      }),
    }),
  },
  'a sweep that leaves out the last case': {
    breaks: 'no clock is missed in silence',
    collaborators: () => ({
      ...sound(),
      toChase: (real) => ({
        async *toChase(ruleSet, before) {
          yield* (await collected(real.toChase(ruleSet, before))).slice(0, -1)
        },
      }),
    }),
  },
  'an alert that is recorded as sent although it was not': {
    breaks: 'whoever has to act on a missed deadline is told, above all of a Joint Agency Response',
    collaborators: () => {
      let alerts = 0
      const isLost = () => (alerts += 1) % 3 === 0
      return {
        ...sound(),
        alerts: (real) => ({ send: (alert) => (isLost() ? Promise.resolve() : real.send(alert)) }),
      }
    },
  },
  'a reference that is made anew for each attempt': {
    breaks: 'the same request gets the same answer',
    collaborators: () => {
      let attempts = 0
      return {
        ...sound(),
        hash: { ...hash, reference: (subject, key) => hash.reference(subject, `${key} ${(attempts += 1)}`) },
      }
    },
  },
  'a consumer that drops what it cannot use': {
    breaks: 'what can never succeed is parked, and nothing else',
    collaborators: () => ({
      ...sound(),
      consumer: (real) => async (event, context) => {
        await real(event, context)
        return { batchItemFailures: [] }
      },
    }),
  },
  'a store that breaks the chain of events': {
    breaks: 'the history of each case is whole',
    collaborators: withStore(UnlinkedStore),
  },
}
