import { readCodedCases } from '../../../../infra/tools/coded-cases.ts'
import { englandYears } from '../../../../infra/tools/statistics/england-years.ts'

const cases = englandYears({ cohort: 'reviewsCompleted', starts: [2024], seed: 1, perYear: 20 })
const [first] = cases
const read = (...of: readonly unknown[]) => readCodedCases(JSON.stringify(of), 'reviewsCompleted')

describe('A file of coded cases', () => {
  it('is read as the generator writes it', () => {
    expect(readCodedCases(JSON.stringify(cases), 'reviewsCompleted')).toEqual(cases)
  })

  it.each([
    ['that come twice', first, 'Case 2 has the reference of an earlier one.'],
    [
      'of no area of the year',
      { ...first, reference: 'b', area: 'E99' },
      'Case 2 cannot be counted. E99 is not an area',
    ],
    [
      'with a value that the catalogue has not',
      { ...first, reference: 'b', values: { ...first?.values, category: '11' } },
      'Case 2 cannot be counted. 11 is not a value of category',
    ],
    [
      'without a value',
      { ...first, reference: 'b', values: {} },
      'Case 2 cannot be counted. Nothing is not a value of',
    ],
    ['with a name', { ...first, reference: 'b', name: 'Invented Testperson' }, 'Unrecognized key'],
    ['of no day', { ...first, reference: 'b', countsOn: '2025-02-29' }, 'not in the calendar'],
  ])('is refused for cases %s', (_what, second, why) => {
    expect(() => read(first, second)).toThrow(why)
  })

  it('of the other cohort is refused', () => {
    expect(() => readCodedCases(JSON.stringify(cases), 'deathsNotified')).toThrow('Case 1 cannot be counted')
  })
})
