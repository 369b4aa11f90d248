import { countCases } from '../../../../domain/disclosure/count.ts'
import { checkHandMade } from '../../../../domain/disclosure/hand-made-table.ts'
import { placeKey } from '../../../../domain/disclosure/lattice.ts'
import { APPENDIX_2, NORTHAMPTONSHIRE } from '../../../support/statistics/northamptonshire.ts'
import { publish, toldOf } from '../../../support/statistics/publish.ts'

describe('Northamptonshire’s Appendix 2', () => {
  it('is reproduced by 53 made-up cases', () => {
    const counts = countCases(NORTHAMPTONSHIRE.cases, NORTHAMPTONSHIRE)
    const rowOf = (table: string) =>
      Object.fromEntries(counts.get(placeKey({ table, period: '2018-04-to-2019-06', area: 'unexpected' })) ?? [])

    expect(NORTHAMPTONSHIRE.cases).toHaveLength(53)
    expect(rowOf('deaths')).toEqual({ deaths: 9 })
    expect(rowOf('gender')).toEqual({ male: 4, female: 5 })
    expect(rowOf('ethnicity')).toEqual({ 'white-british': 7, mixed: 1, asian: 1 })
  })

  it('is refused as a hand-made table where its categories do not add to its total', () => {
    expect(checkHandMade(APPENDIX_2.category)).toEqual({
      outcome: 'refused',
      reasons: ['Category: the numbers add up to 10, but the total says 9.'],
    })
    expect(checkHandMade(APPENDIX_2.gender)).toEqual({ outcome: 'accepted' })
    expect(checkHandMade(APPENDIX_2.ethnicity)).toEqual({ outcome: 'accepted' })
    expect(checkHandMade({ title: 'T', total: 1, numbers: { x: 1.5, y: -0.5 } })).toMatchObject({ outcome: 'refused' })
  })

  it('is published as 53 deaths, 44 expected and 9 unexpected, and nothing finer', () => {
    const release = publish(NORTHAMPTONSHIRE)

    expect(toldOf(release, 'deaths', 'northamptonshire')).toEqual([53])
    expect(toldOf(release, 'deaths', 'expected')).toEqual([44])
    expect(toldOf(release, 'deaths', 'unexpected')).toEqual([9])
    for (const table of ['category', 'gender', 'ethnicity']) {
      expect(toldOf(release, table, 'unexpected')).toBe('gate')
      expect(toldOf(release, table, 'expected')).toBe('gate')
    }
  })
})
