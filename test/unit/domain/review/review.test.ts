import { valueOf } from '../../../../domain/analysis/sectioned-form.ts'
import type { Some } from '../../../../domain/case/decide.ts'
import type { Decided } from '../../../../domain/case/events.ts'
import type { Case } from '../../../../domain/case/case.ts'
import { triageOfCase } from '../../../../domain/review/triage-of-case.ts'
import { routesOfPanel } from '../../../../domain/triage/panel-routes.ts'
import { DEFAULT_ROUTES } from '../../../../domain/triage/triage.ts'
import { conclude, sectionText } from '../../../support/builders/analysis.ts'
import {
  aCase,
  aCaseAt,
  actorOf,
  after,
  asked,
  both,
  happened,
  later,
  LIST,
  people,
  withCompleteForm,
} from '../../../support/builders/case.ts'

const { manager, doctor, chair, member } = people
const text = (value: string) => ({ text: value })

const writes = (known: Case, decided: Some<Decided>, at = later(1)) =>
  happened(known, known.reference, decided, actorOf(doctor), at)

const codes = (doing: ReturnType<typeof asked>) =>
  'refused' in doing ? [doing.refused, ...(doing.obstacles ?? []).map(({ code }) => code)] : []

describe('Triage of a case', () => {
  const expectedDeath = {
    answers: { anticipated24HoursBefore: 'yes', unexpectedCollapseOrIncident: 'no', abuseOrNeglect: 'yes' },
  } as const

  it('is by rule, with the reason, until a person decides otherwise; both stay', () => {
    const known = aCase(expectedDeath)
    expect(triageOfCase(known)).toMatchObject({ route: 'full-panel', byRule: { rule: 'T1' }, changes: [] })
    const reason = 'Reviewed together with two like it.'
    const changed = after(known, chair, { action: 'change-triage', route: 'themed-panel', theme: 'malignancy', reason })
    expect(triageOfCase(changed)).toMatchObject({
      route: 'themed-panel',
      theme: 'malignancy',
      byRule: { route: 'full-panel', rule: 'T1' },
      changes: [{ reason, by: 'chair', insteadOf: { rule: 'T1' } }],
      lookAgain: false,
    })
    const back = after(changed, manager, { action: 'change-triage', route: 'full-panel', reason: 'They differ.' })
    expect(triageOfCase(back).changes.map((one) => one.reason)).toEqual([reason, 'They differ.'])
  })

  it.each([
    ['theme-missing', { route: 'themed-panel' }],
    ['theme-not-asked', { route: 'neonatal-panel', theme: 'suicide' }],
    ['nothing-changes', { route: 'full-panel' }],
  ] as const)('is not changed where %s', (refused, wanted) => {
    expect(asked(aCase(expectedDeath), manager, { action: 'change-triage', ...wanted, reason: 'So.' })).toEqual({
      refused,
    })
  })

  it('goes by what the panel offers', () => {
    expect(routesOfPanel('merseyside')).toMatchObject({ neonatalPanel: true, themes: [] })
    expect(routesOfPanel('northamptonshire')).toBe(DEFAULT_ROUTES)
  })
})

describe('Concluding a review', () => {
  const listed = aCaseAt('listed')
  const ready = withCompleteForm(listed, later(5))

  it('is refused with every obstacle at once', () => {
    const waiting = after(listed, manager, { action: 'place-on-hold', hold: 'inquest' })
    const refusal = asked(waiting, chair, { action: 'conclude', membersPresent: [], decidedBy: [] })
    expect(codes(refusal)).toEqual([
      'not-ready-to-conclude',
      'hold-open',
      'no-quorum',
      'nobody-decided',
      'no-category',
      'modifiable-factors-unanswered',
      'no-recommendation-and-no-reason',
      'referral-undecided',
    ])
    expect('refused' in refusal && refusal.obstacles).toContainEqual(
      expect.objectContaining({ code: 'no-category', section: 'panelCategory' }),
    )
  })

  it('goes on despite a hold with a reason, and keeps nothing of holds that are none', () => {
    const waiting = after(ready, manager, { action: 'place-on-hold', hold: 'inquest' })
    const override = { hold: 'inquest', reason: 'The coroner agrees.' } as const
    const overrides = [override, { hold: 'criminal', reason: 'There is none.' }] as const
    const { conclusions } = after(waiting, chair, { ...conclude, overrides: [...overrides] }).work
    expect(conclusions).toMatchObject([{ overrides: [override], decidedBy: ['dana', 'sami'] }])
  })

  it('leaves out a member with a conflict of interest, and the chair who has one', () => {
    const dana = { ...member, subject: 'dana' }
    const conflicted = after(ready, dana, { action: 'declare-conflict' })
    expect(codes(asked(conflicted, chair, conclude))).toEqual([
      'not-ready-to-conclude',
      'no-quorum',
      'decided-with-conflict',
    ])
    const chairs = after(ready, chair, { action: 'declare-conflict' })
    expect(asked(chairs, chair, conclude)).toEqual({ refused: 'conflict-of-interest' })
  })

  it('registers the recommendations once, however often the case is taken up again', () => {
    const first = after(ready, chair, conclude, { at: later(6) })
    expect(first.work.review.recommendations).toMatchObject([
      { id: '1', text: 'Book interpreters.', status: 'proposed' },
    ])
    const [conclusion] = first.work.conclusions
    const reopened = after(first, chair, { action: 'reopen', reason: 'News.' })
    const readyAgain = (['child-death-review-meeting', 'ready-for-panel'] as const).reduce<Case>(
      (known, stage) => after(known, manager, { action: 'move-to-stage', stage }),
      reopened,
    )
    const again = after(readyAgain, manager, LIST)
    const version = again.work.review.form.sections.recommendations?.version ?? 0
    const more = {
      recommendations: [
        { text: 'Book interpreters.', level: 'local', addressee: 'Imaginary General Hospital' },
        { text: 'Train the night staff.', level: 'regional', addressee: 'Imaginary Region' },
      ],
    } as const
    const rewritten = writes(again, [
      {
        type: 'AnalysisSectionWritten',
        happened: sectionText('recommendations', { recommendations: [...more.recommendations] }, version),
      },
    ])
    const second = after(rewritten, chair, conclude, { at: later(9) })
    expect(second.work.review.recommendations.map(({ id, text: words }) => [id, words])).toEqual([
      ['1', 'Book interpreters.'],
      ['2', 'Train the night staff.'],
    ])
    expect(second.work.conclusions[0]).toEqual(conclusion)
    expect(second.work.conclusions.map(({ form }) => valueOf(form, 'recommendations')?.recommendations)).toMatchObject([
      [{ text: 'Book interpreters.' }],
      [{ text: 'Book interpreters.' }, { text: 'Train the night staff.' }],
    ])
  })
})

describe('A case that is joined to another', () => {
  const summary = (words: string): Decided => ({
    type: 'AnalysisSectionWritten',
    happened: sectionText('caseSummary', text(words)),
  })
  const cause: Decided = { type: 'AnalysisSectionWritten', happened: sectionText('causeOfDeath', text('A cause.')) }

  it('takes over every text, with whose it is, and every conflict of interest', () => {
    const kept = writes(aCase({}, 2), [summary('Kept.')])
    const ended = after(writes(aCase({}, 1), [summary('Ended.'), cause]), member, { action: 'declare-conflict' })
    const { there } = both(ended, manager, { action: 'join', into: kept.reference }, { other: kept })
    const { form, conflicts } = there!.work.review
    expect(form.sections.caseSummary).toMatchObject({
      current: { value: text('Kept.') },
      alternatives: [{ value: text('Ended.'), by: 'doctor', at: later(1) }],
    })
    expect(form.sections.causeOfDeath?.current).toMatchObject({ value: text('A cause.'), by: 'doctor', at: later(1) })
    expect(conflicts).toMatchObject([{ subject: 'member' }])
  })
})
