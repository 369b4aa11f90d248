/** What one attempt of the SDK at one call meets. */
export type Mishap =
  /** The connection breaks before anything was sent. */
  | 'unsent'
  /** It is done, and the connection breaks before the answer is there. */
  | 'lost'
  /** The service refuses it: there is too much. */
  | 'throttled'
  /** The transaction is cancelled: another one has the first of its items. */
  | 'conflict'
  /** Half of a batch is done, and the other half handed back, with HTTP 200. */
  | 'partly'
  /** Nobody hears it, and nobody answers. */
  | 'unheard'
  /** It is done, and nobody answers. */
  | 'unanswered'
  /** The function ends in that moment, before anything was sent. */
  | 'ended'
  /** It is done, and the function ends in that moment. */
  | 'ended after'

/** Kinds of calls, by what can befall them. */
type Kind = 'read' | 'write' | 'transaction' | 'batch'

export interface Mode {
  readonly befalls: readonly Kind[]
  /** By the number of the attempt, from nought. */
  readonly meets: (attempt: number) => Mishap | undefined
  /** Not this call alone but all of its kind from here on, until the function has ended. */
  readonly isLasting?: boolean
  /** Nobody can tell that it was their own write which was done: they may answer as if it were sent again. */
  readonly isUntraceable?: boolean
}

const ANY = ['read', 'write', 'transaction', 'batch'] as const
const WRITES = ['write', 'transaction', 'batch'] as const
const once = (mishap: Mishap) => (attempt: number) => (attempt === 0 ? mishap : undefined)
const always = (mishap: Mishap) => () => mishap

/** Every way in which a call is faulted. What comes always makes the SDK give up. */
export const MODES = {
  'not sent, once': { befalls: ANY, meets: once('unsent') },
  'never sent': { befalls: ANY, meets: always('unsent') },
  'throttled once': { befalls: ANY, meets: once('throttled') },
  'throttled until given up': { befalls: ANY, meets: always('throttled') },
  'never heard': { befalls: ANY, meets: always('unheard') },
  'ended before': { befalls: ANY, meets: always('ended') },
  'answer lost, once': { befalls: WRITES, meets: once('lost') },
  'every answer lost': { befalls: WRITES, meets: always('lost') },
  'done and never answered': { befalls: WRITES, meets: always('unanswered') },
  'ended after': { befalls: WRITES, meets: always('ended after') },
  'in conflict, once': { befalls: ['transaction'], meets: once('conflict') },
  'in conflict for ever': { befalls: ['transaction'], meets: always('conflict'), isLasting: true },
  // The SDK does not try again what is in conflict; our own next attempt is another request.
  'answer lost, then in conflict': {
    befalls: ['transaction'],
    meets: (attempt) => (['lost', 'conflict'] as const)[attempt],
    isUntraceable: true,
  },
  'done in part': { befalls: ['batch'], meets: once('partly') },
} as const satisfies Record<string, Mode>
export type ModeName = keyof typeof MODES

const KINDS: Readonly<Record<string, Kind>> = {
  GetItemCommand: 'read',
  QueryCommand: 'read',
  ScanCommand: 'read',
  PutItemCommand: 'write',
  DeleteItemCommand: 'write',
  TransactWriteItemsCommand: 'transaction',
  BatchWriteItemCommand: 'batch',
  PublishBatchCommand: 'batch',
  PublishCommand: 'write',
}

/** @throws for a command of which nobody has said what can befall it */
export function modesOf(command: string): readonly ModeName[] {
  const kind = KINDS[command]
  if (!kind) throw new Error(`Nobody has said what may befall ${command}.`)
  return (Object.entries(MODES) as [ModeName, Mode][]).flatMap(([name, { befalls }]) =>
    befalls.includes(kind) ? [name] : [],
  )
}
