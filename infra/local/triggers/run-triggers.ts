import type { Foundation, Plan } from '../foundation.ts'
import type { RunningFunctions } from '../lambda/run-functions.ts'
import type { RunningResources } from '../resources/run-resources.ts'
import { openCheckpoint } from './checkpoint.ts'
import { readMapping, type Mapping } from './mappings.ts'
import type { Pace } from './pace.ts'
import { startQueueTrigger } from './queue.ts'
import { readSchedule, startSchedule, type Schedule } from './schedule.ts'
import { startStreamTrigger } from './stream.ts'
import type { Trigger } from './trigger.ts'

/** What invokes functions by itself: read and understood, not yet started. */
export interface Triggers {
  /** Starts all of them, as one. */
  readonly start: () => Trigger
  readonly schedules: readonly Schedule[]
}

export function readTriggers(
  { resources, resolver }: Plan,
  foundation: Foundation,
  functions: RunningFunctions,
  { queueWithArn }: RunningResources,
  pace: Pace,
): Triggers {
  const { log } = foundation
  const mappings = resources['AWS::Lambda::EventSourceMapping'].map((resource) => {
    const surroundings = { poolOf: functions.poolOf, queueOf: queueWithArn, sendToQueue: foundation.sendToQueue }
    return { resource, mapping: readMapping(resource, resolver, surroundings) }
  })
  const schedules = resources['AWS::Scheduler::Schedule'].map((resource) => readSchedule(resource, resolver))
  const targets = new Map(schedules.map((schedule) => [schedule, functions.poolOf(schedule.functionArn)]))

  const startMapping = (logicalId: string, mapping: Mapping): Trigger => {
    if (mapping.kind === 'queue')
      return startQueueTrigger(mapping, { sqs: foundation.sqs, region: foundation.region, log })
    const checkpoint = openCheckpoint(mapping.streamArn, foundation.fileNamed('checkpoints', `${logicalId}.json`))
    return startStreamTrigger(mapping, { streams: foundation.streams, checkpoint, pace, log })
  }

  return {
    schedules,
    start: () => {
      const triggers = [
        ...mappings
          .filter(({ mapping }) => mapping.isEnabled)
          .map(({ resource, mapping }) => startMapping(resource.logicalId, mapping)),
        ...[...targets]
          .filter(([schedule]) => schedule.isEnabled)
          .map(([schedule, pool]) =>
            startSchedule(schedule, () =>
              functions.invokeAsynchronously(pool, schedule.input).catch((error: unknown) => {
                log(`Schedule ${schedule.name}: ${String(error)}`)
              }),
            ),
          ),
      ]
      return {
        drain: async () => {
          functions.stopTryingAgain()
          await Promise.all(triggers.map((trigger) => trigger.drain()))
        },
        end: async () => {
          await Promise.all(triggers.map((trigger) => trigger.end()))
        },
      }
    },
  }
}
