import { sound } from '../support/simulation/collaborators.ts'
import { DEFECTS } from '../support/simulation/defects.ts'
import { runHistory } from '../support/simulation/history.ts'
import { INVARIANTS } from '../support/simulation/invariants.ts'
import { runHistories } from '../support/simulation/run-histories.ts'
import { tally } from '../support/tally.ts'

const MOST_HISTORIES = 400

describe('The simulation', () => {
  let caught = 0

  it.each(Object.entries(DEFECTS))('finds %s', async (_defect, { breaks, collaborators }) => {
    for (let seed = 1; seed <= MOST_HISTORIES; seed++) {
      const { violations } = await runHistory(seed, { collaborators: collaborators() })
      if (!violations.some(({ invariant }) => invariant === breaks)) continue
      caught += 1
      return
    }
    throw new Error(`${MOST_HISTORIES} histories do not show it.`)
  })

  it('has a defect for each of its invariants', () => {
    const broken = new Set(Object.values(DEFECTS).map(({ breaks }) => breaks))
    expect([...broken].sort()).toEqual(Object.keys(INVARIANTS).sort())
  })

  it('shows that the sweep makes up for a relay that publishes nothing', async () => {
    const silent = () => ({ ...sound(), relayed: () => ({ publish: () => Promise.resolve(new Set<string>()) }) })
    expect((await runHistories(1, 20, silent)).failures).toEqual([])
  })

  afterAll(() => {
    tally('seeded-defects', { defects: Object.keys(DEFECTS).length, caught })
  })
})
