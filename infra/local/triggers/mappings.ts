import * as z from 'zod'
import type { Resource } from '../assembly/assembly.ts'
import { propertyList, readProperties } from '../assembly/properties.ts'
import type { Resolver } from '../assembly/resolver.ts'
import type { EnvironmentPool } from '../lambda/pool.ts'
import type { Queue } from '../resources/queues.ts'
import { FilterCriteria } from './filter-criteria.ts'
import type { QueueMapping } from './queue.ts'
import type { StreamMapping } from './shard-reader.ts'

const anySource = {
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.boolean().default(true),
  MaximumBatchingWindowInSeconds: z.number().default(0),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
}

const QueueMappingProperties = propertyList({
  ...anySource,
  BatchSize: z.number().default(10),
  ScalingConfig: z.strictObject({ MaximumConcurrency: z.number() }).optional(),
})

const StreamMappingProperties = propertyList(
  {
    ...anySource,
    BatchSize: z.number().default(100),
    StartingPosition: z.literal('TRIM_HORIZON', 'what was written before the first start must be seen too'),
    FilterCriteria: FilterCriteria.default([]),
    BisectBatchOnFunctionError: z.boolean().default(false),
    MaximumRetryAttempts: z.number().default(-1),
    MaximumRecordAgeInSeconds: z.number().default(-1),
    DestinationConfig: z
      .strictObject({ OnFailure: z.strictObject({ Destination: z.string().startsWith('arn:aws:sqs:') }).optional() })
      .default({}),
  },
  { ParallelizationFactor: 'a shard is read by one, which keeps any order that several would' },
)

export interface MappingSurroundings {
  readonly poolOf: (function_: string) => EnvironmentPool
  readonly queueOf: (arn: string) => Queue
  readonly sendToQueue: (arn: string, body: string) => Promise<void>
}

export type Mapping =
  | ({ readonly kind: 'queue'; readonly isEnabled: boolean } & QueueMapping)
  | ({ readonly kind: 'stream'; readonly isEnabled: boolean } & StreamMapping)

/** Reads an event source mapping; of sources other than queues and table streams it says so. */
export function readMapping(resource: Resource, resolver: Resolver, surroundings: MappingSurroundings): Mapping {
  const source = String(resolver.resolve(resource.stack, resource.properties['EventSourceArn']))
  if (source.startsWith('arn:aws:sqs:')) return readQueueMapping(resource, resolver, surroundings)
  if (/^arn:aws:dynamodb:.*\/stream\//.test(source)) return readStreamMapping(resource, resolver, surroundings)
  throw new Error(
    `The local cloud does not know the event source ${source}, of ${resource.logicalId} in stack ${resource.stack}.`,
  )
}

function readQueueMapping(resource: Resource, resolver: Resolver, { poolOf, queueOf }: MappingSurroundings): Mapping {
  const wanted = readProperties(QueueMappingProperties, resource, resolver)
  const pool = poolOf(wanted.FunctionName)
  return {
    kind: 'queue',
    isEnabled: wanted.Enabled,
    queue: queueOf(wanted.EventSourceArn),
    pool,
    batchSize: wanted.BatchSize,
    windowMs: wanted.MaximumBatchingWindowInSeconds * 1000,
    // More batches than environments would only wait, with the clock of their visibility running.
    maximumConcurrency: Math.min(wanted.ScalingConfig?.MaximumConcurrency ?? Infinity, pool.fn.maxEnvironments),
    reportsFailedItems: wanted.FunctionResponseTypes.length > 0,
  }
}

function readStreamMapping(
  resource: Resource,
  resolver: Resolver,
  { poolOf, sendToQueue }: MappingSurroundings,
): Mapping {
  const wanted = readProperties(StreamMappingProperties, resource, resolver)
  const destination = wanted.DestinationConfig.OnFailure?.Destination
  return {
    kind: 'stream',
    isEnabled: wanted.Enabled,
    streamArn: wanted.EventSourceArn,
    pool: poolOf(wanted.FunctionName),
    batchSize: wanted.BatchSize,
    windowMs: wanted.MaximumBatchingWindowInSeconds * 1000,
    patterns: wanted.FilterCriteria,
    bisectsOnError: wanted.BisectBatchOnFunctionError,
    reportsFailedItems: wanted.FunctionResponseTypes.length > 0,
    maximumRetryAttempts: wanted.MaximumRetryAttempts,
    maximumRecordAgeSeconds: wanted.MaximumRecordAgeInSeconds,
    giveUp: async (letter) => {
      if (destination !== undefined) await sendToQueue(destination, letter)
    },
  }
}
