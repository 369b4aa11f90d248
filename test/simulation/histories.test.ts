import { FAULTS } from '../support/simulation/faults.ts'
import { runHistory } from '../support/simulation/history.ts'
import { runBundled } from '../support/simulation/run-bundled.ts'
import { tally } from '../support/tally.ts'

/** What CI has a minute for. `SIMULATED_HISTORIES` runs as many as one likes, as does `npm run simulate`. */
const HISTORIES = Number(process.env['SIMULATED_HISTORIES'] ?? 10_000)

describe('Whatever a night brings', () => {
  it('loses nothing, does nothing twice, and leaves nobody waiting', async () => {
    const { counts, failures } = await runBundled(1, HISTORIES)
    tally('simulated-histories', counts)
    expect(failures).toEqual([])
    for (const fault of FAULTS) expect([fault, counts[`fault: ${fault}`]]).not.toEqual([fault, 0])
  }, 900_000)

  it('comes the same way again from the same seed', async () => {
    const told = async () => {
      const lines: string[] = []
      await runHistory(7, { tell: (line) => lines.push(line) })
      return lines
    }
    const first = await told()
    expect(first.length).toBeGreaterThan(50)
    expect(await told()).toEqual(first)
  })
})
