import * as fc from 'fast-check'
import { authoritiesOn } from '../../../../domain/areas/authorities.ts'
import { responsibilityForReview, type Place } from '../../../../domain/areas/responsibility.ts'
import type { CivilDate } from '../../../../domain/calendar/civil-date.ts'

const on = '2026-03-09' as CivilDate
const northNorthamptonshire: Place = { kind: 'england', authority: 'E06000061' }
const westNorthamptonshire: Place = { kind: 'england', authority: 'E06000062' }
const leeds: Place = { kind: 'england', authority: 'E08000035' }
const abroad: Place = { kind: 'outside-england' }
const notKnown: Place = { kind: 'not-known' }

const decide = (residence: Place, death: Place, notifier?: string) =>
  responsibilityForReview({ residence, death, notifier, on })

describe('who reviews a death', () => {
  it('is the panel of residence, which must (R4)', () => {
    expect(decide(leeds, leeds)).toMatchObject({ basis: 'must', panel: 'leeds', informedPanels: [], rule: 'R4' })
  })

  it('is the panel of residence also for a death in another area, whose panel is told (R4)', () => {
    const decision = decide(northNorthamptonshire, leeds)
    expect(decision).toMatchObject({ basis: 'must', panel: 'northamptonshire', informedPanels: ['leeds'], rule: 'R4' })
    expect(decision.reason).toMatch(/designated doctors/)
  })

  it('tells nobody else when two authorities share a panel', () => {
    expect(decide(northNorthamptonshire, westNorthamptonshire)).toMatchObject({ informedPanels: [] })
  })

  it('is the panel of residence for a child who died outside England (R6)', () => {
    expect(decide(leeds, abroad)).toMatchObject({ basis: 'must', panel: 'leeds', rule: 'R6' })
  })

  it('may be the panel of the place of death for a child who lived outside England (R5)', () => {
    expect(decide(abroad, leeds)).toMatchObject({ basis: 'may', panel: 'leeds', rule: 'R5' })
  })

  it('is provisionally the panel of the place of death while the residence is not known', () => {
    expect(decide(notKnown, leeds, 'surrey')).toMatchObject({ basis: 'provisional', panel: 'leeds' })
  })

  it('is provisionally the panel of the notifier while neither place is known', () => {
    expect(decide(notKnown, notKnown, 'surrey')).toMatchObject({ basis: 'provisional', panel: 'surrey' })
    expect(decide(notKnown, abroad, 'surrey')).toMatchObject({ basis: 'provisional', panel: 'surrey' })
    expect(decide(abroad, notKnown, 'surrey')).toMatchObject({ basis: 'provisional', panel: 'surrey', rule: 'R5' })
  })

  it('is for a person to find out when nobody’s area is known', () => {
    expect(decide(notKnown, notKnown)).toMatchObject({ basis: 'unassigned' })
  })

  it('is nobody for a child who neither lived nor died in England (R2)', () => {
    expect(decide(abroad, abroad, 'surrey')).toMatchObject({ basis: 'none', rule: 'R2' })
  })

  it('treats an authority that the register does not know as not known', () => {
    const unknown: Place = { kind: 'england', authority: 'E07000150' }
    expect(decide(unknown, leeds)).toMatchObject({ basis: 'provisional', panel: 'leeds' })
    expect(decide(leeds, unknown)).toMatchObject({ basis: 'must', panel: 'leeds', informedPanels: [] })
  })

  it('is always decided with a reason, and never leaves a known residence to another panel', () => {
    const place: fc.Arbitrary<Place> = fc.oneof(
      fc.constantFrom(abroad, notKnown),
      fc.constantFrom(...authoritiesOn(on)).map(({ code }): Place => ({ kind: 'england', authority: code })),
    )
    fc.assert(
      fc.property(place, place, fc.option(fc.constant('surrey'), { nil: undefined }), (residence, death, notifier) => {
        const decision = decide(residence, death, notifier)
        expect(decision.reason).not.toBe('')
        if (residence.kind === 'england') expect(decision.basis).toBe('must')
        if (notifier && !(residence.kind === 'outside-england' && death.kind === 'outside-england'))
          expect(decision).toHaveProperty('panel')
        if ('panel' in decision) expect(decision.informedPanels).not.toContain(decision.panel)
      }),
    )
  })
})
