import { createHash } from 'node:crypto'
import * as z from 'zod'
import { ThinEventSchema, type ThinEvent } from '../../../schemas/case-events.ts'

/** A dead letter as an operator may see it: whatever is no event of ours is described and never shown. */
export interface Letter {
  readonly id: string
  readonly sentAt: string
  readonly tries: number
  readonly holds: Contents
}

export type Contents =
  /** What a step could not act on: it can be sent again. */
  | { readonly kind: 'event'; readonly event: ThinEvent }
  /** A place in the table's stream: reconcile announces again what a step waits for. */
  | { readonly kind: 'stream'; readonly records: number; readonly from: string }
  /** A run of a sweep that failed: the next one did its work. */
  | { readonly kind: 'run' }
  /** Anything: its length and hash tell it from others, and nothing of it is printed. */
  | { readonly kind: 'unreadable'; readonly bytes: number; readonly hash: string }

export interface ReceivedMessage {
  readonly MessageId?: string | undefined
  readonly Body?: string | undefined
  readonly Attributes?: Readonly<Partial<Record<string, string>>> | undefined
}

/** What Lambda leaves of stream records that it gave up on. */
const GivenUpSchema = z.object({
  DDBStreamBatchInfo: z.object({ batchSize: z.int().min(0), approximateArrivalOfFirstRecord: z.iso.datetime() }),
})
const RunSchema = z.strictObject({})

export function letterOf({ MessageId = '', Body = '', Attributes = {} }: ReceivedMessage): Letter {
  return {
    id: MessageId,
    sentAt: new Date(Number(Attributes['SentTimestamp'] ?? 0)).toISOString(),
    tries: Number(Attributes['ApproximateReceiveCount'] ?? 0),
    holds: contentsOf(Body),
  }
}

function contentsOf(body: string): Contents {
  const json = jsonIn(body)
  const event = ThinEventSchema.safeParse(json)
  if (event.success) return { kind: 'event', event: event.data }
  const givenUp = GivenUpSchema.safeParse(json)
  if (givenUp.success) {
    const { batchSize, approximateArrivalOfFirstRecord } = givenUp.data.DDBStreamBatchInfo
    return { kind: 'stream', records: batchSize, from: approximateArrivalOfFirstRecord }
  }
  if (RunSchema.safeParse(json).success) return { kind: 'run' }
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 12)
  return { kind: 'unreadable', bytes: Buffer.byteLength(body), hash }
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** One line for one letter. */
export const lineOf = ({ id, sentAt, tries, holds }: Letter): string =>
  `${id.slice(0, 8)}  ${sentAt}  tried ${tries}  ${inWords(holds)}`

function inWords(holds: Contents): string {
  switch (holds.kind) {
    case 'event':
      return `${holds.event.data.eventType} of case ${holds.event.subject}, event ${holds.event.data.sequence}, ${holds.event.time}`
    case 'stream':
      return `${holds.records} records of the stream since ${holds.from}`
    case 'run':
      return 'a run that failed'
    case 'unreadable':
      return `no event of ours: ${holds.bytes} bytes, hash ${holds.hash}`
  }
}
