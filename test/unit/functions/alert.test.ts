import { addHours, type Instant } from '../../../domain/calendar/instant.ts'
import { SnsAlertSender } from '../../../functions/shared/adapters/sns/alert-sender.ts'
import { AlertSchema, type Alert } from '../../../schemas/alert.ts'
import { showReference } from '../../../schemas/reference.ts'
import { bodies } from '../../support/builders/notification.ts'
import { TestPipeline } from '../../support/pipeline.ts'
import type { PublishCommand, PublishCommandInput, SNSClient } from '@aws-sdk/client-sns'

const DUE = '2026-03-11T01:20:00.000Z' as Instant

/** A case of which D3 and D12 have just been missed; the events wait on the bus. */
async function withMissed() {
  const service = new TestPipeline()
  service.now = '2026-03-09T03:10:00.000Z' as Instant
  const child = { normallyResidentAuthority: 'E06000061', dateOfBirth: '2026-03-01' }
  const death = { dateOfDeath: '2026-03-09', timeOfDeath: '01:20' }
  const notified = await service.notify(bodies.expected({ child, death }))
  if (!('notification' in notified)) throw new Error(notified.outcome)
  const { reference } = notified.notification
  await service.settle()
  service.now = addHours(DUE, 0.1)
  await service.chase()
  return { service, reference, asked: [...service.bus] }
}

describe('An alert', () => {
  it('tells which case, which deadline and where, and nothing of the child', async () => {
    const { service, reference } = await withMissed()
    await service.settle()
    expect(service.sent).toHaveLength(2)
    expect(service.sent[0]).toEqual({
      id: `${reference}.4`,
      level: 1,
      to: 'panel',
      panel: 'northamptonshire',
      reference: showReference(reference),
      rule: 'D3',
      name: 'Notify the National Child Mortality Database',
      dueAt: DUE,
      link: `/api/v1/cases/${showReference(reference)}`,
    })
    for (const alert of service.sent) expect(AlertSchema.parse(alert)).toEqual(alert)
  })

  it('goes out once for each missed deadline, however often it is asked for', async () => {
    const { service, asked } = await withMissed()
    await service.settle()
    for (const event of asked) await service.deliver(event)
    expect(service.sent.map(({ rule }) => rule)).toEqual(['D3', 'D12'])
    expect(service.meter.counts.get('AlertsSent')).toBe(2)
  })

  it('says the level when it is escalated', async () => {
    const { service } = await withMissed()
    await service.settle()
    service.now = addHours(DUE, 73)
    await service.chase()
    await service.settle()
    expect(service.sent.slice(2).map(({ rule, level, to }) => [rule, level, to])).toEqual([
      ['D3', 2, 'chair'],
      ['D3', 3, 'partners'],
    ])
  })

  it('is sent again, under the same id, when the topic failed, or when the record of it was lost', async () => {
    const { service, asked } = await withMissed()
    const working = service.alerts
    service.alerts = { send: () => Promise.reject(new Error('unreachable')) }
    await expect(service.deliver(asked[0]!)).rejects.toThrow('unreachable')
    service.alerts = { send: (alert) => working.send(alert).then(() => Promise.reject(new Error('killed'))) }
    await expect(service.deliver(asked[0]!)).rejects.toThrow('killed')
    service.alerts = working
    await service.deliver(asked[0]!)
    expect(new Set(service.sent.map(({ id }) => id)).size).toBe(1)
    expect(service.sent).toHaveLength(2)
  })

  it('is not sent twice because somebody else writes to the case at the same time', async () => {
    const { service, asked } = await withMissed()
    await Promise.all(asked.map((event) => service.deliver(event)))
    expect(service.sent.map(({ id }) => id).sort()).toEqual([...new Set(service.sent.map(({ id }) => id))].sort())
    expect(service.sent).toHaveLength(2)
  })

  it('of which the bus lost all trace goes out all the same', async () => {
    const { service } = await withMissed()
    service.bus.length = 0
    await service.settleForGood()
    expect(service.sent.map(({ rule }) => rule)).toEqual(['D3', 'D12'])
  })
})

describe('The alerts topic', () => {
  const alert: Alert = {
    id: 'K3M9QFX72D4HW8TN.7',
    level: 1,
    to: 'panel',
    panel: 'northamptonshire',
    reference: 'K3M9-QFX7-2D4H-W8TN',
    rule: 'D3',
    name: 'Notify the National Child Mortality Database',
    dueAt: DUE,
    link: '/api/v1/cases/K3M9-QFX7-2D4H-W8TN',
  }
  async function published(one: Alert): Promise<PublishCommandInput> {
    const inputs: PublishCommandInput[] = []
    const send = ({ input }: PublishCommand) => Promise.resolve(inputs.push(input))
    await new SnsAlertSender({ send } as unknown as SNSClient, 'topic').send(one)
    return inputs[0]!
  }

  it('gets the alert as JSON, with what a panel or a chair may subscribe by', async () => {
    const { Message, MessageAttributes, TopicArn } = await published(alert)
    expect(JSON.parse(Message ?? '')).toEqual(alert)
    expect(TopicArn).toBe('topic')
    expect(Object.entries(MessageAttributes ?? {}).map(([name, { StringValue }]) => [name, StringValue])).toEqual([
      ['panel', 'northamptonshire'],
      ['to', 'panel'],
      ['rule', 'D3'],
    ])
  })

  it.each([
    [{}, 'Deadline D3 missed'],
    [{ level: 3, to: 'partners' }, 'Deadline D3 still missed: told the partners'],
  ] as const)('with a subject line that names no case: %j', async (differs, subject) => {
    expect((await published({ ...alert, ...differs })).Subject).toBe(subject)
  })

  it('fails when the alert was not taken, so that it is tried again', async () => {
    const send = () => Promise.reject(new Error('throttled'))
    const sender = new SnsAlertSender({ send } as unknown as SNSClient, 'topic')
    await expect(sender.send(alert)).rejects.toThrow('throttled')
  })
})
