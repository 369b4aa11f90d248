import { concludingObstacles, type Conclusion, type ObstacleCode } from '../../../../domain/analysis/conclude.ts'
import { editSection } from '../../../../domain/analysis/edit-section.ts'
import { DEFAULT_QUORUM } from '../../../../domain/analysis/quorum.ts'
import { emptyForm, type SectionedForm } from '../../../../domain/analysis/sectioned-form.ts'
import type { Instant } from '../../../../domain/calendar/instant.ts'
import type { AnalysisSection, AnalysisSections } from '../../../../schemas/analysis/analysis-form.ts'
import { changed } from '../../../support/changed.ts'

type Form = SectionedForm<AnalysisSections>
type Answers = Partial<AnalysisSections>

const at = '2026-11-03T10:00:00.000Z' as Instant

const written = (form: Form, section: AnalysisSection, value: AnalysisSections[AnalysisSection], basedOn = 0): Form => {
  const outcome = editSection(form, { section, value, basedOn, by: 'ada', at })
  if (outcome.outcome === 'refused') throw new Error(outcome.needed)
  return outcome.form
}

const formWith = (answers: Answers): Form =>
  (Object.entries(answers) as [AnalysisSection, AnalysisSections[AnalysisSection]][]).reduce(
    (form, [section, value]) => written(form, section, value),
    emptyForm<AnalysisSections>('analysis/2026-11'),
  )

const factor = (relevance: '0' | '1' | '2', modifiable: 'yes' | 'no' | 'not-known') => ({
  text: 'No interpreter was booked.',
  relevance,
  modifiable,
})

const complete: Answers = {
  serviceProvision: { factors: [factor('2', 'yes')] },
  panelCategory: { reasonable: ['9', '5'], rationale: 'The infection followed from the condition.' },
  modifiableFactors: { outcome: 'identified' },
  recommendations: {
    recommendations: [{ text: 'Book interpreters.', level: 'local', addressee: 'Imaginary General Hospital' }],
  },
}

const doctor = { subject: 'dana', discipline: 'designated-doctor' } as const
const socialWorker = { subject: 'sami', discipline: 'childrens-social-care' } as const

const ready: Conclusion = {
  form: formWith(complete),
  holds: [],
  overrides: [],
  quorum: DEFAULT_QUORUM,
  membersPresent: [doctor, socialWorker],
  conflicts: [],
  decidedBy: ['dana', 'sami'],
  abuseOrNeglect: 'no',
}
const inquest = { id: 'hold-1', waitsFor: 'the inquest' }

const obstacles = (changes: Partial<Conclusion>) => concludingObstacles({ ...ready, ...changes })
const codes = (changes: Partial<Conclusion>) => obstacles(changes).map(({ code }) => code)
const answering = (answers: Answers) => ({ form: formWith({ ...complete, ...answers }) })
const leavingOut = (section: AnalysisSection) => ({
  form: formWith(changed(complete, [section], undefined) as Answers),
})

describe('a review that has all it needs', () => {
  it('can be concluded', () => {
    expect(concludingObstacles(ready)).toEqual([])
  })

  it('can be concluded with a hold that someone overrode for a reason', () => {
    expect(codes({ holds: [inquest], overrides: [{ hold: 'hold-1', reason: 'The coroner agrees.' }] })).toEqual([])
  })

  it('can be concluded without recommendations where the reason is given', () => {
    expect(
      codes(answering({ recommendations: { recommendations: [], noActionReason: 'Nothing was found.' } })),
    ).toEqual([])
  })

  it('can be concluded with abuse suspected once a referral is decided, or refused with a reason', () => {
    for (const safeguarding of [
      { referToSafeguardingPartners: true },
      { referToSafeguardingPartners: false, reason: 'They were told in May.' },
    ])
      expect(codes({ ...answering({ safeguarding }), abuseOrNeglect: 'yes' })).toEqual([])
  })
})

describe('what stands in the way of a conclusion', () => {
  const oneThingWrong: [ObstacleCode, string, Partial<Conclusion>][] = [
    ['hold-open', 'a hold nobody lifted', { holds: [inquest] }],
    [
      'hold-open',
      'an override of another hold',
      { holds: [inquest], overrides: [{ hold: 'hold-2', reason: 'Done.' }] },
    ],
    ['override-without-reason', 'a blank reason', { holds: [inquest], overrides: [{ hold: 'hold-1', reason: ' ' }] }],
    ['no-quorum', 'nobody from the local authority', { membersPresent: [doctor, { ...doctor, subject: 'sami' }] }],
    ['no-quorum', 'too few members', { quorum: { ...DEFAULT_QUORUM, members: 3 } }],
    ['no-quorum', 'a conflict of interest of the one from health', { conflicts: ['dana'], decidedBy: ['sami'] }],
    ['nobody-decided', 'no decision', { decidedBy: [] }],
    ['decided-but-absent', 'a member who was not there', { decidedBy: ['dana', 'sami', 'zoe'] }],
    ['no-category', 'no category', leavingOut('panelCategory')],
    ['no-rationale', 'no rationale', answering({ panelCategory: { reasonable: ['9'] } })],
    [
      'category-against-hierarchy',
      'a category lower down the list',
      answering({ panelCategory: { reasonable: ['9', '5'], choice: '9', rationale: 'It seems so.' } }),
    ],
    ['modifiable-factors-unanswered', 'no answer', leavingOut('modifiableFactors')],
    [
      'modifiable-factors-contradicted',
      'an answer against the factors',
      answering({ modifiableFactors: { outcome: 'none-identified' } }),
    ],
    ['no-recommendation-and-no-reason', 'no section', leavingOut('recommendations')],
    ['no-recommendation-and-no-reason', 'none and no reason', answering({ recommendations: { recommendations: [] } })],
    [
      'recommendation-without-addressee',
      'no addressee',
      answering({ recommendations: { recommendations: [{ text: 'Book interpreters.', level: 'local' }] } }),
    ],
    ['referral-undecided', 'suspected abuse', { abuseOrNeglect: 'yes' }],
    ['referral-undecided', 'a question about abuse that nobody answered', { abuseOrNeglect: 'not-known' }],
    ['referral-undecided', 'category 1 of the proposer', answering({ proposedCategory: { reasonable: ['10', '1'] } })],
    [
      'referral-undecided',
      'category 1 of the panel',
      answering({ panelCategory: { reasonable: ['1'], rationale: 'As found by the court.' } }),
    ],
    [
      'referral-without-reason',
      'no referral and no reason',
      { ...answering({ safeguarding: { referToSafeguardingPartners: false } }), abuseOrNeglect: 'yes' },
    ],
    [
      'texts-to-choose',
      'two texts of one section',
      { form: written(written(ready.form, 'caseSummary', { text: 'One.' }), 'caseSummary', { text: 'Two.' }) },
    ],
  ]

  it.each(oneThingWrong)('%s: %s, and nothing else', (code, _what, changes) => {
    expect(codes(changes)).toEqual([code])
  })

  it('is a member with a conflict of interest in the decision, even with a quorum of others', () => {
    const membersPresent = [doctor, socialWorker, { subject: 'pat', discipline: 'police' } as const]
    const found = obstacles({ membersPresent, conflicts: ['pat'], decidedBy: ['dana', 'sami', 'pat'] })
    expect(found).toMatchObject([{ code: 'decided-with-conflict', about: 'pat' }])
  })

  it('is told all at once, each with what is needed', () => {
    const everything = concludingObstacles({
      ...ready,
      form: emptyForm('analysis/2026-11'),
      holds: [inquest],
      membersPresent: [],
      decidedBy: [],
      abuseOrNeglect: 'yes',
    })
    expect(everything.map(({ code }) => code)).toEqual([
      'hold-open',
      'no-quorum',
      'nobody-decided',
      'no-category',
      'modifiable-factors-unanswered',
      'no-recommendation-and-no-reason',
      'referral-undecided',
    ])
    for (const { needed } of everything) expect(needed).toMatch(/^[A-Z].{20,}\.$/)
  })

  it('names what a hold waits for, and who is missing', () => {
    expect(obstacles({ holds: [inquest] })[0]).toMatchObject({
      about: 'hold-1',
      needed: expect.stringContaining('the inquest') as string,
    })
    expect(obstacles({ membersPresent: [socialWorker], decidedBy: ['sami'] })[0]?.needed).toContain(
      'a lead professional from health; 2 members, of whom there are 1',
    )
  })

  it('gives the reason for a referral in words', () => {
    const [obstacle] = obstacles({ abuseOrNeglect: 'not-known' })
    expect(obstacle?.needed).toContain('nobody has answered whether abuse or neglect')
  })
})
