import { numbered } from '../../domain/case/decide.ts'
import type { Actor, Decided } from '../../domain/case/events.ts'
import type { Instant } from '../../domain/calendar/instant.ts'
import { DynamoCaseRepository } from '../../functions/shared/adapters/dynamodb/case-repository.ts'
import { documentClient } from '../../functions/shared/adapters/dynamodb/document-client.ts'
import { DynamoQueueReader } from '../../functions/shared/adapters/dynamodb/queue-reader.ts'
import { caseTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import type { Guards } from '../../functions/shared/ports/case-repository.ts'
import { TemporaryFaultError } from '../../functions/shared/runtime/fate.ts'
import { aReference } from '../support/builders/case.ts'
import { aNotification } from '../support/builders/notification.ts'
import { createTable, localDynamo } from '../support/dynamodb.ts'
import { befall, cancelled, serviceError, type Mishap } from '../support/faulty-client.ts'
import { tally } from '../support/tally.ts'

const plain = localDynamo()
const clients = [plain]
let table: string
let injected = 0
beforeAll(async () => {
  table = await createTable(plain, caseTable)
})
afterAll(() => {
  tally('engine-gaps', { faultsInjected: injected })
  for (const client of clients) client.destroy()
})

/** A repository on a client of its own, on which these mishaps befall a command. */
function withMishaps(command: string, ...mishaps: readonly Mishap[]) {
  const client = localDynamo()
  clients.push(client)
  injected += mishaps.length
  const document = documentClient(client)
  return {
    cases: new DynamoCaseRepository(document, table),
    queues: new DynamoQueueReader(document, table),
    ...befall(client, command, mishaps),
  }
}

const at = '2026-11-20T03:00:00.000Z' as Instant
const doctor: Actor = { kind: 'person', subject: 'doctor', roles: ['notifier'], area: 'panel/northamptonshire' }
let references = 500
const next = () => aReference((references += 1))

function opening(reference = next(), bodyHash = 'body') {
  const decided: Decided = {
    type: 'NotificationReceived',
    happened: {
      notificationReference: reference,
      request: { key: 'key', bodyHash },
      facts: aNotification(),
      residence: { kind: 'england', authority: 'E06000061', from: 'stated' },
    },
  }
  return numbered({ reference, version: 0 }, [decided], at, doctor)
}

const open = (cases: DynamoCaseRepository, guards: Guards = {}, events = opening()) =>
  cases.append(undefined, events, guards)

const eventsOf = async (reference: ReturnType<typeof next>) =>
  (await new DynamoCaseRepository(documentClient(plain), table).history(reference)).events

/** How often the SDK asks DynamoDB before it gives up. */
const MOST_ATTEMPTS = 4

const lost: Mishap = { lost: true }
const conflict: Mishap = { instead: cancelled('None', 'TransactionConflict') }

describe('What DynamoDB does and its local engine never shows', () => {
  it.each([
    ['a conflict', conflict],
    ['a throttled transaction', { instead: cancelled('ThrottlingError', 'None') }],
    ['a partition that has no capacity left', { instead: serviceError('ProvisionedThroughputExceededException') }],
    ['a transaction still in progress', { instead: serviceError('TransactionInProgressException') }],
    ['a throttled account', { instead: serviceError('ThrottlingException') }],
    ['an answer that is lost after the write', lost],
  ] satisfies [string, Mishap][])('%s: the write is tried again, and is written once', async (_what, mishap) => {
    const { cases, attempts } = withMishaps('TransactWriteItemsCommand', mishap)
    const events = opening()
    expect(await open(cases, {}, events)).toMatchObject({ outcome: 'appended', case: { version: 1 } })
    expect(attempts()).toBe(2)
    expect(await eventsOf(events[0].reference)).toHaveLength(1)
  })

  it('conflicts that do not end leave the message for later', async () => {
    const { cases } = withMishaps('TransactWriteItemsCommand', ...Array.from({ length: 5 }, () => conflict))
    const events = opening()
    await expect(open(cases, {}, events)).rejects.toThrow(TemporaryFaultError)
    expect(await eventsOf(events[0].reference)).toHaveLength(0)
  })

  it('answers lost until the client gives up: the same request again finds its own write', async () => {
    const { cases, attempts } = withMishaps(
      'TransactWriteItemsCommand',
      ...Array.from({ length: MOST_ATTEMPTS }, () => lost),
    )
    const events = opening()
    await expect(open(cases, {}, events)).rejects.toThrow('socket hang up')
    expect(attempts()).toBe(MOST_ATTEMPTS)
    expect(await open(cases, {}, events)).toEqual({
      outcome: 'request-known',
      request: { key: 'key', bodyHash: 'body' },
    })
    expect(await eventsOf(events[0].reference)).toHaveLength(1)
  })

  it('a conflict on one item beside a refusal of another decides nothing: a replay is not taken for another notifier', async () => {
    const { cases: first } = withMishaps('TransactWriteItemsCommand')
    const guards: Guards = { identity: [`child ${references}`] }
    const events = opening()
    await open(first, guards, events)
    // The second click, while the first is being written: it learns only that the child has a case, which is its own.
    const mixed = cancelled('None', 'TransactionConflict', 'ConditionalCheckFailed')
    mixed.CancellationReasons = mixed.CancellationReasons?.map((reason) =>
      reason.Code === 'ConditionalCheckFailed'
        ? { ...reason, Item: { reference: { S: events[0].reference } } }
        : reason,
    )
    const { cases: second } = withMishaps('TransactWriteItemsCommand', { instead: mixed })
    expect(await open(second, guards, events)).toMatchObject({ outcome: 'request-known' })
  })

  it('a reading whose answer is lost is recorded once, and one in conflict is recorded', async () => {
    const events = opening()
    const { cases } = withMishaps('TransactWriteItemsCommand', lost, conflict)
    await open(cases, {}, events)
    const { reference } = events[0]
    await cases.recordReading({ reference, what: 'case', at, subject: 's', roles: [], requestId: 'r' })
    const { readings, faults } = await cases.history(reference)
    expect([readings.length, faults]).toEqual([1, []])
  })

  it.each([
    ['throttled', { instead: serviceError('ProvisionedThroughputExceededException') }],
    ['reset', lost],
  ] satisfies [string, Mishap][])('a read that is %s is read again', async (_what, mishap) => {
    const { cases, attempts } = withMishaps('QueryCommand', mishap)
    const events = opening()
    await open(cases, {}, events)
    expect(await cases.load(events[0].reference)).toMatchObject({ case: { version: 1 } })
    expect(attempts()).toBe(2)
  })

  it('a sweep whose index fails for good says so, and never passes for one that found nothing', async () => {
    const throttled: Mishap = { instead: serviceError('ThrottlingException') }
    const { queues } = withMishaps('QueryCommand', ...Array.from({ length: MOST_ATTEMPTS }, () => throttled))
    await expect(queues.awaitingSinceBefore(at)[Symbol.asyncIterator]().next()).rejects.toThrow('ThrottlingException')
  })
})
