import {
  changeMeeting,
  expectedAt,
  isOver,
  planMeeting,
  upcomingFirst,
  type Meeting,
} from '../../../../domain/panel-work/meeting.ts'
import type { Instant } from '../../../../domain/calendar/instant.ts'
import {
  ChangeOfMeetingSchema,
  PlannedMeetingSchema,
  type ChangeOfMeetingInput,
} from '../../../../schemas/panel-work/meetings.ts'
import { readAs } from '../../../../schemas/field-problems.ts'
import { aMeeting, aMeetingReference } from '../../../support/builders/meeting.ts'

const doctor = { subject: 'd', discipline: 'designated-doctor' } as const
const social = { subject: 's', discipline: 'childrens-social-care' } as const

const asked = (meeting: Meeting, change: ChangeOfMeetingInput, at = '2026-11-20T03:00:00.000Z') =>
  changeMeeting(meeting, ChangeOfMeetingSchema.parse(change), {
    at: at as Instant,
    by: { kind: 'person', subject: 'manager', roles: ['cdop-manager'] },
    request: { key: 'k', bodyHash: 'b' },
  })

function after(meeting: Meeting, change: ChangeOfMeetingInput, at?: string): Meeting {
  const next = asked(meeting, change, at)
  if ('refused' in next) throw new Error(next.refused)
  return next
}

const body = { date: '2026-12-09', startsAt: '09:30', place: 'online', kind: 'full-panel' }

describe('A meeting', () => {
  it('keeps its reference and its cases when it is re-dated, and says when it was to be', () => {
    const moved = after(aMeeting(), { change: 're-date', date: '2028-12-13', startsAt: '10:00' })
    expect(moved).toMatchObject({ version: 2, date: '2028-12-13', startsAt: '10:00', place: 'online' })
    expect(moved.reference).toBe(aMeeting().reference)
    expect(moved.changes.at(-1)).toMatchObject({
      what: 're-dated',
      heldBefore: { date: '2028-12-06', startsAt: '09:30' },
    })
  })

  it('is never planned for, or moved to, a day that is over in England', () => {
    const signature = {
      at: '2026-12-09T23:30:00.000Z' as Instant,
      by: { kind: 'step', step: 'route' },
      request: { key: 'k', bodyHash: 'b' },
    } as const
    const where = { reference: aMeetingReference(1), panel: 'leeds' }
    expect(planMeeting(PlannedMeetingSchema.parse(body), where, signature)).toMatchObject({ state: 'planned' })
    const yesterday = PlannedMeetingSchema.parse({ ...body, date: '2026-12-08' })
    expect(planMeeting(yesterday, where, signature)).toEqual({ refused: 'date-has-passed' })
    expect(asked(aMeeting(), { change: 're-date', date: '2026-11-19', startsAt: '10:00' })).toEqual({
      refused: 'date-has-passed',
    })
  })

  it('is over at midnight in England, in summer time too', () => {
    const meeting = aMeeting({ date: '2028-07-05' as Meeting['date'] })
    expect(isOver(meeting, '2028-07-05T22:59:59.999Z' as Instant)).toBe(false)
    expect(isOver(meeting, '2028-07-05T23:00:00.000Z' as Instant)).toBe(true)
  })

  it('has nobody there before it begins; who was there may be corrected after', () => {
    const record: ChangeOfMeetingInput = { change: 'record-attendance', present: [doctor], agencies: ['paediatrics'] }
    expect(asked(aMeeting(), record, '2028-12-06T09:29:59.999Z')).toEqual({ refused: 'meeting-not-begun' })
    const held = after(aMeeting(), record, '2028-12-06T09:30:00.000Z')
    expect(held).toMatchObject({ state: 'held', present: [doctor], agencies: ['paediatrics'] })
    const corrected = after(held, { ...record, present: [doctor, social] }, '2028-12-07T09:00:00.000Z')
    expect(corrected).toMatchObject({ version: 3, present: [doctor, social] })
    expect(asked(held, { change: 'cancel', reason: 'No.' })).toEqual({ refused: 'meeting-held' })
  })

  it('that was cancelled says why and changes no more', () => {
    const cancelled = after(aMeeting(), { change: 'cancel', reason: 'No quorum.' })
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelledBecause: 'No quorum.' })
    const changes: ChangeOfMeetingInput[] = [
      { change: 'cancel', reason: 'Again.' },
      { change: 're-date', date: '2029-01-01', startsAt: '10:00' },
      { change: 'record-attendance', present: [] },
    ]
    for (const change of changes)
      expect(asked(cancelled, change, '2028-12-06T12:00:00.000Z')).toEqual({ refused: 'meeting-cancelled' })
  })

  it('counts for its quorum whoever is to come, and once it was held whoever came', () => {
    const invited = after(aMeeting(), { change: 'settle-members', invited: [doctor, social], apologies: ['s'] })
    expect(expectedAt(invited)).toEqual([doctor])
    const held = after(invited, { change: 'record-attendance', present: [social] }, '2028-12-06T10:00:00.000Z')
    expect(expectedAt(held)).toEqual([social])
  })

  it.each([
    ['a theme without a themed panel', { ...body, theme: 'suicide' }, '/theme'],
    ['a themed panel without its theme', { ...body, kind: 'themed-panel' }, '/theme'],
    ['one person twice', { ...body, members: [doctor, { ...doctor, discipline: 'police' }] }, '/members'],
    ['a day that is not in the calendar', { ...body, date: '2026-02-30' }, '/date'],
  ])('is refused with %s', (_what, json, pointer) => {
    expect(readAs(PlannedMeetingSchema, json)).toMatchObject({ ok: false, errors: [{ pointer }] })
  })
})

describe('The meetings of a panel', () => {
  it('are listed those to come first, the next first, then the others from the last back', () => {
    const on = (number: number, date: string, more: Partial<Meeting> = {}) =>
      aMeeting({ reference: aMeetingReference(number), date: date as Meeting['date'], ...more })
    const all = [
      on(1, '2028-12-13'),
      on(2, '2028-12-06'),
      on(3, '2028-10-01', { state: 'held' }),
      on(4, '2028-12-20', { state: 'cancelled' }),
      on(5, '2028-11-01'),
    ]
    const { upcoming, past } = upcomingFirst(all, '2028-12-06T23:00:00.000Z' as Instant)
    expect(upcoming.map(({ reference }) => reference)).toEqual([2, 1].map(aMeetingReference))
    expect(past.map(({ reference }) => reference)).toEqual([4, 5, 3].map(aMeetingReference))
  })
})
