import fc from 'fast-check'
import { barChart, type Bar } from '../../../../../functions/web/charts/bars.ts'
import { rangeChart, type Point } from '../../../../../functions/web/charts/ranges.ts'
import { countInterval } from '../../../../../domain/statistics/intervals.ts'

const aBar: fc.Arbitrary<Bar> = fc.oneof(
  fc.record({ label: fc.string(), value: fc.integer({ min: 0, max: 100_000 }), marks: fc.constantFrom('', '[p]') }),
  fc.record({ label: fc.string(), value: fc.constant(undefined), marks: fc.constantFrom('[c]', '[k]', '[x]', '[z]') }),
)

describe('A chart of bars', () => {
  it('draws each bar as long as its number, on one scale from nought', () => {
    fc.assert(
      fc.property(fc.array(aBar, { minLength: 1 }), (bars) => {
        const chart = barChart('Any', bars)
        const highest = Math.max(...bars.flatMap(({ value }) => value ?? []), 0)
        for (const [index, { value }] of bars.entries()) {
          const drawn = chart?.bars[index]
          if (value === undefined || highest === 0) continue
          expect((drawn?.length ?? NaN) / 78).toBeCloseTo(value / highest, 9)
          expect(drawn?.told.replace(/[^\d]/g, '')).toBe(String(value))
        }
      }),
    )
  })

  it('draws no length for a hidden number, and looks the same whatever that is', () => {
    fc.assert(
      fc.property(fc.array(aBar, { minLength: 1 }), (bars) => {
        const chart = barChart('Any', bars)
        for (const [index, { value, marks }] of bars.entries()) {
          if (value !== undefined) continue
          expect(chart?.bars[index]?.length).toBeUndefined()
          expect(chart === undefined || chart.bars[index]?.told === marks).toBe(true)
        }
      }),
    )
  })

  it('is none where nothing is shown, and says in words what is hidden', () => {
    expect(barChart('Any', [{ label: 'Home', value: undefined, marks: '[c]' }])).toBeUndefined()
    const chart = barChart('Any', [
      { label: 'Hospital', value: 12, marks: '' },
      { label: 'Home', value: undefined, marks: '[c]' },
    ])
    expect(chart?.description).toBe(
      'A bar for each number of the table: 1 of 2 are shown. Without a bar, since hidden: Home [c].',
    )
  })
})

const aPoint: fc.Arbitrary<Point> = fc.oneof(
  fc
    .integer({ min: 8, max: 5000 })
    .map((figure) => ({ year: '2025/26', figure, range: countInterval(figure), marks: '' })),
  fc.constantFrom('[c]', '[k]', '[x]').map((marks) => ({ year: '2025/26', figure: undefined, marks })),
)

describe('A chart of figures with ranges', () => {
  it('puts every figure between the ends of its range, all on one scale, and a hidden one nowhere', () => {
    fc.assert(
      fc.property(fc.array(aPoint, { minLength: 1 }), (points) => {
        const chart = rangeChart('Any', [{ name: 'Leeds', points }])
        const [zero, , end] = chart?.ticks ?? []
        for (const [index, { figure }] of points.entries()) {
          const drawn = chart?.groups[0]?.points[index]
          if (figure === undefined) {
            expect([drawn?.at, drawn?.from, drawn?.to]).toEqual([undefined, undefined, undefined])
            continue
          }
          const share = ((drawn?.at ?? NaN) - (zero?.at ?? NaN)) / ((end?.at ?? NaN) - (zero?.at ?? NaN))
          expect(share).toBeCloseTo(figure / Number(end?.label), 9)
          expect(drawn?.from).toBeLessThan(drawn?.at ?? NaN)
          expect(drawn?.to).toBeGreaterThan(drawn?.at ?? NaN)
          expect(drawn?.to).toBeLessThanOrEqual(98.0001)
        }
      }),
    )
  })

  it('is none where nothing is shown', () => {
    const points: Point[] = [{ year: '2025/26', figure: undefined, marks: '[x]' }]
    expect(rangeChart('Any', [{ name: 'Leeds', points }])).toBeUndefined()
  })
})
