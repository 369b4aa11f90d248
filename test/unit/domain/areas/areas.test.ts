import {
  allAuthorities,
  authoritiesOn,
  authority,
  predecessorsOf,
  regionOf,
  regions,
  successorsOf,
} from '../../../../domain/areas/authorities.ts'
import { accountableBodyOf, authoritiesOf, panelByCode, panelFor, panelsOn } from '../../../../domain/areas/panels.ts'
import { addDays, type CivilDate } from '../../../../domain/calendar/civil-date.ts'

const day = (text: string) => text as CivilDate
const codes = (all: readonly { code: string }[]) => all.map(({ code }) => code).sort()

/** Every day on which anything can change, and the day before it, between the first and the last day covered. */
const daysThatMatter = [
  '2018-04-01',
  ...[...new Set([...allAuthorities.map(({ from }) => from), '2020-04-01'])].flatMap((from) =>
    from ? [addDays(day(from), -1), from] : [],
  ),
  '2027-12-31',
].map(day)

describe('the register of authorities', () => {
  it('gives each a code of an upper-tier kind and one of the nine regions', () => {
    for (const { code, region } of allAuthorities) {
      expect(code).toMatch(/^(E06|E08|E09|E10)0000\d\d$/)
      expect(regions[region]).toBeDefined()
    }
    expect(Object.keys(regions)).toHaveLength(9)
  })

  it.each([
    ['2018-04-01', 152],
    ['2019-04-01', 151],
    ['2021-04-01', 152],
    ['2023-04-01', 153],
    ['2026-01-01', 153],
  ])('counts on %s the %i authorities that England had', (on, count) => {
    expect(authoritiesOn(day(on))).toHaveLength(count)
  })

  it('never has two authorities of one name at once, and keeps a region through a change', () => {
    for (const on of daysThatMatter) {
      const names = authoritiesOn(on).map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
    }
    for (const { code } of allAuthorities)
      for (const next of successorsOf(code)) expect(regionOf(next)).toBe(regionOf(code))
  })

  it('ends an authority on the day before its successors begin', () => {
    expect(authority('E10000021', day('2021-03-31'))?.name).toBe('Northamptonshire')
    expect(authority('E10000021', day('2021-04-01'))).toBeUndefined()
    expect(authority('E06000061', day('2021-03-31'))).toBeUndefined()
    expect(authority('E06000061', day('2021-04-01'))?.name).toBe('North Northamptonshire')
    expect(successorsOf('E10000021')).toEqual(['E06000061', 'E06000062'])
    expect(predecessorsOf('E06000058')).toEqual(['E06000028', 'E06000029', 'E10000009'])
  })

  it('does not know other codes', () => {
    expect(authority('E07000150', day('2020-01-01'))).toBeUndefined()
    expect(regionOf('W06000015')).toBeUndefined()
  })
})

describe('the panels', () => {
  it('cover every authority exactly once on every day from April 2018 to 2027', () => {
    for (const on of daysThatMatter) {
      const covered = panelsOn(on).flatMap(({ code }) => authoritiesOf(code, on))
      expect(codes(covered)).toEqual(codes(authoritiesOn(on)))
    }
  })

  it('have a slug each and at least one authority while they sit', () => {
    for (const on of daysThatMatter)
      for (const { code } of panelsOn(on)) {
        expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
        expect(authoritiesOf(code, on).length).toBeGreaterThan(0)
        expect(panelByCode(code)?.code).toBe(code)
      }
    expect(panelByCode('nowhere')).toBeUndefined()
  })

  it('keep Northamptonshire through its county, its two authorities and its change of partnership', () => {
    expect(codes(authoritiesOf('northamptonshire', day('2021-03-31')))).toEqual(['E10000021'])
    expect(codes(authoritiesOf('northamptonshire', day('2021-04-01')))).toEqual(['E06000061', 'E06000062'])
    expect(accountableBodyOf('northamptonshire', day('2019-06-30'))).toMatch(/Board$/)
    expect(accountableBodyOf('northamptonshire', day('2019-07-01'))).toMatch(/Partnership$/)
    expect(accountableBodyOf('leeds', day('2019-07-01'))).toBeUndefined()
  })

  it('bring North and South of Tyne together over six authorities', () => {
    expect(
      authoritiesOf('north-and-south-of-tyne', day('2026-01-01'))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Gateshead', 'Newcastle upon Tyne', 'North Tyneside', 'Northumberland', 'South Tyneside', 'Sunderland'])
    expect(authoritiesOf('north-and-south-of-tyne', day('2019-01-01'))).toEqual([])
    expect(panelFor('E06000057', day('2019-01-01'))?.code).toBe('north-of-tyne')
    expect(panelFor('E06000057', day('2026-01-01'))?.code).toBe('north-and-south-of-tyne')
  })
})

describe('the panel of an authority', () => {
  it('is found for every authority that exists', () => {
    for (const on of daysThatMatter) for (const { code } of authoritiesOn(on)) expect(panelFor(code, on)).toBeDefined()
  })

  it('is found also by a code that is older or newer than the day', () => {
    expect(panelFor('E10000021', day('2026-01-01'))?.code).toBe('northamptonshire')
    expect(panelFor('E06000062', day('2019-01-01'))?.code).toBe('northamptonshire')
    expect(panelFor('E08000016', day('2026-01-01'))?.code).toBe('south-yorkshire')
    for (const { code } of allAuthorities) for (const on of daysThatMatter) expect(panelFor(code, on)).toBeDefined()
  })

  it('is not guessed for a code that the register does not know', () => {
    expect(panelFor('E07000150', day('2026-01-01'))).toBeUndefined()
    expect(panelFor('', day('2026-01-01'))).toBeUndefined()
  })
})
