import type { Chance } from './chance.ts'

/** Everything that a bad night may bring, and how often at most: to each call, message, record or run. */
const WORST = {
  /** A call fails before anything was done. */
  refused: 0.12,
  /** What was asked for is done, and the answer never arrives. */
  'answer-lost': 0.12,
  /** A call takes so long that others come in between. */
  late: 0.15,
  /** No answer and no error either: the function's time runs out. */
  hung: 0.03,
  /** The function is ended at any moment. What it had asked for may still be done. */
  killed: 0.15,
  /** A service answers nobody for some minutes. */
  outage: 0.3,
  /** Some of a batch are not published, although the answer says success. */
  'partly-published': 0.25,
  /** The topic takes a message and does not bring it to a queue. */
  'message-lost': 0.2,
  'message-doubled': 0.2,
  /** A message comes long after others that were sent later. */
  'message-overtaken': 0.2,
  /** A queue hands the same message to two at once. */
  'handed-out-twice': 0.15,
  /** What was done with is not deleted, and comes again. */
  'not-deleted': 0.15,
  /** Something on a queue that is no event. */
  'unusable-message': 0.15,
  /** The stream begins again before where it was. */
  'stream-repeated': 0.2,
  /** The stream has let go of records that nobody has read. */
  'stream-trimmed': 0.05,
  /** Records of one transaction appear in another order. */
  'stream-reordered': 0.3,
  /** An index shows what was, for a while. */
  'index-behind': 0.4,
  /** A schedule does not run. */
  'run-left-out': 0.3,
} as const satisfies Record<string, number>

export type Fault = keyof typeof WORST
export const FAULTS = Object.keys(WORST) as Fault[]

/**
 * What goes wrong in one history. Each history has faults of its own: many kinds at once hide each other, so that about half are left
 * out, and the rest come at rates of their own.
 */
export class Faults {
  readonly counts = new Map<Fault, number>()
  readonly #chance: Chance
  readonly #rates: ReadonlyMap<Fault, number>
  readonly #tell: (fault: Fault) => void
  #isOver = false

  constructor(chance: Chance, tell: (fault: Fault) => void) {
    this.#chance = chance
    this.#tell = tell
    this.#rates = new Map(FAULTS.map((fault) => [fault, chance.happens(0.5) ? chance.next() * WORST[fault] : 0]))
  }

  strikes(fault: Fault): boolean {
    if (this.#isOver || !this.#chance.happens(this.#rates.get(fault) ?? 0)) return false
    this.counts.set(fault, (this.counts.get(fault) ?? 0) + 1)
    this.#tell(fault)
    return true
  }

  /** From now on everything works. */
  end(): void {
    this.#isOver = true
  }
}
