import { formRules, type FormFacts } from '../../../../domain/supplementary/form-rules.ts'
import { adjustForms, formsNeeded, type KeptAdjustment } from '../../../../domain/supplementary/forms-needed.ts'
import type { Instant } from '../../../../domain/calendar/instant.ts'
import { CATEGORIES } from '../../../../schemas/analysis/categories.ts'
import { CIRCUMSTANCES, SUPPLEMENTARY_FORMS, type Circumstance } from '../../../../schemas/supplementary/form-list.ts'
import { PLACES } from '../../../../schemas/value-sets.ts'

/** A child of school age who died at home; nothing that calls for a form. */
const nothing: FormFacts = {
  circumstances: [],
  suspectedCategory: 'not-known',
  ageBand: '5-9',
  placeOfDeath: 'home-of-normal-residence',
  answers: { suddenNoApparentCause: 'no', abuseOrNeglect: 'no', coronerCircumstances: 'none-of-these' },
}
type Change = Omit<Partial<FormFacts>, 'answers'> & { readonly answers?: Partial<FormFacts['answers']> }
const facts = ({ answers = {}, ...changes }: Change): FormFacts => ({
  ...nothing,
  ...changes,
  answers: { ...nothing.answers, ...answers },
})
const coroner = (...circumstances: Extract<FormFacts['answers']['coronerCircumstances'], readonly unknown[]>) => ({
  answers: { coronerCircumstances: circumstances },
})
const byRule = (changes: Change) =>
  formsNeeded(facts(changes), []).flatMap(({ form, byRule }) => byRule.map(({ rule }) => `${form} by ${rule}`))
const forms = (changes: Change) => formsNeeded(facts(changes), []).map(({ form }) => form)

/** For every rule the facts under which only it speaks for its form: without it, that case would go without the form. */
const only: Record<string, Change> = {
  sudden: { answers: { suddenNoApparentCause: 'yes' } },
  'abuse-or-neglect': { answers: { abuseOrNeglect: 'yes' } },
  'other-injury': coroner('trauma-or-injury'),
  'neonatal-in-hospital': { ageBand: '0-27 days', placeOfDeath: 'paediatric-ward' },
  'died-in-hospital': { placeOfDeath: 'emergency-department' },
  'category:1': { suspectedCategory: '1' },
  'category:2': { suspectedCategory: '2' },
  'category:4': { suspectedCategory: '4' },
  'category:7': { suspectedCategory: '7' },
  'category:8': { suspectedCategory: '8' },
  'category:9': { suspectedCategory: '9' },
  'category:10': { suspectedCategory: '10' },
  'coroner:poisoning': coroner('poisoning'),
  'coroner:toxic-substance': coroner('toxic-substance'),
  'coroner:violence': coroner('violence'),
  'coroner:neglect': coroner('neglect'),
  'coroner:self-harm': coroner('self-harm'),
  'place:labour-ward-delivery-suite': { placeOfDeath: 'labour-ward-delivery-suite' },
  'place:neonatal-unit': { placeOfDeath: 'neonatal-unit' },
  'place:intensive-care-unit': { placeOfDeath: 'intensive-care-unit' },
  ...Object.fromEntries(
    Object.keys(CIRCUMSTANCES).map((one) => [`circumstance:${one}`, { circumstances: [one as Circumstance] }]),
  ),
}

describe('the rules for supplementary forms', () => {
  it('ask for nothing where nothing calls for it, and not on what is not known', () => {
    expect(byRule({})).toEqual([])
    const unknown = { suddenNoApparentCause: 'not-known', abuseOrNeglect: 'not-known' } as const
    expect(byRule({ ageBand: 'not-known', placeOfDeath: 'not-known', answers: unknown })).toEqual([])
    expect(byRule({ answers: { coronerCircumstances: 'not-known' } })).toEqual([])
  })

  it.each(formRules)('$id brings $form, and would be missed', ({ id, form }) => {
    expect(byRule(only[id]!).filter((reason) => reason.startsWith(`${form} by`))).toEqual([`${form} by ${id}`])
  })

  it('bring every form of the list, and each has a number of its own', () => {
    expect(new Set(formRules.map(({ form }) => form))).toEqual(new Set(Object.keys(SUPPLEMENTARY_FORMS)))
    expect(new Set(formRules.map(({ id }) => id)).size).toBe(formRules.length)
  })

  it('ask for the form of other injuries only where no injury has a form of its own', () => {
    expect(forms({ suspectedCategory: '3' })).toEqual(['other-injury'])
    for (const one of [
      'anaphylaxis',
      'drowning',
      'fire-burns-electrocution',
      'poisoning',
      'vehicle-collision',
    ] as const)
      expect(forms({ suspectedCategory: '3', circumstances: [one] })).not.toContain('other-injury')
    expect(forms({ suspectedCategory: '3', circumstances: ['epilepsy'] })).toContain('other-injury')
  })

  it('ask for the neonatal form by age only in hospital, and for the care pathway wherever in hospital', () => {
    for (const placeOfDeath of Object.keys(PLACES) as FormFacts['placeOfDeath'][]) {
      const { label } = PLACES[placeOfDeath]
      const inHospital = label.startsWith('Hospital:')
      expect(forms({ ageBand: '0-27 days', placeOfDeath }).includes('delivery-suite-neonatal-unit')).toBe(inHospital)
      expect(forms({ placeOfDeath }).includes('care-pathway')).toBe(inHospital)
    }
  })

  it('ask for no form by category 5 or 6, which are too wide', () => {
    const asking = CATEGORIES.filter((suspectedCategory) => forms({ suspectedCategory }).length > 0)
    expect(asking).toEqual(['1', '2', '3', '4', '7', '8', '9', '10'])
  })
})

describe('forms added and removed by hand', () => {
  const at = '2026-11-03T10:00:00.000Z' as Instant
  const drowned = facts({ circumstances: ['drowning'] })
  const adjust = (known: FormFacts, before: KeptAdjustment[], act: 'add' | 'remove', reason = 'As the doctor says.') =>
    adjustForms(known, before, { form: 'drowning', act, reason, by: 'cleo', at })
  const adjusted = (known: FormFacts, before: KeptAdjustment[], act: 'add' | 'remove') => {
    const outcome = adjust(known, before, act)
    if (outcome.outcome === 'refused') throw new Error(outcome.needed)
    return [...before, outcome.adjustment]
  }

  it('stay on the list with their reason, beside what the rules say', () => {
    expect(formsNeeded(nothing, adjusted(nothing, [], 'add'))).toMatchObject([
      { form: 'drowning', standing: 'needed', byRule: [], adjustment: { reason: 'As the doctor says.', onRules: [] } },
    ])
    expect(formsNeeded(drowned, adjusted(drowned, [], 'remove'))).toMatchObject([
      { form: 'drowning', standing: 'removed', byRule: [{ rule: 'circumstance:drowning' }], lookAgain: false },
    ])
  })

  it('follow the last decision', () => {
    const adjustments = adjusted(drowned, adjusted(drowned, [], 'remove'), 'add')
    expect(formsNeeded(drowned, adjustments)).toMatchObject([{ standing: 'needed', adjustment: { act: 'add' } }])
  })

  it('ask for another look where a rule speaks for a removed form that did not when it was removed', () => {
    const removed = adjusted(nothing, adjusted(nothing, [], 'add'), 'remove')
    expect(formsNeeded(nothing, removed)).toMatchObject([{ standing: 'removed', lookAgain: false }])
    expect(formsNeeded(drowned, removed)).toMatchObject([{ standing: 'removed', lookAgain: true }])
  })

  it('are refused without a reason, and where they change nothing', () => {
    expect(adjust(nothing, [], 'add', ' ')).toMatchObject({ code: 'reason-missing' })
    expect(adjust(drowned, [], 'add')).toMatchObject({ code: 'needed-already' })
    expect(adjust(nothing, [], 'remove')).toMatchObject({ code: 'not-needed' })
    expect(adjust(drowned, adjusted(drowned, [], 'remove'), 'remove')).toMatchObject({ code: 'not-needed' })
  })
})
