import { formsOfCase } from '../../../../domain/agency-forms/ask.ts'
import type { Case } from '../../../../domain/case/case.ts'
import { queueEntry } from '../../../../domain/case/queue-entry.ts'
import type { ActionInput } from '../../../../schemas/panel-work/actions.ts'
import { aCase, after, asked, both, later, people, START } from '../../../support/builders/case.ts'

const { manager, doctor } = people
const known = aCase({ agencies: [{ type: 'gp', name: 'Imaginary Town Surgery' }, { type: 'police' }] })
const ask = (position: number, more: Partial<Extract<ActionInput, { action: 'request-form' }>> = {}): ActionInput => ({
  action: 'request-form',
  form: 'reporting',
  agency: { position },
  ...more,
})
const withdraw = (from: Case, index: number): ActionInput => ({
  action: 'withdraw-form-request',
  request: from.work.forms.requests[index]!.id,
  reason: 'Not needed.',
})
const needed = (one: Case) => formsOfCase(one).flatMap(({ form, standing }) => (standing === 'needed' ? [form] : []))
const d13 = ({ routing }: Case) => routing?.clocks.filter(({ rule, supersededAt }) => rule === 'D13' && !supersededAt)

describe('The forms that a case needs', () => {
  it('follow from what caseworkers know of the circumstances, as they stand last', () => {
    const drowned = after(known, doctor, { action: 'set-circumstances', circumstances: ['drowning', 'epilepsy'] })
    expect(needed(drowned)).toEqual(expect.arrayContaining(['drowning', 'epilepsy']))
    const corrected = after(drowned, doctor, { action: 'set-circumstances', circumstances: ['epilepsy'] })
    expect(needed(corrected)).not.toContain('drowning')
  })

  it('are added and taken out by a person with a reason, once', () => {
    const add = { action: 'add-form', form: 'oncology', reason: 'A tumour was found.' } as const
    const added = after(known, doctor, add)
    expect(formsOfCase(added).find(({ form }) => form === 'oncology')).toMatchObject({
      standing: 'needed',
      byRule: [],
      adjustment: { act: 'add', reason: 'A tumour was found.', by: 'doctor', at: START },
    })
    expect(asked(added, doctor, add)).toEqual({ refused: 'form-needed-already' })
    const remove = { action: 'remove-form', form: 'oncology', reason: 'It was none.' } as const
    expect(needed(after(added, manager, remove))).not.toContain('oncology')
    expect(asked(known, manager, remove)).toEqual({ refused: 'form-not-needed' })
  })
})

describe('A request for a form', () => {
  it('names the agency of the notification, and is due by the rule of the panel or on the day that is named', () => {
    const once = after(known, manager, ask(1))
    expect(once.work.forms.requests).toMatchObject([
      {
        agency: { position: 1, type: 'gp', name: 'Imaginary Town Surgery' },
        dueAt: '2026-12-04T23:59:59.999Z',
        standing: 'awaited',
      },
    ])
    const dated = after(known, manager, ask(1, { dueOn: '2027-06-01' }))
    expect(dated.work.forms.requests[0]).toMatchObject({ dueAt: '2027-06-01T22:59:59.999Z' })
    // A link outlives the day on which the form is due.
    expect(dated.work.forms.requests[0]?.links[0]?.expiresAt).toBe('2027-06-02T22:59:59.999Z')
    expect(queueEntry(once).flags).toContain('forms-awaited')
    expect(queueEntry(known).flags).not.toContain('forms-awaited')
  })

  it.each([
    ['an agency that the notification does not name', ask(3), 'no-such-agency'],
    ['a supplementary form that the case does not need', ask(1, { form: 'drowning' }), 'form-not-needed'],
    ['a day that is over', ask(1, { dueOn: '2026-11-19' }), 'due-date-passed'],
  ] as const)('is refused for %s', (_name, action, refused) => {
    expect(asked(known, manager, action)).toEqual({ refused })
  })

  it('goes to one agency once while it is awaited, and again afterwards', () => {
    const once = after(known, manager, ask(1))
    expect(asked(once, manager, ask(1))).toEqual({ refused: 'form-asked-already' })
    const withdrawn = after(once, manager, withdraw(once, 0))
    expect(after(withdrawn, manager, ask(1)).work.forms.requests).toHaveLength(2)
    expect(asked(withdrawn, manager, withdraw(once, 0))).toEqual({ refused: 'form-not-awaited' })
    const other = `${'0'.repeat(16)}.1`
    expect(asked(once, manager, { action: 'renew-form-link', request: other })).toEqual({
      refused: 'no-such-form-request',
    })
  })

  it('of a supplementary form follows from a circumstance', () => {
    const drowned = after(known, doctor, { action: 'set-circumstances', circumstances: ['drowning'] })
    expect(
      after(drowned, manager, ask(2, { form: 'drowning', sections: ['event'] })).work.forms.requests,
    ).toMatchObject([{ form: 'drowning', sections: ['event'] }])
  })
})

describe('The clock of the reporting forms (D13)', () => {
  it('runs from the first request of a round until none is awaited, and anew in the next round', () => {
    const first = after(known, manager, ask(1))
    const second = after(first, manager, ask(2), { at: later(48) })
    expect(second.recordedMoments.map(({ moment, happenedAt }) => [moment, happenedAt])).toEqual([
      ['reporting-forms-requested', START],
    ])
    const one = after(second, manager, withdraw(second, 0), { at: later(50) })
    const none = after(one, manager, withdraw(second, 1), { at: later(60) })
    expect(none.recordedMoments.at(-1)).toMatchObject({ moment: 'reporting-forms-returned', happenedAt: later(60) })
    const again = after(none, manager, ask(1), { at: later(70) })
    expect(again.recordedMoments.at(-1)).toMatchObject({ moment: 'reporting-forms-requested', happenedAt: later(70) })
    expect(d13(known)).toEqual([])
  })
})

describe('A case that is joined to another', () => {
  it('brings its requests, its circumstances and what people decided of forms', () => {
    const here = after(
      after(after(known, manager, ask(1)), doctor, { action: 'set-circumstances', circumstances: ['epilepsy'] }),
      doctor,
      { action: 'add-form', form: 'cardiac', reason: 'A murmur.' },
    )
    const other = after(aCase({}, 2), doctor, { action: 'set-circumstances', circumstances: ['drowning'] })
    const { there } = both(here, manager, { action: 'join', into: other.reference }, { other })
    expect(there?.work.forms).toEqual({
      circumstances: ['drowning', 'epilepsy'],
      adjustments: here.work.forms.adjustments,
      requests: here.work.forms.requests,
    })
  })
})
