import { stillNeeded } from '../../../../schemas/notification/still-needed.ts'
import { aNotification, type Overrides, type Variant } from '../../../support/builders/notification.ts'

const needed = (overrides: Overrides = {}, of: Variant = 'minimal') =>
  stillNeeded(aNotification(overrides, of)).map(({ pointer }) => pointer)

describe('what is still needed', () => {
  it('is nothing when the whole form is answered', () => {
    expect(needed({ child: { childInNeed: 'no' } }, 'full')).toEqual([])
  })

  it('begins with the questions that decide the next steps', () => {
    expect(needed()[0]).toBe('/answers/anticipated24HoursBefore')
    expect(needed({}, 'expected').filter((pointer) => pointer.startsWith('/answers'))).toEqual([])
  })

  it('counts an answer of not known as needed still', () => {
    expect(needed({ child: { ethnicity: 'not-known' } })).toContain('/child/ethnicity')
    expect(needed({ child: { ethnicity: 'A' } })).not.toContain('/child/ethnicity')
  })

  it('asks no NHS number of a child who does not live in England', () => {
    expect(needed()).toContain('/child/nhsNumber')
    expect(needed({ child: { nhsNumberAbsentReason: 'nhs-number-not-currently-available' } })).toContain(
      '/child/nhsNumber',
    )
    expect(needed({ child: { nhsNumberAbsentReason: 'child-non-resident-in-england' } })).not.toContain(
      '/child/nhsNumber',
    )
  })

  it('asks for the exact day where a date is known in part', () => {
    expect(needed({ child: { dateOfBirth: '2018-05' } })).toContain('/child/dateOfBirth')
    expect(needed({ death: { dateOfDeath: { from: '2025-03-08', to: '2025-03-09' } } })).toContain('/death/dateOfDeath')
    expect(needed()).not.toContain('/death/dateOfDeath')
  })

  it.each([
    ['2024-03-10', true],
    ['2024-03-09', false],
    ['not-known', false],
  ])('asks for the gestation of a child born %s and dead on 9 March 2025: %s', (dateOfBirth, asked) => {
    expect(needed({ child: { dateOfBirth } }).includes('/child/gestationAtBirthWeeks')).toBe(asked)
  })

  it('asks in words for a place that has no code', () => {
    expect(needed({ death: { placeOfDeath: 'other' } })).toContain('/death/placeOfDeathInWords')
    expect(needed({ death: { placeOfDeath: 'other', placeOfDeathInWords: 'A lighthouse' } })).not.toContain(
      '/death/placeOfDeathInWords',
    )
  })
})
