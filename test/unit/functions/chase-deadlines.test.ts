import { addHours, type Instant } from '../../../domain/calendar/instant.ts'
import type { CaseEvent } from '../../../domain/case/events.ts'
import type { Reference } from '../../../schemas/reference.ts'
import { nhsNumber } from '../../support/builders/nhs-number.ts'
import { bodies } from '../../support/builders/notification.ts'
import { TestPipeline } from '../../support/pipeline.ts'

const NOTIFIED = '2026-03-09T03:10:00.000Z' as Instant
const death = { dateOfDeath: '2026-03-09', timeOfDeath: '01:20' }

/** Cases of an expected death: D3, D12 and D14 wait to be met. */
async function withCases(count = 1) {
  const service = new TestPipeline()
  service.now = NOTIFIED
  const references: Reference[] = []
  for (let n = 0; n < count; n++) {
    const child = { normallyResidentAuthority: 'E06000061', nhsNumber: nhsNumber(n), dateOfBirth: '2026-03-01' }
    const notified = await service.notify(bodies.expected({ child, death }), { key: `k${n}` })
    if ('notification' in notified) references.push(notified.notification.reference)
  }
  await service.settle()
  const reference = references[0]!
  const happened = async (type: CaseEvent['type'], of = reference) => {
    const found = await service.store.load(of)
    return found && 'events' in found ? found.events.filter((event) => event.type === type) : []
  }
  return { service, references, reference, happened }
}

/** The first deadlines of such a case, D3 and D12, both 48 hours after the death. */
const FIRST_DUE = '2026-03-11T01:20:00.000Z' as Instant

describe('Chasing deadlines', () => {
  it('records a missed clock once, however often it runs', async () => {
    const { service, happened } = await withCases()
    service.now = addHours(FIRST_DUE, 0.1)
    expect(await service.chase()).toBe(1)
    expect(await service.chase()).toBe(0)
    expect((await happened('DeadlineMissed')).map((event) => event.happened)).toEqual([
      { rule: 'D3', dueAt: FIRST_DUE },
      { rule: 'D12', dueAt: FIRST_DUE },
    ])
    expect(service.meter.counts.get('DeadlinesMissed')).toBe(2)
  })

  it('leaves a clock alone up to and with the moment at which it is due', async () => {
    const { service } = await withCases()
    service.now = FIRST_DUE
    expect(await service.chase()).toBe(0)
  })

  it('records once also when two runs overlap', async () => {
    const { service, happened } = await withCases(3)
    service.now = addHours(FIRST_DUE, 1)
    await Promise.all([service.chase(), service.chase(), service.chase()])
    expect(await happened('DeadlineMissed')).toHaveLength(2)
  })

  it('works off a backlog over several runs, each within its time, the longest due first', async () => {
    const { service, references, happened } = await withCases(25)
    service.now = addHours(FIRST_DUE, 1)
    const chased: number[] = []
    for (let run = 0; run < 4; run++) {
      let cases = 0
      chased.push(await service.chase({ isTimeUp: () => cases++ >= 10 }))
    }
    expect(chased).toEqual([10, 10, 5, 0])
    for (const reference of references) expect(await happened('DeadlineMissed', reference)).toHaveLength(2)
    expect(service.meter.counts.get('DeadlineRunsCutShort')).toBe(2)
  })

  it('passes over a case that it cannot write, goes on with the others, and fails so that it is seen', async () => {
    const { service, references, happened } = await withCases(3)
    service.now = addHours(FIRST_DUE, 1)
    const { cases } = service.deps
    const refusing: typeof cases = {
      ...cases,
      append: (before, events, guards) =>
        events[0].reference === references[1]
          ? Promise.reject(new Error('throttled'))
          : cases.append(before, events, guards),
    }
    await expect(service.chase({ cases: refusing })).rejects.toThrow('could not be chased')
    expect(await happened('DeadlineMissed', references[2])).toHaveLength(2)
    expect(await service.chase()).toBe(1)
    expect(await happened('DeadlineMissed', references[1])).toHaveLength(2)
  })

  it('escalates what still stands missed, each level once, and stops when it is met', async () => {
    const { service, reference, happened } = await withCases()
    service.now = addHours(FIRST_DUE, 1)
    await service.chase()
    const levels = async () =>
      (await happened('DeadlineEscalated')).flatMap((event) =>
        event.type === 'DeadlineEscalated' ? [`${event.happened.rule} to ${event.happened.to}`] : [],
      )
    service.now = addHours(FIRST_DUE, 26)
    await service.chase()
    await service.chase()
    expect(await levels()).toEqual(['D3 to chair'])
    service.now = addHours(FIRST_DUE, 30)
    await service.record(reference, 'D3', { metAt: addHours(FIRST_DUE, 29) })
    service.now = addHours(FIRST_DUE, 8 * 24)
    await service.chase()
    // D12 is guidance: its chair hears after a week. Of D3 nobody hears any more.
    expect(await levels()).toEqual(['D3 to chair', 'D12 to chair'])
  })

  it('keeps both facts of a clock that is met late: that it was missed, and when it was done', async () => {
    const { service, reference } = await withCases()
    service.now = addHours(FIRST_DUE, 1)
    await service.chase()
    const metAt = addHours(FIRST_DUE, 0.5)
    await service.record(reference, 'D3', { metAt })
    const clock = (await service.case(reference)).routing?.clocks.find(({ rule }) => rule === 'D3')
    expect(clock).toMatchObject({ missedAt: addHours(FIRST_DUE, 1), metAt })
  })

  it('finds every case that was planned by rules that hold no longer, due or not, and plans it again', async () => {
    const { service, references, happened } = await withCases(3)
    for (const reference of references) {
      const known = await service.case(reference)
      const routing = known.routing!
      const clocks = routing.clocks.filter(({ rule }) => rule !== 'D3')
      await service.store.append(known, [
        {
          reference,
          sequence: known.version + 1,
          at: service.now,
          by: { kind: 'step', step: 'chase-deadlines' },
          type: 'ClocksReplanned',
          happened: { clocks, clockRuleSetVersion: 'clocks-0' },
        },
      ])
    }
    expect(await service.chase()).toBe(0)
    expect(await service.chase({ formerRuleSets: ['clocks-0'] })).toBe(3)
    expect(await service.chase({ formerRuleSets: ['clocks-0'] })).toBe(0)
    expect(await happened('ClocksReplanned')).toHaveLength(2)
    expect((await service.case(references[0]!)).routing?.clocks.map(({ rule }) => rule)).toContain('D3')
  })
})
