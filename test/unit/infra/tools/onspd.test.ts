import { columnsOf, decileOf, readRow } from '../../../../infra/tools/onspd.ts'

const recent = ['pcd7', 'pcd8', 'pcds', 'dointr', 'doterm', 'cty25cd', 'lad25cd', 'imd20ind', 'lsoa21cd']
const older = ['pcd', 'pcd2', 'pcds', 'dointr', 'doterm', 'oscty', 'ced', 'oslaua', 'lsoa11', 'imd']

describe('the header of a directory file', () => {
  it('is understood in the names of recent and of older releases', () => {
    expect(columnsOf(recent)).toEqual({
      postcode: 2,
      terminated: 4,
      county: 5,
      district: 6,
      rank: 7,
      imdVersion: '2019',
    })
    expect(columnsOf(older)).toEqual({
      postcode: 2,
      terminated: 4,
      county: 5,
      district: 7,
      rank: 9,
      imdVersion: '2019',
    })
    expect(columnsOf(recent.map((name) => name.toUpperCase()))).toEqual(columnsOf(recent))
  })

  it('tells the edition of the deprivation ranks, unless it is told', () => {
    expect(columnsOf(recent.map((name) => (name === 'imd20ind' ? 'imd25ind' : name))).imdVersion).toBe('2025')
    expect(columnsOf(older, '2025').imdVersion).toBe('2025')
    expect(() => columnsOf(older, '2015')).toThrow(/2019 or 2025/)
  })

  it('is refused with the names of what is missing', () => {
    expect(() => columnsOf(['postcode', 'pcds', 'doterm'])).toThrow(
      /no column oscty or cty25cd, oslaua or lad25cd, imd or imd20ind/,
    )
  })
})

describe('a row of the directory', () => {
  const columns = columnsOf(recent)
  const row = (changes: Record<string, string> = {}) => {
    const usual: Record<string, string> = {
      pcds: 'NN1 1CV',
      doterm: '',
      cty25cd: 'E99999999',
      lad25cd: 'E06000062',
      imd20ind: '1800',
    }
    return recent.map((name) => changes[name] ?? usual[name] ?? '')
  }

  it('gives the authority, and the decile with its edition and census', () => {
    expect(readRow(columns, row())).toEqual({
      postcode: 'NN1 1CV',
      isTerminated: false,
      entry: { authorityCode: 'E06000062', deprivationDecile: 1, imdVersion: '2019', lsoaVintage: '2011' },
    })
  })

  it('gives the county for a district, as the county is the upper tier', () => {
    const read = readRow(columns, row({ cty25cd: 'E10000016', lad25cd: 'E07000110' }))
    expect(read).toMatchObject({ entry: { authorityCode: 'E10000016' } })
  })

  it('keeps a terminated postcode and one without a rank', () => {
    const read = readRow(columns, row({ doterm: '201906', imd20ind: '0' }))
    expect(read).toMatchObject({ isTerminated: true })
    expect(read).not.toHaveProperty('entry.deprivationDecile')
  })

  it('takes no rank from the index of another country', () => {
    const read = readRow(columns, row({ cty25cd: 'W99999999', lad25cd: 'W06000015', imd20ind: '410' }))
    expect(read).toMatchObject({ entry: { authorityCode: 'W06000015' } })
    expect(read).not.toHaveProperty('entry.deprivationDecile')
  })

  it.each([
    ['no authority given', { lad25cd: '', cty25cd: '' }],
    ['malformed postcode', { pcds: 'NN1' }],
    ['authority not in the register', { lad25cd: 'E06000099' }],
  ])('is skipped: %s', (reason, changes) => {
    expect(readRow(columns, row(changes))).toMatchObject({ skipped: reason })
  })
})

describe('the decile of a rank', () => {
  it.each([
    ['2019', 1, 1],
    ['2019', 3284, 1],
    ['2019', 3285, 2],
    ['2019', 32_844, 10],
    ['2025', 3375, 1],
    ['2025', 3376, 2],
    ['2025', 33_755, 10],
  ] as const)('of edition %s, rank %i, is %i', (edition, rank, decile) => {
    expect(decileOf(rank, edition)).toBe(decile)
  })

  it('is none for no rank, and refused for a rank of another edition', () => {
    expect(decileOf(0, '2019')).toBeUndefined()
    expect(decileOf(NaN, '2019')).toBeUndefined()
    expect(() => decileOf(33_000, '2019')).toThrow(/--imd/)
  })
})
