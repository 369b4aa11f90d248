import { addHours, type Instant } from '../../../../domain/calendar/instant.ts'
import type { Case } from '../../../../domain/case/case.ts'
import { chase, chaseTimeOfCase, replan } from '../../../../domain/case/clocks.ts'
import type { Decided } from '../../../../domain/case/events.ts'
import { clockRuleSetVersion } from '../../../../domain/clocks/rules.ts'
import type { ClockRuleId } from '../../../../schemas/clocks.ts'
import type { NotificationInput } from '../../../../schemas/notification/notification.ts'
import { bodies } from '../../../support/builders/notification.ts'
import { TestPipeline } from '../../../support/pipeline.ts'

const at = (text: string) => text as Instant
const here = { normallyResidentAuthority: 'E06000061' }

/** A case as its panel has it, notified at a moment. */
async function routed(body: NotificationInput, notifiedAt: string): Promise<{ service: TestPipeline; known: Case }> {
  const service = new TestPipeline()
  service.now = at(notifiedAt)
  const notified = await service.notify(body)
  if (!('notification' in notified)) throw new Error(notified.outcome)
  await service.settle()
  return { service, known: await service.case(notified.notification.reference) }
}

const suddenDeath = (dateOfDeath: string, timeOfDeath: string) =>
  bodies.suspectedAbuse({ child: here, death: { dateOfDeath, timeOfDeath } })

const missedOf = (decided: readonly Decided[]) =>
  decided.flatMap((one) => (one.type === 'DeadlineMissed' ? [one.happened] : []))
const dueOf = (known: Case, rule: ClockRuleId) =>
  known.routing!.clocks.find((one) => one.rule === rule && !one.supersededAt)!.dueAt

describe('A deadline', () => {
  it.each([
    [
      'of 48 hours, across the night in March when an hour is left out',
      'D3',
      '2026-03-28',
      '12:00',
      '2026-03-30T12:00:00.000Z',
    ],
    [
      'of 48 hours, across the night in October when an hour comes twice',
      'D3',
      '2026-10-24',
      '12:00',
      '2026-10-26T11:00:00.000Z',
    ],
    // Good Friday, the weekend and Easter Monday do not count: the Thursday does, and then the Tuesday to the Friday.
    ['of five working days, across Easter', 'D9', '2026-04-01', '12:00', '2026-04-10T22:59:59.999Z'],
    ['of five working days, across a bank holiday in May', 'D9', '2026-05-01', '12:00', '2026-05-11T22:59:59.999Z'],
    ['of three months, from winter time into summer time', 'D14', '2026-01-15', '12:00', '2026-04-15T22:59:59.999Z'],
  ] as const)('%s, is missed after its last millisecond and not at it', async (_what, rule, died, time, due) => {
    const body = suddenDeath(died, time)
    const { known } = await routed(body, `${died}T13:00:00.000Z`)
    expect(dueOf(known, rule)).toBe(due)
    expect(missedOf(chase(known, at(due))).map((one) => one.rule)).not.toContain(rule)
    const justAfter = addHours(at(due), 1 / 3_600_000)
    expect(missedOf(chase(known, justAfter))).toContainEqual({ rule, dueAt: due })
  })

  it('that had passed before anybody notified the death is missed at once, unless the notification met it', async () => {
    const { known } = await routed(suddenDeath('2026-03-01', '12:00'), '2026-03-20T09:00:00.000Z')
    expect(missedOf(chase(known, at('2026-03-20T09:01:00.000Z'))).map(({ rule }) => rule)).toEqual([
      'D4',
      'D5',
      'D3',
      'D12',
    ])
  })
})

describe('The plan of a case', () => {
  it('is left alone while facts and rules say what it says', async () => {
    const { known } = await routed(suddenDeath('2026-03-28', '12:00'), '2026-03-28T13:00:00.000Z')
    expect(replan(known, at('2026-03-28T13:05:00.000Z'))).toEqual([])
    expect(chase(known, at('2026-03-28T13:05:00.000Z'))).toEqual([])
  })

  it('is left alone also as a store gives it back, with its fields in another order', async () => {
    const { known } = await routed(suddenDeath('2026-03-28', '12:00'), '2026-03-28T13:00:00.000Z')
    const reversed = known.routing!.clocks.map((clock) => Object.fromEntries(Object.entries(clock).reverse()))
    const stored = { ...known, routing: { ...known.routing!, clocks: reversed as never } }
    expect(replan(stored, at('2026-03-28T13:05:00.000Z'))).toEqual([])
  })

  it('made by rules that hold no longer is made again, and what was missed and met is kept', async () => {
    const { known } = await routed(suddenDeath('2026-03-28', '12:00'), '2026-03-28T13:00:00.000Z')
    const now = at('2026-04-01T09:00:00.000Z')
    // As it stood under rules that gave the review meeting one month only.
    const oldDue = at('2026-04-28T22:59:59.999Z')
    const clocks = known.routing!.clocks.map((clock) => (clock.rule === 'D14' ? { ...clock, dueAt: oldDue } : clock))
    const before = { ...known, routing: { ...known.routing!, clocks, clockRuleSetVersion: 'clocks-0' } }
    const [first] = chase(before, now)
    if (first?.type !== 'ClocksReplanned') throw new Error('The clocks are planned again.')
    expect(first.happened.clockRuleSetVersion).toBe(clockRuleSetVersion)
    expect(first.happened.clocks.filter(({ rule }) => rule === 'D14')).toEqual([
      expect.objectContaining({ dueAt: oldDue, supersededAt: now }),
      expect.objectContaining({ dueAt: dueOf(known, 'D14') }),
    ])
    expect(first.happened.clocks.find(({ rule }) => rule === 'D2')?.metAt).toBe('2026-03-28T13:00:00.000Z')
  })

  it('takes no clock for missed that the facts have just ended, although route has not come by yet', async () => {
    const { service, known } = await routed(suddenDeath('2026-03-28', '12:00'), '2026-03-28T13:00:00.000Z')
    const late = at('2026-03-29T13:00:00.000Z')
    expect(missedOf(chase(known, late)).map(({ rule }) => rule)).toEqual(['D4', 'D5'])
    service.now = at('2026-03-28T20:00:00.000Z')
    await service.amend(known.reference, { answers: noneOfThese })
    const amended = await service.case(known.reference)
    expect(missedOf(chase(amended, late))).toEqual([])
  })
})

/** Every criterion of a Joint Agency Response, answered no. */
const noneOfThese = {
  externalCauses: 'no',
  suddenNoApparentCause: 'no',
  inCustodyOrDetained: 'no',
  suspicionNotNatural: 'no',
  unattendedStillbirth: 'no',
  resuscitatedExpectedToDie: 'no',
} as const

describe('When a case is chased next', () => {
  it('is when its first unmet clock falls due, and then its next', async () => {
    const { service, known } = await routed(bodies.expected({ child: here }), '2025-03-09T13:00:00.000Z')
    expect(chaseTimeOfCase(known)).toBe(dueOf(known, 'D3'))
    service.now = addHours(dueOf(known, 'D3'), 1)
    await service.chase()
    const after = await service.case(known.reference)
    const [told] = after.routing!.clocks.flatMap(({ missedAt }) => missedAt ?? [])
    // The chair hears of the missed D3 before the meeting of D14 falls due.
    expect(chaseTimeOfCase(after)).toBe(addHours(told!, 24))
  })

  it('is never before it has clocks', async () => {
    const service = new TestPipeline()
    const notified = await service.notify(bodies.minimal({ child: here }))
    if (!('notification' in notified)) throw new Error(notified.outcome)
    expect(chaseTimeOfCase(await service.case(notified.notification.reference))).toBeUndefined()
  })
})
