import middy from '@middy/core'
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import type { ItemKey } from '../../../schemas/case-events.ts'
import { log, meter, observed } from './log.ts'
import { inTime } from './time-limit.ts'

/**
 * A Lambda on the table's stream, which carries keys only. `act` answers the position of the first record that has to come
 * again; everything from there on is delivered again, in order.
 */
export function streamConsumer(act: (keys: readonly ItemKey[]) => Promise<number | undefined>) {
  return middy(async ({ Records }: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> => {
    const first = await inTime(context, act(Records.map(keyOf)))
    meter.count('EventsPublished', first ?? Records.length)
    const sequenceNumber = first === undefined ? undefined : Records[first]?.dynamodb?.SequenceNumber
    if (sequenceNumber === undefined) return { batchItemFailures: [] }
    log.warn('Some events were not published and will be tried again.', { count: Records.length - (first ?? 0) })
    return { batchItemFailures: [{ itemIdentifier: sequenceNumber }] }
  }).use(observed())
}

const keyOf = ({ dynamodb }: DynamoDBRecord): ItemKey => ({
  pk: dynamodb?.Keys?.['pk']?.S ?? '',
  sk: dynamodb?.Keys?.['sk']?.S ?? '',
})
