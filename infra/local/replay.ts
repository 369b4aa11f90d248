/** `npm run replay -- <event file | reference>`: sends an event, or all that happened to a case, round again. */
import { readFileSync } from 'node:fs'
import { DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import * as z from 'zod'
import {
  CASE_KEY_PREFIX,
  EVENT_KEY_PREFIX,
  thinEvent,
  ThinEventSchema,
  type ThinEvent,
} from '../../schemas/case-events.ts'
import { ReferenceSchema, showReference, type Reference } from '../../schemas/reference.ts'
import { PlainSentenceError, speakPlainly } from './plain-sentence.ts'
import { requireRunning, type Running } from './state/running.ts'

const Key = z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) })

await speakPlainly(async () => {
  const [subject] = process.argv.slice(2)
  if (subject === undefined)
    throw new PlainSentenceError('Say what to send again: an event file, or the reference of a case.')
  const running = await requireRunning()
  const reference = ReferenceSchema.safeParse(subject)
  const events = reference.success ? await eventsOf(reference.data, running) : [eventIn(subject)]

  const sns = new SNSClient({ ...running.clientSettings, endpoint: running.endpoints.messaging })
  for (const event of events) {
    const { eventType } = event.data
    await sns.send(
      new PublishCommand({
        TopicArn: running.caseEventsTopic,
        Message: JSON.stringify(event),
        MessageAttributes: { eventType: { DataType: 'String', StringValue: eventType } },
      }),
    )
    console.log(`${event.id} ${eventType} of ${event.time}`)
  }
})

function eventIn(file: string): ThinEvent {
  const event = ThinEventSchema.safeParse(contentOf(file))
  if (event.success) return event.data
  throw new PlainSentenceError(`${file} holds no case event:\n${z.prettifyError(event.error)}`)
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown
  } catch (cause) {
    throw new PlainSentenceError(`${file} is neither the reference of a case nor a JSON file that can be read.`, {
      cause,
    })
  }
}

/** An event's key says all that travels of it, so that keys are all that is read. */
async function eventsOf(reference: Reference, { caseTable, clientSettings, endpoints }: Running): Promise<ThinEvent[]> {
  const dynamodb = new DynamoDBClient({ ...clientSettings, endpoint: endpoints.dynamodb })
  const pages = paginateQuery(
    { client: dynamodb },
    {
      TableName: caseTable,
      KeyConditionExpression: 'pk = :case AND begins_with(sk, :event)',
      ExpressionAttributeValues: { ':case': { S: CASE_KEY_PREFIX + reference }, ':event': { S: EVENT_KEY_PREFIX } },
      ProjectionExpression: 'pk, sk',
    },
  )
  const events: ThinEvent[] = []
  for await (const { Items = [] } of pages)
    events.push(...Items.map((item) => Key.parse(item)).map(({ pk, sk }) => thinEvent({ pk: pk.S, sk: sk.S })))
  if (events.length === 0) throw new PlainSentenceError(`There is no case ${showReference(reference)} here.`)
  return events
}
