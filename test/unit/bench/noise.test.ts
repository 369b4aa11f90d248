import { judgeNoise, LIMITS, type Calibration } from '../../bench/measure/noise.ts'

const steady = (around: number) => Array.from({ length: 50 }, (_, index) => around * (1 + 0.001 * (index % 10)))

const run = (changes: Partial<Record<`${Calibration['task']} ${Calibration['when']}`, readonly number[]>> = {}) =>
  (['before', 'during', 'after'] as const).flatMap((when) =>
    (['processor', 'call'] as const).map((task): Calibration => ({
      when,
      task,
      milliseconds: changes[`${task} ${when}`] ?? steady(task === 'call' ? 1.4 : 5),
    })),
  )

describe('A bench run', () => {
  it('concludes where the same tasks took the same time throughout', () => {
    expect(judgeNoise(run())).toMatchObject({ outcome: 'concluded', reasons: [] })
  })

  it('does not conclude where the computation became slower on the way, and says so', () => {
    const { outcome, reasons } = judgeNoise(run({ 'processor during': steady(5 * LIMITS.processor.drift * 1.1) }))
    expect(outcome).toBe('not-concluded')
    expect(reasons).toEqual([
      expect.stringMatching(/^between calibrations the fixed computation changed 1\.\d\d times/),
    ])
  })

  it('does not conclude where one calibration was restless in itself', () => {
    const restless = steady(1.4).map((time, index) => (index % 5 === 0 ? time * 4 : time))
    expect(judgeNoise(run({ 'call after': restless })).reasons).toEqual([
      expect.stringContaining('within one calibration the bare read took up to 3.98'),
    ])
  })

  it('forgives single outliers: a collector runs once in a while', () => {
    expect(judgeNoise(run({ 'call after': [...steady(1.4), 90, 90] })).outcome).toBe('concluded')
  })

  it.each(['before', 'after'] as const)('does not conclude without a calibration %s it', (when) => {
    const rest = run().filter((one) => one.when !== when)
    expect(judgeNoise(rest)).toMatchObject({
      outcome: 'not-concluded',
      reasons: [expect.any(String), expect.any(String)],
    })
  })

  it('does not conclude on nothing at all', () => {
    expect(judgeNoise([]).outcome).toBe('not-concluded')
  })
})
