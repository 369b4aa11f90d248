import fc from 'fast-check'
import { countInterval, shareInterval } from '../../../../domain/statistics/intervals.ts'

const rounded = (digits: number, { low, high }: { low: number; high: number }) => [
  Number(low.toFixed(digits)),
  Number(high.toFixed(digits)),
]

describe('The range around a count', () => {
  // Exact Poisson limits, half a quantile of chi-squared: Byar's come within one in a hundred of them from ten on.
  it.each([
    [10, 4.795, 18.39],
    [20, 12.217, 30.888],
    [50, 37.111, 65.919],
    [100, 81.364, 121.627],
  ])('of %i is close to the exact one, %f to %f', (count, low, high) => {
    const range = countInterval(count)
    expect(Math.abs(range.low / low - 1)).toBeLessThan(0.01)
    expect(Math.abs(range.high / high - 1)).toBeLessThan(0.01)
  })

  it('holds the count, and narrows with it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (count) => {
        const [one, more] = [countInterval(count), countInterval(count + 1)]
        expect(one.low).toBeLessThan(count)
        expect(one.high).toBeGreaterThan(count)
        expect((more.high - more.low) / (count + 1)).toBeLessThan((one.high - one.low) / count)
      }),
    )
  })
})

describe('The range around a share', () => {
  it('is Wilson’s: of 81 in 263, 0.2553 to 0.3662 (Newcombe 1998, table I)', () => {
    expect(rounded(4, shareInterval(81, 263))).toEqual([0.2553, 0.3662])
    expect(rounded(4, shareInterval(15, 148))).toEqual([0.0624, 0.1605])
  })

  it('holds the share and stays within nought and the whole', () => {
    const some = fc
      .integer({ min: 1, max: 4000 })
      .chain((whole) => fc.tuple(fc.integer({ min: 0, max: whole }), fc.constant(whole)))
    fc.assert(
      fc.property(some, ([part, whole]) => {
        const { low, high } = shareInterval(part, whole)
        expect(low).toBeLessThanOrEqual(part / whole + 1e-12)
        expect(high).toBeGreaterThanOrEqual(part / whole - 1e-12)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
      }),
    )
  })
})
