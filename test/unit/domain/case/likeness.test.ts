import { likenessesOf } from '../../../../domain/case/likeness.ts'
import { nhsNumber } from '../../../support/builders/nhs-number.ts'
import { aNotification, type Overrides } from '../../../support/builders/notification.ts'

const alike = (first: Overrides, second: Overrides) => {
  const other = new Set(likenessesOf(aNotification(second)))
  return likenessesOf(aNotification(first)).some((text) => other.has(text))
}
const named = (familyName: string, more: object = {}): Overrides => ({
  child: { name: { familyName }, residence: { kind: 'not-known' }, ...more },
})

describe('Two notifications', () => {
  it.each([
    ['Smythe', 'Smith'],
    ['TESTPERSON', 'testpersen'],
    ['Ó Briain', 'OBrien'],
    ['王', '王'],
  ])('are alike when the family names %s and %s sound the same and the dates are the same', (first, second) => {
    expect(alike(named(first), named(second))).toBe(true)
  })

  it.each([
    ['another name', named('Smith'), named('Jones')],
    ['another date of birth', named('Smith'), named('Smith', { dateOfBirth: '2018-05-07' })],
    ['another date of death', named('Smith'), { ...named('Smith'), death: { dateOfDeath: '2025-03-10' } }],
    ['a date of birth not known', named('Smith'), named('Smith', { dateOfBirth: 'not-known' })],
    ['a date of death known in part', named('Smith'), { ...named('Smith'), death: { dateOfDeath: '2025-03' } }],
  ])('are not alike with %s', (_what, first, second) => {
    expect(alike(first, second)).toBe(false)
  })

  it('of a baby without a name are alike by home and dates', () => {
    const baby: Overrides = { child: { name: 'not-yet-named' } }
    expect(alike(baby, baby)).toBe(true)
  })

  it('are alike by the mother’s NHS number, but not for the other twin', () => {
    const mother = { parentsAndCarers: [{ name: 'Madeup Mother', nhsNumber: nhsNumber(9) }] }
    const twin = (birthOrder: number): Overrides => ({ ...named(`Name${birthOrder}`, { birthOrder }), family: mother })
    const other = { ...named('Unlike', { birthOrder: 1 }), family: mother }
    expect(alike(twin(1), other)).toBe(true)
    expect(alike(named('Abc', { birthOrder: 1, dateOfBirth: 'not-known' }), twin(2))).toBe(false)
    expect(alike({ ...other, child: { ...other.child, dateOfBirth: 'not-known' } }, twin(2))).toBe(false)
  })
})
