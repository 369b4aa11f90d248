import type { Instant } from '../../../../domain/calendar/instant.ts'
import {
  changeTriage,
  DEFAULT_ROUTES,
  routeByRule,
  triageOf,
  type KeptChange,
  type PanelRoutes,
  type TriageChange,
  type TriageFacts,
} from '../../../../domain/triage/triage.ts'
import { CATEGORIES } from '../../../../schemas/analysis/categories.ts'
import { DUTIES, EXPECTEDNESS } from '../../../../schemas/assessment.ts'

const ANSWERS = ['yes', 'no', 'not-known'] as const
const CIRCUMSTANCES = [
  [],
  ['suicide-self-harm'],
  ['violence-maltreatment'],
] as const satisfies TriageFacts['circumstances'][]

/** Every combination that the rules tell apart. */
const everyFacts: TriageFacts[] = EXPECTEDNESS.flatMap((expectedness) =>
  DUTIES.flatMap((jointAgencyResponse) =>
    ANSWERS.flatMap((abuseOrNeglect) =>
      ANSWERS.flatMap((neonatal) =>
        [undefined, 'not-known' as const, ...CATEGORIES].flatMap((suspectedCategory) =>
          CIRCUMSTANCES.map((circumstances) => ({
            expectedness,
            jointAgencyResponse,
            abuseOrNeglect,
            neonatal,
            suspectedCategory,
            circumstances,
          })),
        ),
      ),
    ),
  ),
)

const failures = (claim: (facts: TriageFacts, route: ReturnType<typeof routeByRule>) => boolean) =>
  everyFacts.filter((facts) => !claim(facts, routeByRule(facts, DEFAULT_ROUTES))).slice(0, 3)

const isViolence = ({ abuseOrNeglect, suspectedCategory, circumstances }: TriageFacts) =>
  abuseOrNeglect === 'yes' || suspectedCategory === '1' || circumstances.includes('violence-maltreatment')
const isSuicide = ({ suspectedCategory, circumstances }: TriageFacts) =>
  suspectedCategory === '2' || circumstances.includes('suicide-self-harm')
const isPlain = ({ abuseOrNeglect, jointAgencyResponse }: TriageFacts) =>
  abuseOrNeglect === 'no' && jointAgencyResponse === 'not-required'

/** An ordinary expected death of an older child. */
const expected: TriageFacts = {
  expectedness: 'expected',
  jointAgencyResponse: 'not-required',
  abuseOrNeglect: 'no',
  neonatal: 'no',
  circumstances: [],
}

describe('triage, over every combination of facts', () => {
  it('sends deaths with abuse or neglect known or suspected to the full panel, whatever else holds', () => {
    expect(
      failures((facts, { route, rule }) => !isViolence(facts) || (route === 'full-panel' && rule === 'T1')),
    ).toEqual([])
  })

  it('sends suicides, and nothing else, to the themed panel', () => {
    expect(
      failures((facts, { route, theme }) => {
        const themed = isSuicide(facts) && !isViolence(facts)
        return (route === 'themed-panel') === themed && (theme === 'suicide') === themed
      }),
    ).toEqual([])
  })

  it('lightens a review only where abuse is ruled out and no Joint Agency Response is required', () => {
    expect(
      failures((facts, { route }) => !['neonatal-panel', 'expected-death-panel'].includes(route) || isPlain(facts)),
    ).toEqual([])
  })

  it('sends plain neonatal deaths to the neonatal panel, and other plain expected ones to theirs', () => {
    expect(
      failures((facts, { route }) => {
        if (!isPlain(facts) || isViolence(facts) || isSuicide(facts)) return true
        if (facts.neonatal === 'yes') return route === 'neonatal-panel'
        return route === (facts.expectedness === 'expected' ? 'expected-death-panel' : 'full-panel')
      }),
    ).toEqual([])
  })

  it('never lightens a review when an answer becomes not known', () => {
    const isLighter = (facts: TriageFacts) =>
      ['neonatal-panel', 'expected-death-panel'].includes(routeByRule(facts, DEFAULT_ROUTES).route)
    expect(
      failures((facts) => {
        const lessKnown: TriageFacts[] = [
          { ...facts, abuseOrNeglect: 'not-known' },
          { ...facts, expectedness: 'not-yet-known' },
          { ...facts, jointAgencyResponse: 'required-until-known' },
        ]
        // A suspicion that is no longer one may lighten; a known *yes* never becomes unknown without that.
        return facts.abuseOrNeglect === 'yes' || lessKnown.every((one) => !isLighter(one) || isLighter(facts))
      }),
    ).toEqual([])
  })

  it('says by which rule, and why', () => {
    expect(failures((_, { rule, because }) => /^T[1-6]$/.test(rule) && because.endsWith('.'))).toEqual([])
    const used = new Set(everyFacts.map((facts) => routeByRule(facts, DEFAULT_ROUTES).rule))
    expect([...used].sort()).toEqual(['T1', 'T2', 'T3', 'T4', 'T5', 'T6'])
  })
})

describe('what a panel offers', () => {
  const none: PanelRoutes = { neonatalPanel: false, expectedDeathPanel: false, themes: [] }

  it('is all that the rules use: a panel with nothing but its full meeting reviews everything there', () => {
    expect(everyFacts.filter((facts) => routeByRule(facts, none).route !== 'full-panel')).toEqual([])
  })

  it('can be other themes, the first that fits deciding', () => {
    const routes: PanelRoutes = { ...none, themes: ['sudden-unexpected-death', 'malignancy'] }
    const theme = (changes: Partial<TriageFacts>) => routeByRule({ ...expected, ...changes }, routes).theme
    expect(theme({ suspectedCategory: '10' })).toBe('sudden-unexpected-death')
    expect(theme({ suspectedCategory: '4' })).toBe('malignancy')
    expect(theme({ circumstances: ['malignancy'] })).toBe('malignancy')
    expect(theme({ suspectedCategory: '10', circumstances: ['malignancy'] })).toBe('sudden-unexpected-death')
    expect(theme({ suspectedCategory: '2' })).toBeUndefined()
  })
})

describe('a route that a person changed', () => {
  const at = '2026-11-03T10:00:00.000Z' as Instant
  const wanted = (changes: Partial<TriageChange>): TriageChange => ({
    route: 'full-panel',
    reason: 'The family has questions.',
    by: 'cleo',
    at,
    ...changes,
  })
  const triage = (facts: TriageFacts, changes: readonly KeptChange[] = []) => triageOf(facts, DEFAULT_ROUTES, changes)
  const changed = (facts: TriageFacts, before: readonly KeptChange[], change: TriageChange) => {
    const outcome = changeTriage(triage(facts, before), change)
    if (outcome.outcome === 'refused') throw new Error(outcome.needed)
    return [...before, outcome.change]
  }

  it('stands, with its reason and with what the rules said', () => {
    const changes = changed(expected, [], wanted({}))
    expect(triage(expected, changes)).toMatchObject({
      route: 'full-panel',
      byRule: { route: 'expected-death-panel', rule: 'T5' },
      changes: [{ reason: 'The family has questions.', insteadOf: { route: 'expected-death-panel' } }],
      lookAgain: false,
    })
  })

  it('keeps every change, the last one standing', () => {
    const theme = wanted({ route: 'themed-panel', theme: 'malignancy' })
    const changes = changed(expected, changed(expected, [], wanted({})), theme)
    expect(triage(expected, changes)).toMatchObject({ route: 'themed-panel', theme: 'malignancy' })
    expect(changes).toHaveLength(2)
  })

  it('may be another theme', () => {
    const suicide: TriageFacts = { ...expected, suspectedCategory: '2' }
    const changes = changed(suicide, [], wanted({ route: 'themed-panel', theme: 'malignancy' }))
    expect(triage(suicide, changes)).toMatchObject({ theme: 'malignancy', byRule: { theme: 'suicide' } })
  })

  it('asks for another look once the rules say something else than they did then', () => {
    const changes = changed(expected, [], wanted({}))
    expect(triage({ ...expected, neonatal: 'yes' }, changes)).toMatchObject({ route: 'full-panel', lookAgain: true })
  })

  it.each<[string, Partial<TriageChange>]>([
    ['reason-missing', { reason: '  ' }],
    ['theme-missing', { route: 'themed-panel' }],
    ['theme-not-asked', { theme: 'suicide' }],
    ['nothing-changes', { route: 'expected-death-panel' }],
  ])('is refused as %s, and says what is needed', (code, change) => {
    expect(changeTriage(triage(expected), wanted(change))).toMatchObject({
      outcome: 'refused',
      code,
      needed: expect.stringMatching(/^[A-Z].*\.$/) as string,
    })
  })
})
