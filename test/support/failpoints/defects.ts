import { TransactionCanceledException, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { randomUUID } from 'node:crypto'
import { evolve, type Case } from '../../../domain/case/case.ts'
import type { DynamoCaseRepository } from '../../../functions/shared/adapters/dynamodb/case-repository.ts'
import type { Appended } from '../../../functions/shared/ports/case-repository.ts'
import type { ModeName } from './modes.ts'
import type { Adapters, Wrong } from './stage.ts'
import { textOf, type WireRequest } from './wire.ts'

/** A mistake that somebody could make, and a fault that shows it. */
export interface Defect {
  readonly wrong: Wrong
  readonly scenario: string
  readonly step: string
  readonly mode: ModeName
}

type Middleware = DynamoDBClient['middlewareStack']

/** Changes what one command is asked, or what comes of it, outside the SDK's retries. */
function around(
  command: string,
  change: (
    input: Record<string, unknown>,
    send: (input: object) => Promise<{ output: object }>,
  ) => Promise<{ output: object }>,
): Wrong {
  const add = (stack: Middleware) => {
    stack.add(
      (next, { commandName }) =>
        (args) =>
          commandName === command
            ? (change(args.input as Record<string, unknown>, (input) => next({ ...args, input })) as ReturnType<
                typeof next
              >)
            : next(args),
      { step: 'initialize', priority: 'low' },
    )
  }
  return {
    client: ({ middlewareStack }) => {
      add(middlewareStack)
    },
  }
}

const withCases = (wrong: (sound: DynamoCaseRepository) => Partial<DynamoCaseRepository>): Wrong => ({
  adapters: (sound) => ({ ...sound, cases: replaced(sound.cases, wrong(sound.cases)) }),
})

const replaced = <T extends object>(sound: T, worse: Partial<T>): T =>
  new Proxy(sound, {
    get: (target, name) => {
      const member: unknown = Reflect.get(worse, name) ?? Reflect.get(target, name)
      return typeof member === 'function' ? (member.bind(target) as unknown) : member
    },
  })

const isThrottle = (fault: unknown) => fault instanceof Error && fault.name.startsWith('Throttl')

export const DEFECTS: Readonly<Record<string, Defect>> = {
  'a write whose answer was lost taken for somebody else’s': {
    wrong: around('PutItemCommand', (input, send) => send({ ...input, ReturnValuesOnConditionCheckFailure: 'NONE' })),
    scenario: 'a release of the statistics',
    step: 'withdrawn',
    mode: 'answer lost, once',
  },
  'a batch of which what is handed back is forgotten': {
    wrong: around('BatchWriteItemCommand', async (input, send) => {
      const result = await send(input)
      return { ...result, output: { ...result.output, UnprocessedItems: {} } }
    }),
    scenario: 'postcodes are imported',
    step: 'a file',
    mode: 'done in part',
  },
  'a new token for each attempt at one transaction': {
    wrong: {
      client: ({ middlewareStack }) => {
        middlewareStack.add(
          (next) => (args) => {
            const request = args.request as WireRequest
            const body = textOf(request).replace(/("ClientRequestToken":")[^"]+/, `$1${randomUUID()}`)
            return next({ ...args, request: Object.assign(request, { body }) })
          },
          { step: 'finalizeRequest', priority: 'low' },
        )
      },
    },
    scenario: 'a case before its panel',
    step: 'an agency is asked',
    mode: 'answer lost, once',
  },
  'a throttled write taken for done': {
    wrong: withCases((sound) => ({
      append: (before, events, guards): Promise<Appended> =>
        sound.append(before, events, guards).catch((fault: unknown) => {
          const known = events.reduce<Case | undefined>(evolve, before)
          if (!isThrottle(fault) || !known) throw fault
          return { outcome: 'appended', case: known }
        }),
    })),
    scenario: 'a notification on its way, and what becomes of it',
    step: 'a doctor notifies',
    mode: 'throttled until given up',
  },
  'a conflict taken for a refusal': {
    wrong: around('TransactWriteItemsCommand', (input, send) =>
      send(input).catch((fault: unknown) => {
        if (fault instanceof TransactionCanceledException)
          for (const reason of fault.CancellationReasons ?? [])
            if (reason.Code === 'TransactionConflict') reason.Code = 'ConditionalCheckFailed'
        throw fault
      }),
    ),
    scenario: 'a release of the statistics',
    step: 'published',
    mode: 'in conflict, once',
  },
  'a case that cannot be read taken for none': {
    wrong: withCases((sound) => ({ load: (reference) => sound.load(reference).catch(() => undefined) })),
    scenario: 'a case before its panel',
    step: 'claimed',
    mode: 'never sent',
  },
  'a relay that does not read what failed': {
    wrong: {
      adapters: (sound: Adapters) => ({
        ...sound,
        events: replaced(sound.events, {
          publish: (events) => sound.events.publish(events).then(() => new Set<string>()),
        }),
      }),
    },
    scenario: 'a notification on its way, and what becomes of it',
    step: 'deadlines pass',
    mode: 'done in part',
  },
  'an alert that was not sent, recorded as sent': {
    wrong: {
      adapters: (sound: Adapters) => ({
        ...sound,
        alerts: replaced(sound.alerts, { send: (alert) => sound.alerts.send(alert).catch(() => undefined) }),
      }),
    },
    scenario: 'a notification on its way, and what becomes of it',
    step: 'deadlines pass',
    mode: 'never sent',
  },
}
