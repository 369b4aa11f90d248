import { queueEntry } from '../../../../domain/case/queue-entry.ts'
import type { Case } from '../../../../domain/case/case.ts'
import { agendaChanges } from '../../../../domain/panel-work/listing.ts'
import { conclude } from '../../../support/builders/analysis.ts'
import {
  aCaseAt,
  after,
  asked,
  happened,
  later,
  LIST,
  people,
  withCompleteForm,
} from '../../../support/builders/case.ts'
import { aMeeting, aMeetingReference } from '../../../support/builders/meeting.ts'

const { manager, chair } = people
const ready = aCaseAt('ready-for-panel')
const listed = aCaseAt('listed')
const other = aMeeting({ reference: aMeetingReference(2) })
const listedFor = (meeting: typeof other) => ({ action: 'list-for-meeting', meeting: meeting.reference }) as const

describe('A case that is listed for a meeting', () => {
  it('says for which, and takes a place on its agenda', () => {
    expect(listed.work).toMatchObject({ stage: 'listed', listing: { meeting: LIST.meeting } })
    expect(agendaChanges(ready, listed)).toMatchObject([
      { panel: 'northamptonshire', meeting: LIST.meeting, reference: listed.reference, stands: true },
    ])
  })

  it.each([
    ['no meeting of its panel', undefined, 'no-such-meeting'],
    ['a cancelled one', { ...other, state: 'cancelled' }, 'meeting-cancelled'],
    ['one that was held', { ...other, state: 'held' }, 'meeting-over'],
    ['one of yesterday', { ...other, date: '2026-11-19' as typeof other.date }, 'meeting-over'],
  ] as const)('cannot be listed for %s', (_what, meeting, refused) => {
    expect(asked(ready, manager, listedFor(other), { meeting })).toEqual({ refused })
  })

  it('is not listed for the same one again, but may be put off to another', () => {
    expect(asked(listed, manager, LIST)).toEqual({ refused: 'listed-already' })
    const putOff = after(listed, manager, listedFor(other), { meeting: other })
    expect(agendaChanges(listed, putOff).map(({ meeting, stands }) => [meeting, stands])).toEqual([
      [LIST.meeting, false],
      [other.reference, true],
    ])
  })

  it('leaves the agenda whichever way it leaves the stage, except by its review', () => {
    const left = (next: Case) => agendaChanges(listed, next).map(({ stands }) => stands)
    const back = after(listed, manager, { action: 'move-to-stage', stage: 'ready-for-panel' })
    const handedOver = after(listed, manager, { action: 'transfer', to: 'leeds', note: 'Lived there.' })
    expect(handedOver.work).toMatchObject({ stage: 'ready-for-panel', listing: undefined })
    const retracted = after(listed, manager, {
      action: 'retract',
      notification: listed.reference,
      reason: 'wrong-child',
    })
    for (const next of [back, handedOver, retracted]) expect(left(next)).toEqual([false])
    expect(left(after(withCompleteForm(listed), chair, conclude))).toEqual([])
    expect(left(after(listed, manager, { action: 'place-on-hold', hold: 'inquest' }))).toEqual([])
  })

  it('stays on the agenda of its review when it is taken up again', () => {
    const reopened = after(aCaseAt('closed'), chair, { action: 'reopen', reason: 'News.' })
    expect(reopened.work.listing).toBeUndefined()
    expect(agendaChanges(aCaseAt('closed'), reopened)).toEqual([])
  })

  it('leaves the agenda when facts bring it to another panel', () => {
    const { routing } = listed
    if (!routing) throw new Error('A listed case is routed.')
    const moved = happened(
      listed,
      listed.reference,
      [{ type: 'CaseRouted', happened: { ...routing, panel: 'leeds' } }],
      { kind: 'step', step: 'route' },
      later(9),
    )
    expect(moved.work.stage).toBe('ready-for-panel')
    expect(agendaChanges(listed, moved)).toMatchObject([{ panel: 'northamptonshire', stands: false }])
  })

  it('is to be listed again when the meeting is cancelled, and says so until it is', () => {
    const unlisted = happened(
      listed,
      listed.reference,
      [{ type: 'CaseUnlisted', happened: { meeting: LIST.meeting, because: 'meeting-cancelled' } }],
      { kind: 'person', ...manager },
      later(9),
    )
    expect(queueEntry(unlisted)).toMatchObject({ stage: 'ready-for-panel', flags: ['to-be-listed-again'] })
    expect(queueEntry(after(unlisted, manager, listedFor(other), { meeting: other })).flags).toEqual([])
  })
})
