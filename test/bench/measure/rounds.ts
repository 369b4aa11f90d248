import { performance } from 'node:perf_hooks'
import { median, summaryOf, type Summary } from './samples.ts'

/** What is timed, once for each number it is given: numbers never come twice in a run. */
export type Act = (number: number) => Promise<unknown>

export interface Compared {
  readonly name: string
  readonly summary: Summary
  /** Median of the rounds' ratios of medians to the first contender, the floor. */
  readonly ratio: number
}

let numbers = 0

export async function timed(act: Act): Promise<number> {
  const number = (numbers += 1)
  const begun = performance.now()
  await act(number)
  return performance.now() - begun
}

export interface Rounds {
  readonly rounds: number
  /** How often each contender acts in a round. */
  readonly each: number
  readonly onRound?: (done: number, all: number) => void
}

/**
 * Times contenders turn by turn, so that whatever slows the machine slows all of them alike. The first is the floor.
 * The first round warms up and is not counted.
 */
export async function inRounds(
  contenders: readonly (readonly [name: string, act: Act])[],
  { rounds, each, onRound = () => undefined }: Rounds,
): Promise<readonly Compared[]> {
  const taken = contenders.map((): number[][] => [])
  for (let round = 0; round <= rounds; round++) {
    for (const [position, [, act]] of contenders.entries()) {
      const times: number[] = []
      for (let turn = 0; turn < each; turn++) times.push(await timed(act))
      if (round > 0) taken[position]?.push(times)
    }
    onRound(round, rounds)
  }
  const [floor = []] = taken
  return contenders.map(([name], position) => {
    const own = taken[position] ?? []
    const ratios = own.map((times, round) => median(times) / median(floor[round] ?? []))
    return { name, summary: summaryOf(own.flat()), ratio: median(ratios) }
  })
}

/** Acts a second, with so many clients that each ask again as soon as they have their answer. */
export async function throughput(act: Act, clients: number, acts: number): Promise<number> {
  let left = acts
  const begun = performance.now()
  const client = async () => {
    while (left-- > 0) await act((numbers += 1))
  }
  await Promise.all(Array.from({ length: clients }, client))
  return (1000 * acts) / (performance.now() - begun)
}
