import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceNotFoundException,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndex,
  type GlobalSecondaryIndexDescription,
  type TableDescription,
} from '@aws-sdk/client-dynamodb'
import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import type { Resource } from '../assembly/assembly.ts'
import { physicalName } from '../assembly/names.ts'
import { propertyList, readProperties } from '../assembly/properties.ts'
import type { Resolver } from '../assembly/resolver.ts'
import { PlainSentenceError } from '../plain-sentence.ts'
import { within } from '../within.ts'

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
const Index = z.object({
  IndexName: z.string(),
  KeySchema,
  Projection: z.object({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
})

const TableProperties = propertyList(
  {
    TableName: z.string().optional(),
    KeySchema,
    AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
    GlobalSecondaryIndexes: z.array(Index).default([]),
    StreamSpecification: z
      .object({ StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']) })
      .optional(),
    TimeToLiveSpecification: z.object({ AttributeName: z.string().optional(), Enabled: z.boolean() }).optional(),
    DeletionProtectionEnabled: z.boolean().optional(),
    Replicas: z.array(z.looseObject({ DeletionProtectionEnabled: z.boolean().optional() })).default([]),
  },
  {
    BillingMode: 'every local table is on demand',
    SSESpecification: 'DynamoDB Local encrypts nothing',
    PointInTimeRecoverySpecification: 'DynamoDB Local keeps no backups',
    WriteProvisionedThroughputSettings: 'every local table is on demand',
    WriteOnDemandThroughputSettings: 'the local engine has no ceiling to set',
    ReadOnDemandThroughputSettings: 'the local engine has no ceiling to set',
    OnDemandThroughput: 'the local engine has no ceiling to set',
    WarmThroughput: 'the local engine has no ceiling to set',
    ContributorInsightsSpecification: 'there is no CloudWatch here',
    TableClass: 'storage costs nothing here',
  },
)

export interface Table {
  readonly resource: Resource
  readonly name: string
  readonly streamArn: string | undefined
}

/** Makes the table, or brings one found on disk to the template's shape, and teaches the resolver its name and stream. */
export async function runTable(resource: Resource, resolver: Resolver, dynamodb: DynamoDBClient): Promise<Table> {
  const wanted = readProperties(TableProperties, resource, resolver)
  const name = wanted.TableName ?? physicalName(resource, 255)
  const shape = {
    TableName: name,
    KeySchema: wanted.KeySchema,
    AttributeDefinitions: wanted.AttributeDefinitions,
    StreamViewType: wanted.StreamSpecification?.StreamViewType,
    Indexes: wanted.GlobalSecondaryIndexes.map(asIndex),
    DeletionProtectionEnabled:
      wanted.DeletionProtectionEnabled ?? wanted.Replicas.some((replica) => replica.DeletionProtectionEnabled),
  }
  const existing = await describe(dynamodb, name)
  if (existing) await adapt(dynamodb, shape, existing)
  else await create(dynamodb, shape)
  await expireItems(dynamodb, name, wanted.TimeToLiveSpecification)

  const table = await describe(dynamodb, name)
  const streamArn = table?.LatestStreamArn
  resolver.learn(resource, {
    ref: name,
    attributes: {
      Arn: table?.TableArn ?? '',
      TableId: table?.TableId ?? '',
      ...(streamArn && { StreamArn: streamArn }),
    },
  })
  return { resource, name, streamArn }
}

interface TableShape {
  readonly TableName: string
  readonly KeySchema: z.infer<typeof KeySchema>
  readonly AttributeDefinitions: { AttributeName: string; AttributeType: 'S' | 'N' | 'B' }[]
  readonly StreamViewType: 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES' | undefined
  readonly Indexes: GlobalSecondaryIndex[]
  readonly DeletionProtectionEnabled: boolean
}

const asIndex = ({
  IndexName,
  KeySchema,
  Projection: { ProjectionType, NonKeyAttributes },
}: z.infer<typeof Index>) => ({
  IndexName,
  KeySchema,
  Projection: { ProjectionType, ...(NonKeyAttributes && { NonKeyAttributes: NonKeyAttributes.toSorted() }) },
})

async function create(dynamodb: DynamoDBClient, { Indexes, StreamViewType, ...shape }: TableShape) {
  await dynamodb.send(
    new CreateTableCommand({
      ...shape,
      BillingMode: 'PAY_PER_REQUEST',
      ...(Indexes.length > 0 && { GlobalSecondaryIndexes: Indexes }),
      ...(StreamViewType && { StreamSpecification: { StreamEnabled: true, StreamViewType } }),
    }),
  )
}

/** Indexes can be made anew from the items; keys and stream cannot be changed under a table that holds some. */
async function adapt(dynamodb: DynamoDBClient, shape: TableShape, existing: TableDescription) {
  const { TableName, KeySchema, AttributeDefinitions, StreamViewType, Indexes } = shape
  if (
    !isDeepStrictEqual(existing.KeySchema, KeySchema) ||
    existing.StreamSpecification?.StreamViewType !== StreamViewType
  )
    throw new PlainSentenceError(
      `Table ${TableName} on disk has another key or stream than the template; delete the directory .local to start afresh.`,
    )
  const change = async (update: Omit<ConstructorParameters<typeof UpdateTableCommand>[0], 'TableName'>) => {
    await dynamodb.send(new UpdateTableCommand({ TableName, AttributeDefinitions, ...update }))
    if (!(await within(60_000, async () => isSettled(await describe(dynamodb, TableName)))))
      throw new Error(`Table ${TableName} did not settle after a change of its indexes.`)
  }
  const found = existing.GlobalSecondaryIndexes ?? []
  const isAsWanted = (index: GlobalSecondaryIndexDescription) =>
    Indexes.some((wanted) => isDeepStrictEqual(wanted, asDefined(index)))
  for (const index of found)
    if (!isAsWanted(index)) await change({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: index.IndexName } }] })
  for (const index of Indexes)
    if (!found.some((each) => isDeepStrictEqual(index, asDefined(each))))
      await change({ GlobalSecondaryIndexUpdates: [{ Create: index }] })
  if (existing.DeletionProtectionEnabled !== shape.DeletionProtectionEnabled)
    await change({ DeletionProtectionEnabled: shape.DeletionProtectionEnabled })
}

/** As it was asked for, without what the engine adds; it may also give the projected attributes in an order of its own. */
const asDefined = ({ IndexName, KeySchema, Projection }: GlobalSecondaryIndexDescription) => ({
  IndexName,
  KeySchema,
  Projection: {
    ...Projection,
    ...(Projection?.NonKeyAttributes && { NonKeyAttributes: Projection.NonKeyAttributes.toSorted() }),
  },
})

const isSettled = (table: TableDescription | undefined) =>
  table?.TableStatus === 'ACTIVE' && (table.GlobalSecondaryIndexes ?? []).every((each) => each.IndexStatus === 'ACTIVE')

async function describe(dynamodb: DynamoDBClient, TableName: string) {
  try {
    return (await dynamodb.send(new DescribeTableCommand({ TableName }))).Table
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined
    throw error
  }
}

async function expireItems(
  dynamodb: DynamoDBClient,
  TableName: string,
  wanted: { AttributeName?: string | undefined; Enabled: boolean } | undefined,
) {
  if (!wanted?.Enabled || !wanted.AttributeName) return
  const { TimeToLiveDescription: found } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }))
  // Setting what is set already is an error.
  if (found?.AttributeName === wanted.AttributeName && found.TimeToLiveStatus?.startsWith('ENABL')) return
  await dynamodb.send(
    new UpdateTimeToLiveCommand({
      TableName,
      TimeToLiveSpecification: { AttributeName: wanted.AttributeName, Enabled: true },
    }),
  )
}
