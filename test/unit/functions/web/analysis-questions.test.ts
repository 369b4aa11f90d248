import { sections } from '../../../../domain/review/editing.ts'
import { everySection } from '../../../../functions/web/questions/analysis/all.ts'
import {
  closedUp,
  typedOf,
  valueIn,
  type SectionQuestions,
} from '../../../../functions/web/questions/analysis/section.ts'
import { AnalysisSectionsSchema, type AnalysisSection } from '../../../../schemas/analysis/analysis-form.ts'

const factor = { text: 'No interpreter was booked.', relevance: '2', modifiable: 'not-known' }

/** Every section with every field filled. */
const filled = {
  meeting: {
    reviewedOn: '2026-03-09',
    agenciesRepresented: ['paediatrics', 'police'],
    documentsAvailable: ['Post-mortem report', 'Ambulance record'],
  },
  causeOfDeath: { text: 'Acute severe asthma', icd10: 'J46' },
  caseSummary: { text: 'First paragraph.\n\nSecond paragraph.' },
  child: { factors: [] },
  socialEnvironment: { factors: [factor] },
  physicalEnvironment: { factors: [factor, { ...factor, text: 'Damp.', modifiable: 'yes' }] },
  serviceProvision: { factors: [{ ...factor, relevance: '0' }] },
  proposedCategory: { reasonable: ['3', '9'], choice: '9', rationale: 'As the ward saw it.' },
  panelCategory: { reasonable: ['3'] },
  modifiableFactors: { outcome: 'identified', inWords: 'Interpreters.' },
  learning: { issues: ['One.'], learningPoints: ['Two.', 'Three.'], goodPractice: ['Four.'] },
  recommendations: {
    recommendations: [
      {
        text: 'Book interpreters.',
        level: 'local',
        addressee: 'Chief nurse',
        owner: 'Panel manager',
        dueOn: '2026-09-30',
      },
      { text: 'Tell the region.', level: 'regional' },
    ],
    noActionReason: 'None.',
  },
  family: { followUpPlan: 'The key worker visits.' },
  safeguarding: { referToSafeguardingPartners: false, reason: 'They were told in May.' },
} as const satisfies Record<AnalysisSection, object>

const questionsOf = (name: AnalysisSection) => everySection.find(({ section }) => section === name) as SectionQuestions

describe('The pages of the analysis form', () => {
  it('ask for every section, once', () => {
    expect(everySection.map(({ section }) => section).sort()).toEqual([...sections].sort())
  })

  it.each(Object.entries(filled))('show %s as it was written, and read it back the same', (name, value) => {
    const section = name as AnalysisSection
    expect(AnalysisSectionsSchema.shape[section].safeParse(value).success).toBe(true)
    expect(valueIn(questionsOf(section), typedOf(questionsOf(section), value))).toEqual(value)
  })

  it('leave out what was taken out or left empty, and close up what stays', () => {
    const questions = questionsOf('physicalEnvironment')
    const typed = closedUp(questions, {
      ...typedOf(questions, { factors: [factor, { ...factor, text: 'Damp.' }] }),
      'factor-1-remove': ['yes'],
      'factor-3-text': [' '],
      'factor-4-relevance': ['1'],
    })
    expect(valueIn(questions, typed)).toEqual({
      factors: [{ ...factor, text: 'Damp.' }, { relevance: '1' }],
    })
  })
})
