import { epochOf, instantOf } from '../../../../domain/calendar/instant.ts'
import type { Case } from '../../../../domain/case/case.ts'
import { queueEntry } from '../../../../domain/case/queue-entry.ts'
import { liveClaim } from '../../../../domain/panel-work/panel-work.ts'
import { allowedActions } from '../../../../domain/panel-work/permission.ts'
import { inWords } from '../../../../domain/panel-work/refusals.ts'
import { conclude } from '../../../support/builders/analysis.ts'
import {
  aCase,
  aCaseAt,
  after,
  asked,
  later,
  LIST,
  people,
  START,
  withCompleteForm,
} from '../../../support/builders/case.ts'

const { manager, colleague, doctor, chair } = people
const move = { action: 'move-to-stage', stage: 'child-death-review-meeting' } as const
const wait = { action: 'place-on-hold', hold: 'inquest' } as const

describe('Given a case that nobody has in hand', () => {
  it('a claim is somebody’s for four hours', () => {
    const known = after(aCase(), manager, { action: 'claim' })
    expect(liveClaim(known.work, START)).toEqual({ by: 'manager', until: later(4) })
  })

  it('a claim lasts as long as is configured', () => {
    const known = after(aCase(), manager, { action: 'claim' }, { claimHours: 0.5 })
    expect(liveClaim(known.work, START)?.until).toBe(instantOf(epochOf(START) + 30 * 60_000))
  })

  it('anyone may act without claiming first', () => {
    expect(after(aCase(), doctor, move).work.stage).toBe('child-death-review-meeting')
  })

  it('there is nothing to release', () => {
    expect(asked(aCase(), manager, { action: 'release' })).toEqual({ refused: 'not-claimed-by-you' })
  })
})

describe('Given a case that somebody has in hand', () => {
  const claimed = after(aCase(), manager, { action: 'claim' })

  it('another’s claim is refused with whose it is and until when', () => {
    const claim = { by: 'manager', until: later(4) }
    const refusal = asked(claimed, colleague, { action: 'claim' })
    expect(refusal).toEqual({ refused: 'claimed-by-another', claim })
    if (!('refused' in refusal)) throw new Error('It is refused.')
    expect(inWords(refusal, 'claim', 'information-gathering')).toContain(`It is with manager until ${later(4)}.`)
  })

  it('others may not move it, but may write down what a family asks', () => {
    expect(asked(claimed, doctor, move)).toMatchObject({ refused: 'claimed-by-another' })
    expect(
      after(claimed, doctor, { action: 'log-family-question', question: 'Why?' }).work.familyQuestions,
    ).toHaveLength(1)
  })

  it('the holder works on, and may prolong the claim', () => {
    expect(after(claimed, manager, move).work).toMatchObject({ stage: move.stage, claim: { by: 'manager' } })
    const prolonged = after(claimed, manager, { action: 'claim' }, { at: later(3) })
    expect(prolonged.work.claim?.until).toBe(later(7))
  })

  it('it is free after a release, which only the holder can give', () => {
    expect(asked(claimed, colleague, { action: 'release' })).toEqual({ refused: 'not-claimed-by-you' })
    const released = after(claimed, manager, { action: 'release' })
    expect(after(released, colleague, { action: 'claim' }).work.claim?.by).toBe('colleague')
  })

  it('it is free at the very moment when the claim runs out, and not before', () => {
    const last = instantOf(epochOf(later(4)) - 1)
    expect(asked(claimed, colleague, { action: 'claim' }, { at: last })).toMatchObject({
      refused: 'claimed-by-another',
    })
    expect(after(claimed, colleague, { action: 'claim' }, { at: later(4) }).work.claim?.by).toBe('colleague')
    expect(asked(claimed, manager, { action: 'release' }, { at: later(4) })).toEqual({ refused: 'not-claimed-by-you' })
  })
})

describe('Given a case on its way through the stages', () => {
  it('a stage that does not follow is refused, with those that do', () => {
    const refusal = asked(aCase(), manager, { action: 'move-to-stage', stage: 'closed' })
    if (!('refused' in refusal)) throw new Error('It is refused.')
    expect(refusal).toEqual({ refused: 'stage-does-not-follow' })
    expect(inWords(refusal, 'move-to-stage', 'information-gathering')).toContain(
      'There follow: child-death-review-meeting.',
    )
  })

  it('the review is the chair’s to complete, and says so to others', () => {
    const listed = aCaseAt('listed')
    const refusal = asked(listed, manager, conclude)
    if (!('refused' in refusal)) throw new Error('It is refused.')
    expect(inWords(refusal, 'conclude', 'listed')).toContain('It is for: chair.')
    const reviewed = after(withCompleteForm(listed), chair, conclude, { at: later(9) })
    expect(reviewed.work.conclusions).toMatchObject([{ at: later(9), by: { subject: 'chair' } }])
  })

  it('closing it ends a claim and takes it out of the open queue', () => {
    const claimed = after(aCaseAt('reviewed'), manager, { action: 'claim' })
    const closed = after(claimed, manager, { action: 'move-to-stage', stage: 'closed' })
    expect(closed.work.claim).toBeUndefined()
    expect(queueEntry(closed).nextClock).toBeUndefined()
  })
})

describe('Given a case that waits for others', () => {
  const waiting = after(after(aCaseAt('ready-for-panel'), manager, wait), doctor, {
    action: 'place-on-hold',
    hold: 'criminal',
  })

  it('it may wait for several things at once, each once', () => {
    expect(queueEntry(waiting).holds).toEqual(['inquest', 'criminal'])
    expect(asked(waiting, manager, wait)).toEqual({ refused: 'held-already' })
  })

  it('the review is not completed before, unless somebody says why', () => {
    expect(asked(waiting, manager, LIST)).toEqual({ refused: 'waits-for-others' })
    const listed = after(waiting, manager, { ...LIST, despiteHolds: 'The coroner agrees.' })
    expect(listed.work).toMatchObject({ stage: 'listed', holds: [{ hold: 'inquest' }, { hold: 'criminal' }] })
    const overrides = (['inquest', 'criminal'] as const).map((hold) => ({ hold, reason: 'No more to come.' }))
    const reviewed = after(withCompleteForm(listed), chair, { ...conclude, overrides })
    expect(reviewed.work.conclusions).toMatchObject([{ overrides }])
  })

  it('it may go back for more information all the same', () => {
    const back = { action: 'move-to-stage', stage: 'information-gathering' } as const
    expect(after(waiting, manager, back).work.stage).toBe('information-gathering')
  })

  it('each is lifted by itself', () => {
    const lifted = after(waiting, manager, { action: 'lift-hold', hold: 'inquest', outcome: 'Narrative conclusion.' })
    expect(queueEntry(lifted).holds).toEqual(['criminal'])
    expect(asked(lifted, manager, { action: 'lift-hold', hold: 'inquest' })).toEqual({ refused: 'not-held' })
  })
})

describe('Given a case that has been reviewed', () => {
  const reopen = { action: 'reopen', reason: 'A second set of notes was found.' } as const

  it('reopening keeps the first conclusion, and a second review stands beside it', () => {
    const [first] = aCaseAt('closed').work.conclusions
    const reopened = after(aCaseAt('closed'), chair, reopen)
    expect(reopened.work).toMatchObject({ stage: 'information-gathering', conclusions: [first] })
    expect(queueEntry(reopened).flags).toContain('reopened')
    const ready = (['child-death-review-meeting', 'ready-for-panel'] as const).reduce<Case>(
      (known, stage) => after(known, manager, { action: 'move-to-stage', stage }),
      reopened,
    )
    const again = after(ready, manager, LIST)
    const reviewed = after(again, chair, conclude, { at: later(99) })
    expect(reviewed.work.conclusions).toEqual([first, expect.objectContaining({ at: later(99) })])
    expect(queueEntry(reviewed).flags).not.toContain('reopened')
  })

  it('what a family asks afterwards is still taken down and answered', () => {
    const asking = after(aCaseAt('closed'), doctor, { action: 'log-family-question', question: 'Why?' })
    const answered = after(asking, manager, { action: 'answer-family-question', question: 1, answer: 'Because.' })
    expect(answered.work.familyQuestions).toMatchObject([
      {
        number: 1,
        question: 'Why?',
        by: { subject: 'doctor' },
        answers: [{ answer: 'Because.', by: { subject: 'manager' } }],
      },
    ])
  })
})

describe('Given a family', () => {
  it('the last named key worker is theirs', () => {
    const first = after(aCase(), manager, { action: 'name-key-worker', name: 'One Invented', role: 'Nurse' })
    const second = after(first, doctor, {
      action: 'name-key-worker',
      name: 'Another Invented',
      inContactSince: '2026-11-20T09:00:00.000Z',
    })
    expect(second.work.keyWorker).toMatchObject({
      name: 'Another Invented',
      inContactSince: '2026-11-20T09:00:00.000Z',
    })
    expect(second.work.keyWorker).not.toHaveProperty('role')
  })

  it('a question may be answered more than once, and none that was not asked', () => {
    const known = after(aCase(), manager, { action: 'log-family-question', question: 'Why?' })
    const twice = ['First.', 'More.'].reduce<Case>(
      (one, answer) => after(one, manager, { action: 'answer-family-question', question: 1, answer }),
      known,
    )
    expect(twice.work.familyQuestions[0]?.answers.map(({ answer }) => answer)).toEqual(['First.', 'More.'])
    const answer = { action: 'answer-family-question', question: 2, answer: 'No.' } as const
    expect(asked(twice, manager, answer)).toEqual({ refused: 'no-such-question' })
  })
})

describe('What somebody may do', () => {
  it('is listed with the stages to which they may move the case', () => {
    expect(allowedActions(aCaseAt('listed'), chair, START)).toEqual([
      { action: 'claim' },
      { action: 'move-to-stage', stages: ['ready-for-panel'] },
      { action: 'change-triage' },
      { action: 'declare-conflict' },
      { action: 'conclude' },
    ])
  })

  it('is little while somebody else has the case in hand, and nothing after its end', () => {
    const claimed = after(aCase(), manager, { action: 'claim' })
    expect(allowedActions(claimed, doctor, START).map(({ action }) => action)).toEqual([
      'name-key-worker',
      'log-family-question',
      'set-circumstances',
      'add-form',
      'remove-form',
    ])
    expect(allowedActions(aCaseAt('joined'), manager, START)).toEqual([])
  })
})
