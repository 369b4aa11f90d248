import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import middy from '@middy/core'
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { ThinEventSchema, type ThinEvent } from '../../../schemas/case-events.ts'
import { ReferenceSchema, type Reference } from '../../../schemas/reference.ts'
import { fateOf, UnusableMessageError } from './fate.ts'
import { log, meter, observed } from './log.ts'
import { errorName, messageId as messageIdOf } from './log-fields.ts'
import { inTime } from './time-limit.ts'

/**
 * A Lambda on a queue of case events: each message is acted on by itself, and only those that failed come back.
 * A message that can never succeed comes back too: the queue's limit parks it in the dead-letter queue, where an alarm
 * rings and an operator reads it.
 */
export function queueConsumer(act: (reference: Reference, event: ThinEvent) => Promise<unknown>) {
  const actOn = async ({ body, messageId }: SQSRecord, context: Context) => {
    try {
      const event = eventIn(body)
      await inTime(context, act(caseOf(event), event))
    } catch (fault) {
      meter.count('MessagesFailed')
      log.error('A message failed.', {
        messageId: messageIdOf(messageId),
        outcome: fateOf(fault),
        errorName: errorName(fault),
      })
      throw fault
    }
  }
  return middy(async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
    processPartialResponse(event, (record: SQSRecord) => actOn(record, context), new BatchProcessor(EventType.SQS), {
      context,
      throwOnFullBatchFailure: false,
    }),
  ).use(observed())
}

/** The case that an event is about: all that most steps need, as they decide on the case as it stands. */
const caseOf = ({ subject }: ThinEvent): Reference => ReferenceSchema.parse(subject)

function eventIn(body: string): ThinEvent {
  try {
    return ThinEventSchema.parse(JSON.parse(body))
  } catch {
    // The cause would carry the body: it stays in the queue, not in the log.
    throw new UnusableMessageError('The message is not a case event.')
  }
}
