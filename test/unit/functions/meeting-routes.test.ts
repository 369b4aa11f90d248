import { permissions, type Person } from '../../../domain/access/access.ts'
import type { Case } from '../../../domain/case/case.ts'
import { meetingRoutes } from '../../../functions/meetings/routes.ts'
import { ROLES } from '../../../schemas/access.ts'
import { AgendaSchema, MeetingSchema, MeetingsSchema } from '../../../schemas/panel-work/meeting-views.ts'
import {
  changeOfMeetingExamples,
  meetingExamples,
  type ChangeOfMeetingInput,
} from '../../../schemas/panel-work/meetings.ts'
import { ProblemSchema } from '../../../schemas/problem-details.ts'
import { MeetingReferenceSchema, showReference, type Reference } from '../../../schemas/reference.ts'
import { bodies } from '../../support/builders/notification.ts'
import { call, type Call } from '../../support/http.ts'
import { chair, manager, TestPipeline } from '../../support/pipeline.ts'

const MEETINGS = '/api/v1/panels/{panel}/meetings'
const MARK = 'Zaphod-Marked-Value'
const member: Person = { subject: 'member', roles: ['panel-member'], area: 'panel/northamptonshire' }
const planned = meetingExamples.panel.value

function withPanel(conflicted: (known: Case, subject: string) => boolean = () => false) {
  const service = new TestPipeline()
  const routes = meetingRoutes({ ...service.deps, meetings: service.store.meetings, conflicted })
  let keys = 0
  const params = { panel: 'northamptonshire' }
  const post = (path: string, json: unknown, more: Call = {}) =>
    call(routes, `POST ${MEETINGS}${path}`, {
      person: manager,
      body: JSON.stringify(json),
      ...more,
      params: { ...params, ...more.params },
      headers: { 'idempotency-key': `key-${(keys += 1)}`, ...more.headers },
    })
  const get = (path: string, more: Call = {}) =>
    call(routes, `GET ${MEETINGS}${path}`, { person: member, ...more, params: { ...params, ...more.params } })
  const plan = async (json: unknown = planned, more: Call = {}) => {
    const { status, body } = await post('', json, more)
    expect(status).toBe(201)
    return MeetingSchema.parse(body).reference
  }
  const change = (meeting: string, json: ChangeOfMeetingInput, more: Call = {}) =>
    post('/{meeting}/changes', json, { ...more, params: { meeting, ...more.params } })
  const agenda = async (meeting: string, more: Call = {}) => {
    const { status, body } = await get('/{meeting}', { ...more, params: { meeting } })
    expect(status).toBe(200)
    return AgendaSchema.parse(body)
  }
  const readyCase = async (key: string): Promise<Reference> => {
    const child = { normallyResidentAuthority: 'E06000061', name: { familyName: MARK } }
    const notified = await service.notify(bodies.minimal({ child }), { key })
    if (!('notification' in notified)) throw new Error(notified.outcome)
    await service.settle()
    const { reference } = notified.notification
    await service.work(reference, { action: 'move-to-stage', stage: 'child-death-review-meeting' })
    await service.work(reference, { action: 'move-to-stage', stage: 'ready-for-panel' })
    return reference
  }
  const list = (reference: Reference, meeting: string) =>
    service.work(reference, { action: 'list-for-meeting', meeting })
  return { service, post, get, plan, change, agenda, readyCase, list }
}

describe('Planning a meeting', () => {
  it('makes one meeting of a request, however often it is sent', async () => {
    const { post, get } = withPanel()
    const headers = { 'idempotency-key': 'once' }
    const first = await post('', planned, { headers })
    const again = await post('', planned, { headers })
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    expect(await post('', { ...planned, place: 'Elsewhere' }, { headers })).toMatchObject({
      status: 422,
      body: { type: '/problems/idempotency-key-reused' },
    })
    const { body } = await get('')
    expect(MeetingsSchema.parse(body).upcoming).toHaveLength(1)
  })

  it('says in words what is missing for a quorum', async () => {
    const { plan, agenda, change } = withPanel()
    const meeting = await plan()
    expect((await agenda(meeting)).quorum).toEqual({ reached: true, missing: [] })
    await change(meeting, { change: 'settle-members', invited: [...planned.members], apologies: ['9be044'] })
    expect((await agenda(meeting)).quorum).toEqual({
      reached: false,
      missing: ['a lead professional from the local authority', '2 members, of whom there are 1'],
    })
  })

  it('is refused for a day that is over', async () => {
    const { post } = withPanel()
    const { status, body } = await post('', { ...planned, date: '2026-11-19' })
    expect(status).toBe(409)
    expect(ProblemSchema.parse(body).reasonCode).toBe('date-has-passed')
  })
})

describe('Changing a meeting', () => {
  it('is refused on what somebody else changed meanwhile, and done once however often it is asked', async () => {
    const { plan, change } = withPanel()
    const meeting = await plan()
    const redate = { change: 're-date', date: '2026-12-16', startsAt: '09:30', basedOn: 1 } as const
    const headers = { 'idempotency-key': 'once' }
    expect((await change(meeting, redate, { headers })).status).toBe(201)
    expect(await change(meeting, redate, { headers })).toMatchObject({ status: 200, body: { version: 2 } })
    expect(await change(meeting, redate)).toMatchObject({ status: 409, body: { type: '/problems/conflict' } })
  })

  it.each(Object.values(changeOfMeetingExamples))('takes the example of $summary', async ({ value }) => {
    const { plan, change, service } = withPanel()
    const meeting = await plan()
    if (value.change === 'record-attendance') service.later(24 * 30)
    expect((await change(meeting, value)).status).toBe(201)
  })

  it('by two at once keeps both', async () => {
    const { plan, change, agenda } = withPanel()
    const meeting = await plan()
    await Promise.all([
      change(meeting, { change: 're-date', date: '2026-12-16', startsAt: '09:30' }),
      change(meeting, { change: 'settle-members', invited: [] }),
    ])
    expect(await agenda(meeting)).toMatchObject({ version: 3, date: '2026-12-16', invited: [] })
  })
})

describe('An agenda', () => {
  it('has the listed cases in their order, in codes, with what is missing', async () => {
    const { plan, agenda, readyCase, list, service } = withPanel()
    const meeting = await plan()
    const [first, second] = [await readyCase('one'), await readyCase('two')]
    await service.work(second, { action: 'place-on-hold', hold: 'inquest' })
    await service.work(second, { action: 'log-family-question', question: MARK })
    await list(first, meeting)
    service.later(1)
    await service.work(second, { action: 'list-for-meeting', meeting, despiteHolds: MARK })
    const shown = await agenda(meeting)
    expect(shown.cases).toMatchObject([
      { number: 1, reference: showReference(first), stage: 'listed', holds: [] },
      { number: 2, reference: showReference(second), holds: ['inquest'] },
    ])
    expect(shown.cases[1]?.missing).toEqual(
      expect.arrayContaining(['A key worker for the family.', "An answer to the family's question 1."]),
    )
    expect(JSON.stringify(shown)).not.toContain(MARK)
  })

  it('leaves out the cases in which the reader declared a conflict, and says how many', async () => {
    const { plan, agenda, readyCase, list, service } = withPanel(
      (known, subject) => subject === 'member' && known.reference === first,
    )
    const meeting = await plan()
    const [first, second] = [await readyCase('one'), await readyCase('two')]
    await list(first, meeting)
    service.later(1)
    await list(second, meeting)
    expect(await agenda(meeting)).toMatchObject({
      cases: [{ number: 2, reference: showReference(second) }],
      leftOut: 1,
    })
    expect(await agenda(meeting, { person: chair })).toMatchObject({ cases: [{}, {}], leftOut: 0 })
  })

  it('keeps its cases when the meeting is re-dated', async () => {
    const { plan, agenda, change, readyCase, list } = withPanel()
    const meeting = await plan()
    await list(await readyCase('one'), meeting)
    await change(meeting, { change: 're-date', date: '2027-03-03', startsAt: '10:00' })
    expect((await agenda(meeting)).cases).toHaveLength(1)
  })

  it('is empty once the meeting is cancelled: its cases are to be listed again', async () => {
    const { plan, agenda, change, readyCase, list, service } = withPanel()
    const meeting = await plan()
    const reference = await readyCase('one')
    await list(reference, meeting)
    await change(meeting, { change: 'cancel', reason: 'No quorum.' })
    expect(await agenda(meeting)).toMatchObject({ state: 'cancelled', cancelledBecause: 'No quorum.', cases: [] })
    const { entries } = await service.store.queue('northamptonshire', { stage: 'ready-for-panel' }, 10)
    expect(entries).toMatchObject([{ reference, flags: ['to-be-listed-again'] }])
    expect(await list(reference, meeting)).toMatchObject({ refusal: { refused: 'meeting-cancelled' } })
  })

  it('that a cancelled meeting did not get round to clearing is cleared when somebody asks again', async () => {
    const { plan, agenda, change, readyCase, list, service } = withPanel()
    const meeting = await plan()
    await list(await readyCase('one'), meeting)
    const stored = await service.store.meetings.load('northamptonshire', MeetingReferenceSchema.parse(meeting))
    if (!stored) throw new Error('The meeting is there.')
    await service.store.meetings.save({ ...stored, state: 'cancelled', version: stored.version + 1 })
    expect((await agenda(meeting)).cases).toHaveLength(1)
    expect((await change(meeting, { change: 'cancel', reason: 'Again.' })).body).toMatchObject({
      reasonCode: 'meeting-cancelled',
    })
    expect((await agenda(meeting)).cases).toEqual([])
  })
})

describe('Who may see and run meetings', () => {
  const areas = ['panel/northamptonshire', 'panel/leeds', 'region/E12000004', undefined]
  const cells = ROLES.flatMap((role) => areas.map((area) => ({ role, area })))

  it.each(cells)('$role of $area', async ({ role, area }) => {
    const { plan, post, get, change } = withPanel()
    const meeting = await plan()
    const person: Person = { subject: 'somebody', roles: [role], ...(area !== undefined && { area }) }
    const expected = (act: 'run-meetings' | 'read-meetings', done: number) => {
      if (!(permissions[act].roles as readonly string[]).includes(role)) return 403
      return area === 'panel/northamptonshire' ? done : 404
    }
    expect((await post('', planned, { person })).status).toBe(expected('run-meetings', 201))
    expect((await change(meeting, { change: 'cancel', reason: 'No.' }, { person })).status).toBe(
      expected('run-meetings', 201),
    )
    expect((await get('', { person })).status).toBe(expected('read-meetings', 200))
    expect((await get('/{meeting}', { person, params: { meeting } })).status).toBe(expected('read-meetings', 200))
  })

  it('is told nothing of a meeting of another panel', async () => {
    const { plan, get } = withPanel()
    const meeting = await plan()
    const person: Person = { ...member, area: 'panel/leeds' }
    expect(await get('/{meeting}', { person, params: { panel: 'leeds', meeting } })).toMatchObject({ status: 404 })
  })

  it.each([
    ['what is no reference', 'x', 404],
    ['a reference never used', '0000-0000-0000-0000', 404],
  ])('is told nothing of %s', async (_what, meeting, status) => {
    const { get } = withPanel()
    expect((await get('/{meeting}', { params: { meeting } })).status).toBe(status)
  })
})
