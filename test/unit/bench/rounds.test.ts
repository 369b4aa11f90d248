import { inRounds, throughput } from '../../bench/measure/rounds.ts'
import { median, quantile, summaryOf } from '../../bench/measure/samples.ts'

describe('Samples', () => {
  it('are summed up by values that were measured', () => {
    expect(summaryOf([4, 1, 3, 2])).toEqual({ count: 4, min: 1, median: 2, p99: 4 })
    expect(quantile([5], 0.99)).toBe(5)
    expect(median([])).toBeNaN()
  })
})

describe('Rounds', () => {
  it('let contenders act turn by turn, each with a number of its own, and leave out the first round', async () => {
    const acted: string[] = []
    const seen = new Set<number>()
    const contender = (name: string) => (number: number) => {
      acted.push(name)
      seen.add(number)
      return Promise.resolve()
    }
    const compared = await inRounds(
      [
        ['floor', contender('floor')],
        ['service', contender('service')],
      ],
      { rounds: 2, each: 2 },
    )
    expect(acted.join(' ')).toBe(Array.from({ length: 3 }, () => 'floor floor service service').join(' '))
    expect(seen.size).toBe(12)
    expect(compared.map(({ name, summary }) => [name, summary.count])).toEqual([
      ['floor', 4],
      ['service', 4],
    ])
    expect(compared[0]?.ratio).toBe(1)
  })

  it('spread acts over clients, and make exactly as many as asked', async () => {
    let acts = 0
    let atOnce = 0
    let most = 0
    const act = async () => {
      acts += 1
      most = Math.max(most, (atOnce += 1))
      await new Promise((resolve) => setImmediate(resolve))
      atOnce -= 1
    }
    expect(await throughput(act, 4, 30)).toBeGreaterThan(0)
    expect([acts, most]).toEqual([30, 4])
  })
})
