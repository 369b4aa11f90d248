import type { IdentityHash } from '../../functions/shared/ports/identity-hash.ts'
import type { KeyNumbers } from '../../schemas/identity-key-rotation.ts'
import { sound, type Collaborators } from '../support/simulation/collaborators.ts'
import { runHistory } from '../support/simulation/history.ts'
import { SimulatedKeys } from '../support/simulation/keys.ts'
import { ROTATION, type RotationPlan } from '../support/simulation/operator.ts'
import { runHistories } from '../support/simulation/run-histories.ts'
import { tally } from '../support/tally.ts'

/** What CI has seconds for; `npm run verify` runs as many as it is told. */
const HISTORIES = Math.ceil(Number(process.env['SIMULATED_HISTORIES'] ?? 2_500) / 60)

const MOST_HISTORIES = 400

/** Functions that forget the keys that follow. */
class LeadingKeysOnly extends SimulatedKeys {
  protected override hashing(numbers: KeyNumbers): IdentityHash {
    return super.hashing([numbers[0]])
  }
}

interface Defect {
  readonly rotation: RotationPlan
  readonly collaborators?: () => Collaborators
}

const DEFECTS: Readonly<Record<string, Defect>> = {
  'a new key that takes the place of the old': { rotation: { steps: [[2]], isCareless: true } },
  'a key that leads before it has every child': {
    rotation: { steps: [[1, 2], [2, 1], [2]], isCareless: true },
  },
  'a rehash while functions of before are at work': {
    rotation: { ...ROTATION, isHasty: true },
  },
  'an old key given up where functions that it leads are at work': {
    rotation: { steps: [[1, 2], 'rehash', [2]], isCareless: true },
  },
  'functions that write under the leading key alone': {
    rotation: ROTATION,
    collaborators: () => ({ ...sound(), keys: new LeadingKeysOnly() }),
  },
}

describe('While the identity key is rotated', () => {
  it('a night loses nothing, and a child is known again at every moment', async () => {
    const { counts, failures } = await runHistories(1, HISTORIES, undefined, ROTATION)
    tally('simulated-rotations', counts)
    expect(failures).toEqual([])
  }, 300_000)

  it.each(Object.entries(DEFECTS))('%s is found', async (_defect, { rotation, collaborators = sound }) => {
    for (let seed = 1; seed <= MOST_HISTORIES; seed++) {
      const { violations } = await runHistory(seed, { collaborators: collaborators(), rotation })
      if (violations.some(({ invariant }) => invariant === 'each child has one case')) return
    }
    throw new Error(`${MOST_HISTORIES} histories do not show it.`)
  })
})
