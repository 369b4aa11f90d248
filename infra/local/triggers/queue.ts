import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type Message,
  type MessageAttributeValue,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EnvironmentPool } from '../lambda/pool.ts'
import type { Queue } from '../resources/queues.ts'
import { failedItems } from './batch-response.ts'
import type { Trigger } from './trigger.ts'

export interface QueueMapping {
  readonly queue: Queue
  readonly pool: EnvironmentPool
  readonly batchSize: number
  readonly windowMs: number
  readonly maximumConcurrency: number
  readonly reportsFailedItems: boolean
}

export interface QueueTriggerSurroundings {
  readonly sqs: SQSClient
  readonly region: string
  readonly log: (line: string) => void
}

/** The longest wait that SQS allows: an idle queue costs three requests a minute. */
const LONG_POLL_SECONDS = 20

/**
 * Hands messages to a function in batches, as many batches at once as the mapping allows. What succeeds is deleted; what fails
 * comes again when its visibility timeout runs out, and goes to the dead-letter queue when it has come too often.
 */
export function startQueueTrigger(mapping: QueueMapping, surroundings: QueueTriggerSurroundings): Trigger {
  const stage = { isDraining: false, waiting: new AbortController() }
  const underway = new Set<Promise<void>>()
  const pollers = Array.from({ length: mapping.maximumConcurrency }, () => poll(mapping, surroundings, stage, underway))
  return {
    drain: async () => {
      stage.isDraining = true
      await Promise.all(underway)
    },
    end: async () => {
      stage.waiting.abort()
      await Promise.all(pollers)
    },
  }
}

interface Stage {
  readonly isDraining: boolean
  /** Ends the long poll. Only at the very end: the emulator would still give a message to a poll that nobody reads. */
  readonly waiting: AbortController
}

async function poll(
  mapping: QueueMapping,
  surroundings: QueueTriggerSurroundings,
  stage: Stage,
  underway: Set<Promise<void>>,
) {
  const isOver = () => stage.waiting.signal.aborted
  while (!isOver()) {
    try {
      const batch = await gather(mapping, surroundings, stage)
      if (stage.isDraining) await putBack(mapping, surroundings, batch)
      else if (batch.length > 0) await track(underway, deliver(mapping, surroundings, batch))
      if (stage.isDraining) return
    } catch (error) {
      if (isOver()) return
      surroundings.log(`Queue ${mapping.queue.name}: ${String(error)}`)
      await sleep(1000)
    }
  }
}

async function track(underway: Set<Promise<void>>, delivery: Promise<void>) {
  underway.add(delivery)
  try {
    await delivery
  } finally {
    underway.delete(delivery)
  }
}

/** A full batch, or what came within the window of the first message. */
async function gather({ queue, batchSize, windowMs }: QueueMapping, { sqs }: QueueTriggerSurroundings, stage: Stage) {
  const receive = async (WaitTimeSeconds: number, room: number) => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: Math.min(10, room),
        WaitTimeSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: stage.waiting.signal },
    )
    return Messages
  }
  const batch = await receive(LONG_POLL_SECONDS, batchSize)
  const closing = Date.now() + windowMs
  while (batch.length > 0 && batch.length < batchSize && Date.now() < closing && !stage.isDraining) {
    const secondsLeft = Math.ceil((closing - Date.now()) / 1000)
    batch.push(...(await receive(Math.min(1, secondsLeft), batchSize - batch.length)))
  }
  return batch
}

async function deliver(
  mapping: QueueMapping,
  { sqs, region, log }: QueueTriggerSurroundings,
  batch: readonly Message[],
) {
  const { queue, pool, reportsFailedItems } = mapping
  const result = await pool.invoke({ Records: batch.map((message) => asRecord(message, queue, region)) })
  if (!result.ok) log(`${pool.fn.name} failed on ${batch.length} messages: ${result.error.errorType}`)
  const failed = failedItems(
    result,
    reportsFailedItems,
    batch.map(({ MessageId }) => MessageId),
  )
  if (failed === 'all') return
  const done = batch.filter(({ MessageId }) => !failed.has(MessageId ?? ''))
  for (const Entries of receipts(done)) await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queue.url, Entries }))
}

/** Messages that arrived while the system drains are there again at once on the next start. */
async function putBack({ queue }: QueueMapping, { sqs }: QueueTriggerSurroundings, batch: readonly Message[]) {
  for (const entries of receipts(batch))
    await sqs.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: queue.url,
        Entries: entries.map((entry) => ({ ...entry, VisibilityTimeout: 0 })),
      }),
    )
}

/** By tens, the most that a batch request takes. */
const receipts = (messages: readonly Message[]) =>
  Array.from({ length: Math.ceil(messages.length / 10) }, (_, page) =>
    messages
      .slice(page * 10, page * 10 + 10)
      .map(({ ReceiptHandle }, position) => ({ Id: String(position), ReceiptHandle: ReceiptHandle ?? '' })),
  )

const asRecord = (message: Message, queue: Queue, awsRegion: string) => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes ?? {},
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, asRecordAttribute(value)]),
  ),
  md5OfBody: message.MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: queue.arn,
  awsRegion,
})

const asRecordAttribute = ({ StringValue, BinaryValue, DataType }: MessageAttributeValue) => ({
  ...(StringValue !== undefined && { stringValue: StringValue }),
  ...(BinaryValue && { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
  stringListValues: [],
  binaryListValues: [],
  dataType: DataType,
})
