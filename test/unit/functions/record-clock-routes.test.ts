import type { Person } from '../../../domain/access/access.ts'
import { addHours, type Instant } from '../../../domain/calendar/instant.ts'
import { recordClockRoutes } from '../../../functions/record-clock/routes.ts'
import { ROLES } from '../../../schemas/access.ts'
import type { ClockRuleId } from '../../../schemas/clocks.ts'
import { ClocksOfCaseSchema } from '../../../schemas/api.ts'
import { ProblemSchema } from '../../../schemas/problem-details.ts'
import { bodies } from '../../support/builders/notification.ts'
import { call } from '../../support/http.ts'
import { doctor, hash, manager, TestPipeline } from '../../support/pipeline.ts'

const DIED = '2026-03-09T01:20:00.000Z' as Instant
const after = (hours: number) => addHours(DIED, hours)

async function withCase(of: 'suspectedAbuse' | 'expected' = 'suspectedAbuse') {
  const service = new TestPipeline()
  service.now = after(2)
  const child = { normallyResidentAuthority: 'E06000061' }
  const death = { dateOfDeath: '2026-03-09', timeOfDeath: '01:20' }
  const notified = await service.notify(bodies[of]({ child, death }))
  if (!('notification' in notified)) throw new Error(notified.outcome)
  await service.settle()
  const { reference } = notified.notification
  service.now = after(40)
  const routes = recordClockRoutes({ ...service.deps, hash })
  let keys = 0
  const post = (
    rule: string,
    body: object | string,
    { person = manager, key = `key-${(keys += 1)}`, of = String(reference) } = {},
  ) =>
    call(routes, 'POST /api/v1/cases/{reference}/clocks/{rule}', {
      person,
      params: { reference: of, rule },
      headers: { 'idempotency-key': key },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const clock = async (rule: ClockRuleId) =>
    (await service.case(reference)).routing?.clocks.find((one) => one.rule === rule && !one.supersededAt)
  const types = async () => {
    const found = await service.store.load(reference)
    return found && 'events' in found ? found.events.slice(3).map(({ type }) => type) : []
  }
  return { service, reference, post, clock, types }
}

describe('Recording that something was done', () => {
  it('meets the clock, and answers the clocks of the case', async () => {
    const { post, types } = await withCase()
    const { status, body } = await post('D3', { metAt: after(24), note: 'By telephone.' })
    expect(status).toBe(201)
    const { clocks, version } = ClocksOfCaseSchema.parse(body)
    expect(clocks.find(({ rule }) => rule === 'D3')).toMatchObject({ metAt: after(24) })
    expect(version).toBe(4)
    expect(await types()).toEqual(['ClockMet'])
  })

  it.each([
    ['D4', ['DeadlineMissed']],
    ['D12', []],
  ] as const)(
    'after the deadline of %s puts on record that it was missed, if it was, though no sweep had come by',
    async (rule, follows) => {
      const { post, types, clock } = await withCase()
      expect((await post(rule, { metAt: after(30) })).status).toBe(201)
      expect(await types()).toEqual(['ClockMet', ...follows])
      expect((await clock(rule))?.missedAt).toBe(follows.length > 0 ? after(40) : undefined)
    },
  )

  it('starts and meets every other clock that the moment concerns', async () => {
    const { post, clock, types } = await withCase('expected')
    await post('D17', { startedAt: after(10) })
    await post('D17', { metAt: after(20) })
    // The registration of the death: the registrar has to tell the panel of it.
    expect(await clock('D8')).toMatchObject({ startedBy: 'death-registered', startedAt: after(20) })
    await post('D8', { metAt: after(39) })
    expect(await types()).toEqual(['ClockStarted', 'ClocksReplanned', 'ClockMet', 'ClocksReplanned', 'ClockMet'])
  })

  it('keeps a clock that nobody but the local authority could time: when it learned of it', async () => {
    const { post, clock } = await withCase()
    expect((await clock('D9'))?.startedAt).toBe(after(2))
    expect((await post('D9', { startedAt: after(1) })).status).toBe(201)
    expect((await clock('D9'))?.startedAt).toBe(after(1))
  })

  it('once more, with a note, corrects it; both stay in the history', async () => {
    const { post, clock, types } = await withCase()
    await post('D3', { metAt: after(24) })
    const refused = await post('D3', { metAt: after(20) })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/note', code: 'required' }] } })
    expect((await post('D3', { metAt: after(20), note: 'The form was dated a day late.' })).status).toBe(201)
    expect((await clock('D3'))?.metAt).toBe(after(20))
    expect((await types()).filter((type) => type === 'ClockMet')).toHaveLength(2)
  })

  it('sent again changes nothing, and its key is good for nothing else', async () => {
    const { post, types } = await withCase()
    const first = await post('D3', { metAt: after(24) }, { key: 'k' })
    const again = await post('D3', { metAt: after(24) }, { key: 'k' })
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    expect((await post('D3', { metAt: after(25) }, { key: 'k' })).status).toBe(422)
    expect((await post('D12', { metAt: after(24) }, { key: 'k' })).status).toBe(422)
    expect((await post('D12', { metAt: after(24) }, { key: 'k', person: doctor })).status).toBe(201)
    expect(await types()).toEqual(['ClockMet', 'ClockMet'])
  })
})

describe('A record of a clock is refused', () => {
  it.each([
    ['in the future', 'D3', { metAt: after(40.1) }, '/metAt', 'in-the-future'],
    ['before the clock began', 'D3', { metAt: after(-1) }, '/metAt', 'wrong-order'],
    ['of a beginning in the future', 'D15', { startedAt: after(41) }, '/startedAt', 'in-the-future'],
    ['of a beginning before the death', 'D15', { startedAt: after(-1) }, '/startedAt', 'wrong-order'],
    ['that says neither', 'D3', { note: 'Done.' }, '/metAt', 'required'],
    ['that says both', 'D3', { metAt: after(3), startedAt: after(2) }, '/startedAt', 'contradiction'],
    ['that is no moment', 'D3', { metAt: 'yesterday' }, '/metAt', 'format'],
  ])('%s', async (_what, rule, record, pointer, code) => {
    const { post, types } = await withCase()
    const { status, body } = await post(rule, record)
    expect(status).toBe(422)
    expect(ProblemSchema.parse(body).errors).toEqual([expect.objectContaining({ pointer, code })])
    expect(await types()).toEqual([])
  })

  it.each([
    ['whose clock nothing has started', 'D15', { metAt: after(3) }],
    ['of a duty without a clock', 'D19', { metAt: after(3) }],
    ['of what the notification says', 'D2', { metAt: after(3) }],
    ['of a beginning that the notification says', 'D3', { startedAt: after(3) }],
  ])('%s, as the case does not allow it', async (_what, rule, record) => {
    const { post } = await withCase()
    expect((await post(rule, record)).status).toBe(409)
  })

  it('without a key, of no rule, of no case, and as no JSON', async () => {
    const { post } = await withCase()
    const record = { metAt: after(3) }
    expect((await post('D3', record, { key: '' })).status).toBe(400)
    expect((await post('D21', record)).status).toBe(404)
    expect((await post('D3', record, { of: '0000000000000000' })).status).toBe(404)
    expect((await post('D3', '{')).status).toBe(400)
  })

  it.each(
    ROLES.flatMap((role) => ['panel/northamptonshire', 'panel/leeds', undefined].map((area) => ({ role, area }))),
  )('unless $role of $area may', async ({ role, area }) => {
    const { post } = await withCase()
    const person: Person = { subject: 'somebody', roles: [role], ...(area !== undefined && { area }) }
    const may = role === 'cdop-manager' || role === 'designated-doctor'
    const { status } = await post('D3', { metAt: after(3) }, { person })
    expect(status).toBe(!may ? 403 : area === 'panel/northamptonshire' ? 201 : 404)
  })
})
