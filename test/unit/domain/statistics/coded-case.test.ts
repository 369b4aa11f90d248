import { catalogueOf } from '../../../../domain/disclosure/catalogue-v1.ts'
import { emptyForm, withSection, type SectionedForm } from '../../../../domain/analysis/sectioned-form.ts'
import { ageBand } from '../../../../domain/calendar/age.ts'
import type { Instant } from '../../../../domain/calendar/instant.ts'
import { civilDateInLondon } from '../../../../domain/calendar/london.ts'
import type { Case } from '../../../../domain/case/case.ts'
import { CHARACTERISTICS, codedCases } from '../../../../domain/statistics/coded-case.ts'
import { panelResult } from '../../../../domain/statistics/panel-result.ts'
import type { AnalysisSection, AnalysisSections } from '../../../../schemas/analysis/analysis-form.ts'
import type { Factor } from '../../../../schemas/analysis/factors.ts'
import { COHORTS } from '../../../../schemas/statistics/catalogue.ts'
import { ETHNICITIES, PLACES, SEXES_AT_BIRTH } from '../../../../schemas/value-sets.ts'
import {
  aCase,
  aCaseAt,
  after,
  aNotifiedCase,
  aReference,
  both,
  later,
  people,
} from '../../../support/builders/case.ts'

const notified = (known: Case) => codedCases(known).deathsNotified
const valuesOf = (known: Case) => notified(known)!.values
const reviewed = (known: Case) => codedCases(known).reviewsCompleted

type Written = { readonly [N in AnalysisSection]?: AnalysisSections[N] }
function formWith(written: Written): SectionedForm<AnalysisSections> {
  let form = emptyForm<AnalysisSections>('analysis/2026-11')
  for (const [section, value] of Object.entries(written))
    form = withSection(form, section as AnalysisSection, {
      version: 1,
      current: { value, by: 'chair', at: later(0), version: 1 },
      alternatives: [],
      past: [],
    })
  return form
}

describe('The coded row of a case', () => {
  it.each(COHORTS)('has every characteristic of the catalogue of %s, and only values that are in it', (cohort) => {
    const { characteristics } = catalogueOf(cohort, [])
    expect(characteristics.slice(1).map(({ code }) => code)).toEqual(CHARACTERISTICS[cohort])
    for (const known of [aCase(), aCaseAt('reviewed'), aCaseAt('closed')]) {
      const { values } = codedCases(known)[cohort] ?? { values: undefined }
      for (const [code, value] of Object.entries(values ?? {}))
        expect(characteristics.find((one) => one.code === code)?.values.map((one) => one.code)).toContain(value)
    }
  })

  it('counts a death on the day of its notification in England, in the authority where the child lived', () => {
    expect(notified(aCase())).toMatchObject({ area: 'E06000061', countsOn: '2026-11-20' })
    const beforeMidnight: Case = { ...aCase(), openedAt: '2026-06-30T23:30:00.000Z' as Instant }
    expect(notified(beforeMidnight)?.countsOn).toBe('2026-07-01')
  })

  it('is not there before a panel has the case', () => {
    expect(codedCases(aNotifiedCase())).toEqual({})
  })

  it.each(['retracted', 'joined'] as const)('is not there of a case that was %s', (stage) => {
    expect(codedCases(aCaseAt(stage))).toEqual({})
  })

  it('is not there of a death that later facts took out of scope', () => {
    expect(codedCases(aCase({ child: { dateOfBirth: '2007-03-09' }, death: { dateOfDeath: '2025-03-09' } }))).toEqual(
      {},
    )
  })

  it('goes with a case into the area of the panel it was handed to, where the child died there', () => {
    const died = aCase({ death: { authorityOfDeath: 'E08000035' } })
    expect(notified(died)?.area).toBe('E06000061')
    const action = { action: 'transfer', to: 'leeds', note: 'Agreed by the designated doctors.' } as const
    expect(notified(after(died, people.manager, action))?.area).toBe('E08000035')
    expect(notified(after(aCase(), people.manager, action))?.area).toBe('E06000061')
  })

  it('stays one when two cases are joined', () => {
    const { here, there } = both(
      aCase(),
      people.manager,
      { action: 'join', into: aReference(77) },
      { other: aCase({}, 77) },
    )
    expect([codedCases(here), Object.keys(codedCases(there!))]).toEqual([{}, ['deathsNotified']])
  })

  it.each(Object.entries(ETHNICITIES))('rolls ethnicity %s up to its group', (ethnicity, { group }) => {
    expect(valuesOf(aCase({ child: { ethnicity: ethnicity as keyof typeof ETHNICITIES } }))['ethnic-group']).toBe(group)
  })

  it('tells only male and female, and leaves the rest together', () => {
    const codes = Object.keys(SEXES_AT_BIRTH) as (keyof typeof SEXES_AT_BIRTH)[]
    const told = codes.map((sexAtBirth) => valuesOf(aCase({ child: { sexAtBirth } }))['sex'])
    expect(told).toEqual(['male', 'female', 'not-known', 'not-known'])
  })

  it('has a group of places for every place', () => {
    const told = new Set(
      (Object.keys(PLACES) as (keyof typeof PLACES)[]).map(
        (placeOfDeath) =>
          valuesOf(aCase({ death: { placeOfDeath, placeOfDeathInWords: 'Imaginary Place' } }))['place-of-death'],
      ),
    )
    expect([...told].sort()).toEqual(['home', 'hospice', 'hospital', 'not-known', 'other', 'public-place'])
  })

  it('bands the age as the queue does', () => {
    expect(ageBand('2020-01-01' as never, '2026-11-19' as never)).toBe('5-9')
    const child = { dateOfBirth: '2020-01-01' }
    expect(valuesOf(aCase({ child, death: { dateOfDeath: '2026-11-19' } }))['age-band']).toBe('5-9-years')
  })

  it.each([
    [1, '1'],
    [2, '1'],
    [3, '2'],
    [10, '5'],
  ])('puts decile %d into fifth %s', (deprivationDecile, quintile) => {
    const [first, ...rest] = aCase().notifications
    const residence = { kind: 'england', authority: 'E06000061', from: 'postcode', deprivationDecile } as const
    const known: Case = { ...aCase(), notifications: [{ ...first, residence }, ...rest] }
    expect(valuesOf(known)['deprivation-quintile']).toBe(quintile)
  })

  it('takes a clock as in time or late only when the record says so', () => {
    const known = aCase()
    const [first, ...others] = known.routing!.clocks.filter(({ rule }) => rule !== 'D3')
    const told = (clock: object) =>
      valuesOf({
        ...known,
        routing: {
          ...known.routing!,
          clocks: [...others, { ...first!, metAt: undefined, rule: 'D3', ...clock }],
        },
      })['database-told-in-time']
    const { dueAt } = first!
    expect(told({ metAt: dueAt })).toBe('in-time')
    expect(told({ metAt: '9999-01-01T00:00:00.000Z' })).toBe('late')
    expect(told({ missedAt: later(99) })).toBe('late')
    expect(told({})).toBe('not-known')
    expect(told({ metAt: dueAt, supersededAt: dueAt })).toBe('not-known')
  })

  it('counts a review on the day it was concluded, also when the case is closed or was reopened since', () => {
    const concluded = aCaseAt('reviewed')
    const reviewedOn = civilDateInLondon(concluded.work.stageSince)
    expect(reviewed(aCaseAt('listed'))).toBeUndefined()
    expect(reviewed(concluded)).toMatchObject({ area: 'E06000061', countsOn: reviewedOn })
    const reopened = after(concluded, { ...people.chair }, { action: 'reopen', reason: 'New facts' })
    expect(reviewed(reopened)?.countsOn).toBe(reviewed(concluded)?.countsOn)
  })

  it.each([
    ['2026-05-21', 'under-6-months'],
    ['2026-05-20', '6-to-12-months'],
    ['2025-11-21', '6-to-12-months'],
    ['2025-11-20', 'over-12-months'],
    ['2026-05', 'not-known'],
    ['2026', 'not-known'],
  ])('takes a review on 20 November 2026 of a death on %s as %s', (dateOfDeath, told) => {
    const known = aCase({ child: { dateOfBirth: '2020-01-01' }, death: { dateOfDeath } })
    const conclusion = { at: '2026-11-20T12:00:00.000Z', by: { kind: 'step', step: 'route' } } as never
    const values = reviewed({ ...known, work: { ...known.work, conclusions: [conclusion] } })?.values
    expect(values?.['time-to-review']).toBe(told)
  })

  it('never holds anything but codes', () => {
    const text = JSON.stringify(codedCases(aCaseAt('reviewed')))
    for (const [notification] of [aCaseAt('reviewed').notifications])
      for (const secret of [JSON.stringify(notification.facts.child.name), notification.facts.child.nhsNumber])
        if (secret !== undefined) expect(text).not.toContain(secret)
    for (const coded of Object.values(codedCases(aCaseAt('reviewed'))))
      for (const value of Object.values(coded.values)) expect(value).toMatch(/^[a-z0-9-]+$/)
  })
})

describe('What a panel decided', () => {
  const factor = (relevance: Factor['relevance'], modifiable: Factor['modifiable']): Factor => ({
    text: 'Invented',
    relevance,
    modifiable,
  })

  it('is not known where nothing was written', () => {
    expect(new Set(Object.values(panelResult(undefined)))).toEqual(new Set(['not-known', 'insufficient-information']))
    expect(panelResult(formWith({}))).toEqual(panelResult(undefined))
  })

  it('takes the category that the panel decided, by the hierarchy, and not the proposer’s', () => {
    const form = formWith({
      proposedCategory: { reasonable: ['1'] },
      panelCategory: { reasonable: ['10', '9'] },
    })
    expect(panelResult(form).category).toBe('9')
  })

  it.each([
    ['identified', 'present'],
    ['none-identified', 'none'],
    ['insufficient-information', 'insufficient-information'],
  ] as const)('takes modifiable factors %s as %s', (outcome, told) => {
    expect(panelResult(formWith({ modifiableFactors: { outcome } }))['modifiable-factors']).toBe(told)
  })

  it.each([
    [[], 'none'],
    [[factor('2', 'yes')], 'present'],
    [[factor('2', 'no'), factor('1', 'yes')], 'none'],
    [[factor('2', 'not-known')], 'insufficient-information'],
    [[factor('2', 'not-known'), factor('2', 'yes')], 'present'],
  ] as const)('reads the factors %j of a domain as %s', (factors, told) => {
    expect(panelResult(formWith({ serviceProvision: { factors: [...factors] } }))['factors-in-the-service']).toBe(told)
  })
})
