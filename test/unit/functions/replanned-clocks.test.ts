import { addHours, type Instant } from '../../../domain/calendar/instant.ts'
import type { Person } from '../../../domain/access/access.ts'
import { standingOf } from '../../../domain/clocks/plan.ts'
import { workCase } from '../../../functions/work-case/work-case.ts'
import type { ClockRuleId } from '../../../schemas/clocks.ts'
import type { AmendmentInput } from '../../../schemas/notification/notification.ts'
import type { ActionInput } from '../../../schemas/panel-work/actions.ts'
import { bodies } from '../../support/builders/notification.ts'
import { conclude } from '../../support/builders/analysis.ts'
import { manager, TestPipeline } from '../../support/pipeline.ts'

const DIED = '2026-03-09T01:20:00.000Z' as Instant
const after = (hours: number) => addHours(DIED, hours)
const DAY = 24
const chair: Person = { subject: 'chair', roles: ['chair'], area: 'panel/northamptonshire' }

async function withCase(of: 'expected' | 'suspectedAbuse' = 'suspectedAbuse') {
  const service = new TestPipeline()
  service.now = after(2)
  const child = { normallyResidentAuthority: 'E06000061' }
  const death = { dateOfDeath: '2026-03-09', timeOfDeath: '01:20' }
  const notified = await service.notify(bodies[of]({ child, death }))
  if (!('notification' in notified)) throw new Error(notified.outcome)
  await service.settle()
  const { reference } = notified.notification
  let keys = 0
  const clocks = async (rule: ClockRuleId) =>
    (await service.case(reference)).routing?.clocks.filter((one) => one.rule === rule) ?? []
  return {
    service,
    reference,
    clocks,
    current: async (rule: ClockRuleId) => (await clocks(rule)).find(({ supersededAt }) => supersededAt === undefined),
    standings: async (rule: ClockRuleId) => (await clocks(rule)).map((one) => standingOf(one, service.now)),
    amend: async (amendment: AmendmentInput) => {
      await service.amend(reference, amendment, { key: `a${(keys += 1)}` })
      await service.settle()
    },
    work: async (action: ActionInput, person = manager) => {
      const body = JSON.stringify(action)
      const deps = service.workDeps
      const { outcome } = await workCase(reference, { person, key: `w${(keys += 1)}`, body, json: action }, deps)
      if (outcome !== 'done') throw new Error(outcome)
      await service.settle()
    },
  }
}

describe('An amendment', () => {
  it('that raises a suspicion starts clocks; the others run on as they were', async () => {
    const { amend, current, service } = await withCase('expected')
    const before = await current('D3')
    expect(await current('D9')).toBeUndefined()
    service.now = after(30)
    await amend({ answers: { abuseOrNeglect: 'yes' } })
    expect(await current('D9')).toMatchObject({ startedAt: after(30) })
    expect(await current('D3')).toEqual(before)
  })

  it('that rules something out ends its clocks: they are never missed, and stay visible', async () => {
    const { amend, standings, service } = await withCase()
    service.now = after(10)
    await amend({ designatedDoctorDecision: { jointAgencyResponse: 'not-required', reason: 'Long expected.' } })
    service.now = after(30)
    await service.chase()
    expect(await standings('D4')).toEqual(['superseded'])
    expect((await service.case((await service.store.notificationsOf('doctor', 1))[0]!.reference)).alertsDue).toEqual([])
  })

  it('that moves the death moves the deadlines: one recorded as missed stays so, and the new one can be missed too', async () => {
    const { amend, clocks, standings, service } = await withCase()
    service.now = after(25)
    await service.chase()
    await service.settle()
    await amend({ death: { timeOfDeath: '03:10' } })
    expect(await standings('D4')).toEqual(['superseded', 'running'])
    service.now = after(27)
    await service.chase()
    const [first, second] = await clocks('D4')
    expect([first?.missedAt, second?.missedAt]).toEqual([after(25), after(27)])
  })

  it('keeps what people recorded', async () => {
    const { amend, current, service, reference } = await withCase()
    service.now = after(20)
    await service.record(reference, 'D12', { metAt: after(19) })
    await service.record(reference, 'D16', { startedAt: after(5) })
    await amend({ death: { timeOfDeath: '00:50' } })
    expect(await current('D12')).toMatchObject({ startedAt: after(-0.5), metAt: after(19) })
    expect(await current('D16')).toMatchObject({ startedAt: after(5) })
  })
})

describe('Another panel', () => {
  it('counts by what it settled, from the moment that the case is handed over', async () => {
    const { work, current, standings, service } = await withCase()
    expect((await current('D10'))?.startedBy).toBe('abuse-or-neglect-suspected')
    service.now = after(20)
    await work({ action: 'transfer', to: 'cambridgeshire-and-peterborough', note: 'The family lived there.' })
    // There the fifteen working days begin when the notification was sent to the National Panel: it is not yet.
    expect(await current('D10')).toBeUndefined()
    expect(await standings('D10')).toEqual(['superseded'])
    service.now = after(40)
    const there: Person = { ...manager, area: 'panel/cambridgeshire-and-peterborough' }
    const [own] = await service.store.notificationsOf('doctor', 1)
    await service.record(own!.reference, 'D9', { metAt: after(39) }, { person: there })
    expect(await current('D10')).toMatchObject({ startedBy: 'sent-to-national-panel', startedAt: after(39) })
    expect(await standings('D9')).toEqual(['met'])
  })

  it('found by an amended address counts by what it settled as well', async () => {
    const { amend, current } = await withCase()
    expect(await current('D2')).toMatchObject({ dueAt: after(24), metAt: after(2) })
    await amend({ child: { normallyResidentAuthority: 'E09000012' } })
    expect(await current('D2')).toMatchObject({ dueAt: after(48), metAt: after(2) })
  })
})

describe("The panel's own work", () => {
  it('meets and starts clocks: nobody has to record twice what the case shows', async () => {
    const { work, current, service, reference } = await withCase()
    service.now = after(3 * DAY)
    await work({ action: 'name-key-worker', name: 'Nell Nurse', inContactSince: after(30) })
    expect((await current('D12'))?.metAt).toBe(after(30))
    await work({ action: 'move-to-stage', stage: 'child-death-review-meeting' })
    service.now = after(40 * DAY)
    await work({ action: 'move-to-stage', stage: 'ready-for-panel' })
    expect((await current('D14'))?.metAt).toBe(after(40 * DAY))
    expect(await current('D15')).toMatchObject({ startedAt: after(40 * DAY) })
    service.now = after(60 * DAY)
    await work({ action: 'list-for-meeting', meeting: await service.meeting() })
    await service.fillIn(reference)
    await work(conclude, chair)
    expect((await current('D15'))?.metAt).toBe(after(60 * DAY))
  })

  it('does not outdo what a person recorded', async () => {
    const { work, current, service, reference } = await withCase()
    service.now = after(40 * DAY)
    await service.record(reference, 'D14', { metAt: after(35 * DAY) })
    await work({ action: 'move-to-stage', stage: 'child-death-review-meeting' })
    await work({ action: 'move-to-stage', stage: 'ready-for-panel' })
    expect((await current('D14'))?.metAt).toBe(after(35 * DAY))
  })

  it('taken up again after the review begins its clock again; the first review stays met', async () => {
    const { work, clocks, standings, service, reference } = await withCase()
    const review = async (from: number) => {
      service.now = after(from * DAY)
      await work({ action: 'move-to-stage', stage: 'child-death-review-meeting' })
      await work({ action: 'move-to-stage', stage: 'ready-for-panel' })
      await work({ action: 'list-for-meeting', meeting: await service.meeting() })
    }
    await review(40)
    service.now = after(60 * DAY)
    await service.fillIn(reference)
    await work(conclude, chair)
    const [first] = await clocks('D15')
    await work({ action: 'reopen', reason: 'The trust has found a second set of notes.' })
    expect(await clocks('D15')).toEqual([first])
    await review(100)
    expect(await standings('D15')).toEqual(['met', 'running'])
    expect((await clocks('D15'))[0]).toEqual(first)
    service.now = after(200 * DAY)
    await service.chase()
    expect(await standings('D15')).toEqual(['met', 'missed'])
  })

  it('that ends a case ends the chase: nothing of it is missed any more', async () => {
    const { work, service, reference } = await withCase()
    await work({ action: 'retract', notification: reference, reason: 'sent-as-a-test' })
    service.now = after(400 * DAY)
    expect(await service.chase()).toBe(0)
  })
})
