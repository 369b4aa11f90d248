import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { letterOf, type Letter } from './letter.ts'

/** How long a letter is hidden from others while it is looked at. */
const LOOK_SECONDS = 60
/** SQS takes ten messages in one call. */
const BATCH = 10
const SUFFIX = '-dead-letters'

export interface DeadLetterQueue {
  /** As an operator says it: `categorise`. */
  readonly name: string
  readonly url: string
  /** Where its letters came from and can go again; undefined for what no queue fed. */
  readonly from: string | undefined
  /** Seconds to wait for a letter. SQS that is asked without a wait looks on some of its servers only, and may miss what is there. */
  readonly wait: number
}

/** Every queue of dead letters of the environment. */
export async function deadLetterQueues(sqs: SQSClient, prefix: string, wait = 1): Promise<DeadLetterQueue[]> {
  const urls: string[] = []
  let NextToken: string | undefined
  do {
    const page = await sqs.send(
      new ListQueuesCommand({ QueueNamePrefix: `${prefix}-`, MaxResults: 1000, ...(NextToken && { NextToken }) }),
    )
    urls.push(...(page.QueueUrls ?? []))
    NextToken = page.NextToken
  } while (NextToken)

  return urls
    .filter((url) => url.endsWith(SUFFIX))
    .map((url) => ({ url, from: urls.find((one) => one === url.slice(0, -SUFFIX.length)), wait }))
    .map((queue) => ({
      ...queue,
      name: queue.url.slice(queue.url.lastIndexOf('/') + prefix.length + 2, -SUFFIX.length),
    }))
    .sort((one, other) => one.name.localeCompare(other.name))
}

/** What happened to the letters that were wanted; the others lie where they lay. */
export interface Outcome {
  readonly done: readonly Letter[]
  readonly failed: readonly Letter[]
}

type Deed = (messages: readonly Message[]) => Promise<ReadonlySet<string>>

/** Every letter of the queue, which stays there. */
export async function lettersIn(sqs: SQSClient, queue: DeadLetterQueue): Promise<Letter[]> {
  const messages = await take(sqs, queue)
  await putBack(sqs, queue, messages)
  return messages.map(letterOf)
}

/**
 * Sends events round again: first sent, then deleted here, so that a fault between the two doubles a message and loses none. Every step
 * decides on the case as it stands, so that a double changes nothing. SQS could move letters by itself, but all of a queue or none.
 */
export async function sendAgain(
  sqs: SQSClient,
  queue: DeadLetterQueue,
  isWanted: (letter: Letter) => boolean,
): Promise<Outcome> {
  const { from } = queue
  if (from === undefined) return { done: [], failed: (await lettersIn(sqs, queue)).filter(isWanted) }
  return act(sqs, queue, isWanted, async (messages) => {
    const events = messages.filter((message) => letterOf(message).holds.kind === 'event')
    if (events.length === 0) return new Set()
    const Entries = events.map(({ MessageId, Body, MessageAttributes }) => ({
      Id: MessageId,
      MessageBody: Body,
      ...(MessageAttributes && { MessageAttributes }),
    }))
    const { Successful = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: from, Entries }))
    const sent = new Set(Successful.map(({ Id }) => Id ?? ''))
    return remove(
      sqs,
      queue,
      events.filter(({ MessageId = '' }) => sent.has(MessageId)),
    )
  })
}

/** Deletes letters for good. */
export const discard = (sqs: SQSClient, queue: DeadLetterQueue, isWanted: (letter: Letter) => boolean) =>
  act(sqs, queue, isWanted, (messages) => remove(sqs, queue, messages))

async function act(
  sqs: SQSClient,
  queue: DeadLetterQueue,
  isWanted: (letter: Letter) => boolean,
  deed: Deed,
): Promise<Outcome> {
  const messages = await take(sqs, queue)
  const wanted = messages.filter((message) => isWanted(letterOf(message)))
  const gone = new Set<string>()
  for (const some of inBatches(wanted)) for (const id of await deed(some)) gone.add(id)

  const stays = messages.filter(({ MessageId = '' }) => !gone.has(MessageId))
  await putBack(sqs, queue, stays)
  const letters = wanted.map(letterOf)
  return { done: letters.filter(({ id }) => gone.has(id)), failed: letters.filter(({ id }) => !gone.has(id)) }
}

/** Hides and reads letters until no more come. */
async function take(sqs: SQSClient, { url, wait }: DeadLetterQueue): Promise<Message[]> {
  const found = new Map<string, Message>()
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: BATCH,
        VisibilityTimeout: LOOK_SECONDS,
        WaitTimeSeconds: wait,
        MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
        MessageAttributeNames: ['All'],
      }),
    )
    // Seen before: the first have come into sight again, and there are no others.
    const fresh = Messages.filter(({ MessageId = '' }) => !found.has(MessageId))
    for (const message of fresh) found.set(message.MessageId ?? '', message)
    if (fresh.length === 0) return [...found.values()]
  }
}

async function putBack(sqs: SQSClient, { url }: DeadLetterQueue, messages: readonly Message[]) {
  for (const some of inBatches(messages)) {
    const Entries = some.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle, VisibilityTimeout: 0 }))
    // One that fails comes into sight by itself.
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }))
  }
}

/** Which of them are gone: a batch may fail in part. */
async function remove(sqs: SQSClient, { url }: DeadLetterQueue, messages: readonly Message[]) {
  if (messages.length === 0) return new Set<string>()
  const Entries = messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }))
  const { Successful = [] } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }))
  return new Set(Successful.map(({ Id }) => Id ?? ''))
}

const inBatches = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / BATCH) }, (_, n) => all.slice(n * BATCH, (n + 1) * BATCH))
