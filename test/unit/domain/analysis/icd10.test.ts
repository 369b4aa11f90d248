import { doubtsAboutIcd10 } from '../../../../domain/analysis/icd10.ts'
import { CATEGORIES } from '../../../../schemas/analysis/categories.ts'

const codes = (...of: Parameters<typeof doubtsAboutIcd10>) => doubtsAboutIcd10(...of).map(({ code }) => code)

describe('an ICD-10 code', () => {
  it.each([
    ['Z76.2', 'never-a-cause'],
    ['S06.5', 'nature-of-injury'],
    ['T98', 'nature-of-injury'],
    ['R00', 'symptom-only'],
    ['R94.8', 'symptom-only'],
  ])('%s is odd: %s', (code, doubt) => {
    expect(codes(code, undefined)).toEqual([doubt])
  })

  it.each(['R95', 'R99', 'V01', 'Y98', 'U07.1', 'A00', 'J45.9'])('%s is not', (code) => {
    expect(codes(code, undefined)).toEqual([])
  })

  it.each([
    ['X85', '1'],
    ['Y09', '1'],
    ['X60', '2'],
    ['X84.9', '2'],
    ['V01', '3'],
    ['X59', '3'],
    ['C91.0', '4'],
    ['D48', '4'],
    ['Q21.0', '7'],
    ['P07', '8'],
    ['A41.9', '9'],
    ['B99', '9'],
  ])('%s is odd beside every category below %s, and beside none above', (code, usual) => {
    for (const category of CATEGORIES)
      expect(codes(code, category)).toEqual(Number(category) > Number(usual) ? ['category-lower-than-usual'] : [])
  })

  it('names both categories in the doubt', () => {
    expect(doubtsAboutIcd10('C91.0', '9')[0]?.text).toContain('category 4, which is higher up the list than 9')
  })
})
