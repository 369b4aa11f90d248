import type { AnalysisSections } from '../../../schemas/analysis/analysis-form.ts'
import type { NotificationInput } from '../../../schemas/notification/notification.ts'
import type { HoldReason } from '../../../schemas/panel-work/codes.ts'

type Sections = Partial<AnalysisSections>

/** A synthetic death that has come before the panel. Nobody in it ever lived. */
export interface ReviewedDeath {
  readonly notification: NotificationInput
  readonly comesTo: 'ready' | 'listed' | 'concluded'
  readonly waitsFor?: HoldReason
  /** What the child death review meeting wrote on the analysis form. */
  readonly drafted?: Sections
  /** What the panel wrote, in order; of two texts of one section the second meets the first. */
  readonly decided?: readonly {
    readonly by: string
    readonly section: keyof AnalysisSections
    readonly value: Sections[keyof AnalysisSections]
  }[]
}

const DAY = 86_400_000

const referrer = { name: 'Dr Dana Doctor', role: 'Consultant paediatrician', phone: '01632 960001' }

const factor = (text: string, modifiable: 'yes' | 'no' | 'not-known' = 'yes') => ({
  factors: [{ text, relevance: '2' as const, modifiable }],
})

/** Deaths of the months before `now`. */
export function reviewedDeaths(now: Date): readonly ReviewedDeath[] {
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY).toISOString().slice(0, 10)
  const due = new Date(now.getTime() + 120 * DAY).toISOString().slice(0, 10) as NonNullable<
    AnalysisSections['recommendations']['recommendations'][number]['dueOn']
  >
  const child = (givenNames: string, familyName: string, dateOfBirth: string) => ({
    name: { familyName, givenNames },
    dateOfBirth,
    residence: { kind: 'postcode' as const, postcode: 'NN1 1CV' },
  })
  return [
    {
      comesTo: 'concluded',
      notification: {
        referrer,
        child: { ...child('Fictional', 'Sampleton', '2016-03-14'), sexAtBirth: 'male', ethnicity: 'A' },
        death: {
          dateOfDeath: daysAgo(208),
          placeOfDeath: 'paediatric-ward',
          circumstances:
            'Fictional had severe asthma. He became breathless at school and was taken to hospital, where he died that evening.',
        },
        answers: { anticipated24HoursBefore: 'no', unexpectedCollapseOrIncident: 'yes', abuseOrNeglect: 'no' },
      },
      drafted: {
        causeOfDeath: { text: 'Acute severe asthma', icd10: 'J46' },
        caseSummary: {
          text: 'A child with severe asthma became breathless at school. The inhaler at school was empty. The ambulance came within eight minutes; the child died in hospital that evening.',
        },
        child: factor('Severe asthma with two admissions in the year before.', 'no'),
        proposedCategory: { reasonable: ['5'], rationale: 'Acute asthma.' },
      },
      decided: [
        { by: 'chair', section: 'socialEnvironment', value: { factors: [] } },
        { by: 'chair', section: 'physicalEnvironment', value: factor('Damp and mould in the bedroom.') },
        { by: 'chair', section: 'serviceProvision', value: factor('Nobody at school checked the spare inhaler.') },
        {
          by: 'chair',
          section: 'panelCategory',
          value: { reasonable: ['5'], rationale: 'As proposed: acute asthma.' },
        },
        { by: 'chair', section: 'modifiableFactors', value: { outcome: 'identified' } },
        {
          by: 'chair',
          section: 'learning',
          value: {
            learningPoints: ['A spare inhaler at school helps only if somebody checks it.'],
            goodPractice: ['The asthma nurse visited the family in the week after the last admission.'],
          },
        },
        {
          by: 'chair',
          section: 'recommendations',
          value: {
            recommendations: [
              {
                text: 'Check every spare inhaler at school each term, and record it.',
                level: 'local',
                addressee: 'Director of children’s services',
                dueOn: due,
              },
              {
                text: 'Ask about damp when a child is admitted with asthma.',
                level: 'regional',
                addressee: 'Asthma network',
              },
            ],
          },
        },
        {
          by: 'chair',
          section: 'family',
          value: { followUpPlan: 'The key worker visits with the letter of the panel.' },
        },
      ],
    },
    {
      comesTo: 'listed',
      waitsFor: 'inquest',
      notification: {
        referrer,
        child: { ...child('Inventa', 'Testperson', daysAgo(260)), sexAtBirth: 'female' },
        death: {
          dateOfDeath: daysAgo(150),
          placeOfDeath: 'home-of-normal-residence',
          circumstances:
            'Inventa was found lifeless in the morning on the sofa where she had slept beside her father. An ambulance was called at once; resuscitation was not successful.',
          resuscitationAttempted: 'yes',
        },
        answers: {
          anticipated24HoursBefore: 'no',
          unexpectedCollapseOrIncident: 'yes',
          suddenNoApparentCause: 'yes',
          abuseOrNeglect: 'no',
          coronerCircumstances: ['cause-unknown'],
        },
        family: {
          siblingsAndOthers: [{ name: 'Madeup Testperson', ageYears: 4, relationship: 'Brother', atRisk: 'no' }],
        },
      },
      drafted: {
        causeOfDeath: { text: 'Unascertained' },
        caseSummary: { text: 'A baby was found lifeless on a sofa where she had slept beside a parent.' },
        proposedCategory: { reasonable: ['10'], rationale: 'No cause was found after a full examination.' },
        child: { factors: [] },
      },
      decided: [
        { by: 'chair', section: 'physicalEnvironment', value: factor('The baby slept on a sofa beside an adult.') },
        {
          by: 'panel-member',
          section: 'physicalEnvironment',
          value: factor('The family had no cot: it stood in the flat that they had left the week before.'),
        },
      ],
    },
    {
      comesTo: 'listed',
      notification: {
        referrer,
        child: { ...child('Notional', 'Examplesson', daysAgo(121)), sexAtBirth: 'male', gestationAtBirthWeeks: 24 },
        death: { dateOfDeath: daysAgo(119), placeOfDeath: 'neonatal-unit', modeOfDeath: 'planned-palliative-care' },
        answers: { anticipated24HoursBefore: 'yes', unexpectedCollapseOrIncident: 'no', abuseOrNeglect: 'no' },
      },
      drafted: { proposedCategory: { reasonable: ['8'], rationale: 'Extreme prematurity.' } },
    },
    {
      comesTo: 'ready',
      notification: {
        referrer,
        child: { ...child('Unreal', 'Notperson', '2012-08-02'), sexAtBirth: 'female' },
        death: { dateOfDeath: daysAgo(98), placeOfDeath: 'hospice', modeOfDeath: 'planned-palliative-care' },
        answers: { anticipated24HoursBefore: 'yes', unexpectedCollapseOrIncident: 'no', abuseOrNeglect: 'no' },
      },
      drafted: { proposedCategory: { reasonable: ['4'], rationale: 'A tumour of the brain, long known.' } },
    },
  ]
}
