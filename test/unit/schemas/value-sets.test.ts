import * as sets from '../../../schemas/value-sets.ts'

const { coded, choicesOf, ETHNIC_GROUPS, NHS_NUMBER_ABSENT_REASONS, OTHER_REVIEWS, ...rest } = sets
const valueSets = Object.entries(rest)

describe('the value sets', () => {
  it.each(valueSets)('%s offers not known as an answer of its own', (_name, set) => {
    expect(Object.keys(set)).toContain('not-known')
  })

  it.each([...valueSets, ['other reviews', OTHER_REVIEWS], ['absent reasons', NHS_NUMBER_ABSENT_REASONS]] as const)(
    '%s has a label of its own for every code',
    (_name, set) => {
      const labels = Object.values<{ label: string }>(set).map(({ label }) => label)
      expect(new Set(labels).size).toBe(labels.length)
      expect(labels).not.toContain('')
    },
  )

  it('roll every ethnicity up to a group of the statistics, White categories by their first character too', () => {
    for (const [code, { group }] of Object.entries(sets.ETHNICITIES)) {
      expect(ETHNIC_GROUPS).toContain(group)
      if (/^[ABC]/.test(code)) expect(group).toBe('white')
    }
  })

  it('use only the national codes of ethnic category, and local ones under C', () => {
    const national = 'A B C D E F G H J K L M N P R S Z'.split(' ')
    const local = Object.keys(sets.ETHNICITIES).filter((code) => !national.includes(code))
    expect(local).toEqual(['CL', 'CN', 'not-known'])
  })

  it('cross every known place to a national location code', () => {
    const national = ['10', '20', '21', '22', '30', '40', '41', '42', '50']
    for (const [code, place] of Object.entries(sets.PLACES))
      if (code !== 'not-known') expect(national).toContain('nhsCode' in place && place.nhsCode)
  })

  it('put their labels into words', () => {
    expect(choicesOf(NHS_NUMBER_ABSENT_REASONS)).toContain('`child-non-resident-in-england` Child is not resident')
    expect(coded(OTHER_REVIEWS).options).toContain('coroner')
  })
})
