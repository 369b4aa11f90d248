import type { Case } from '../../../domain/case/case.ts'
import { categorise, numbered, route } from '../../../domain/case/decide.ts'
import type { Decided } from '../../../domain/case/events.ts'
import type { Meeting } from '../../../domain/panel-work/meeting.ts'
import type { CaseRepository } from '../../../functions/shared/ports/case-repository.ts'
import type { Meetings } from '../../../functions/shared/ports/meetings.ts'
import type { ActionInput } from '../../../schemas/panel-work/actions.ts'
import { aNotifiedCase, asked, later, people, START } from '../../support/builders/case.ts'
import { aMeeting, aMeetingReference } from '../../support/builders/meeting.ts'

export interface MeetingStore {
  readonly cases: CaseRepository
  readonly meetings: Meetings
}

const manager = { kind: 'person', ...people.manager } as const
let last = 3_000_000

/** What every store does with meetings and their agendas alike. */
export function describeMeetings(name: string, open: () => MeetingStore | Promise<MeetingStore>) {
  describe(`Meetings ${name}`, () => {
    let store: MeetingStore
    beforeAll(async () => {
      store = await open()
    })

    async function planned(): Promise<Meeting> {
      const meeting = aMeeting({ reference: aMeetingReference((last += 1)) })
      expect(await store.meetings.save(meeting)).toBe('saved')
      return meeting
    }

    async function write(known: Case | undefined, decided: readonly Decided[], at = START): Promise<Case> {
      const [first, ...others] = decided
      if (!first) throw new Error('Nothing was decided.')
      const { reference } = known ?? aNotifiedCase({}, last)
      const events = numbered({ reference, version: known?.version ?? 0 }, [first, ...others], at, manager)
      const appended = await store.cases.append(known, events)
      if (appended.outcome !== 'appended') throw new Error(appended.outcome)
      return appended.case
    }

    async function readyCase(): Promise<Case> {
      const { notifications } = aNotifiedCase({}, (last += 1))
      const [{ reference: notificationReference, request, facts, residence }] = notifications
      const happened = { notificationReference, request, facts, residence }
      const opened = await write(undefined, [{ type: 'NotificationReceived', happened }])
      const categorised = await write(opened, categorise(opened))
      const routed = await write(categorised, route(categorised, START))
      const meeting = await worked(routed, { action: 'move-to-stage', stage: 'child-death-review-meeting' })
      return worked(meeting, { action: 'move-to-stage', stage: 'ready-for-panel' })
    }

    async function worked(known: Case, action: ActionInput): Promise<Case> {
      const doing = asked(known, people.manager, action)
      if ('refused' in doing) throw new Error(doing.refused)
      return write(known, doing.here)
    }

    function listing(known: Case, meeting: Meeting, hour: number) {
      const doing = asked(known, people.manager, listFor(meeting), { meeting })
      if ('refused' in doing) throw new Error(doing.refused)
      const at = later(hour)
      return store.cases.append(known, numbered(known, doing.here, at, manager), { meeting })
    }

    async function listed(known: Case, meeting: Meeting, hour: number): Promise<Case> {
      const appended = await listing(known, meeting, hour)
      if (appended.outcome !== 'appended') throw new Error(appended.outcome)
      return appended.case
    }

    const listFor = ({ reference }: Meeting) => ({ action: 'list-for-meeting', meeting: reference }) as const

    it('gives back what was saved, to its own panel only', async () => {
      const meeting = await planned()
      expect(await store.meetings.load(meeting.panel, meeting.reference)).toEqual(meeting)
      expect(await store.meetings.load('leeds', meeting.reference)).toBeUndefined()
      expect(await store.meetings.load(meeting.panel, aMeetingReference((last += 1)))).toBeUndefined()
      expect(await store.meetings.ofPanel(meeting.panel)).toContainEqual(meeting)
      expect(await store.meetings.ofPanel('leeds')).toEqual([])
    })

    it('lets one of several writers of one version through', async () => {
      const meeting = await planned()
      expect(await store.meetings.save({ ...meeting, place: 'Elsewhere' })).toBe('changed-meanwhile')
      const changed = ['Elsewhere', 'Nowhere'].map((place) => ({ ...meeting, version: 2, place }))
      const saved = await Promise.all(changed.map((one) => store.meetings.save(one)))
      expect(saved.sort()).toEqual(['changed-meanwhile', 'saved'])
      expect(await store.meetings.save({ ...meeting, version: 4 })).toBe('changed-meanwhile')
    })

    it('know what was saved when it comes again, as it does where its answer was lost', async () => {
      const meeting = await planned()
      expect(await store.meetings.save(meeting)).toBe('saved')
      expect(await store.meetings.load(meeting.panel, meeting.reference)).toEqual(meeting)
    })

    it('have the cases that are listed for them, the first listed first, until they are listed no more', async () => {
      const [meeting, other] = [await planned(), await planned()]
      const one = await listed(await readyCase(), meeting, 2)
      const two = await listed(await readyCase(), meeting, 1)
      expect(await store.meetings.listedFor(meeting)).toEqual([two.reference, one.reference])
      expect(await store.meetings.listedFor(other)).toEqual([])
      const putOff = await listed(one, other, 3)
      await worked(two, { action: 'move-to-stage', stage: 'ready-for-panel' })
      expect(await store.meetings.listedFor(meeting)).toEqual([])
      expect(await store.meetings.listedFor(other)).toEqual([putOff.reference])
      await listed(putOff, meeting, 4)
      expect(await store.meetings.listedFor(meeting)).toEqual([one.reference])
    })

    it('take no case on once they have changed', async () => {
      const meeting = await planned()
      const known = await readyCase()
      await store.meetings.save({ ...meeting, state: 'cancelled', version: 2 })
      expect(await listing(known, meeting, 1)).toEqual({ outcome: 'changed-meanwhile' })
      expect(await listing(known, aMeeting({ reference: aMeetingReference((last += 1)) }), 1)).toEqual({
        outcome: 'changed-meanwhile',
      })
      expect(await store.meetings.listedFor(meeting)).toEqual([])
      expect(await store.cases.load(known.reference)).toMatchObject({ case: { version: known.version } })
    })
  })
}
