import {
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  type DynamoDBDocumentClient,
  type GetCommandInput,
  type PutCommandInput,
  type QueryCommandInput,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb'
import type { Act } from './measure/rounds.ts'

/** A call to the database as it was sent. */
export interface BareCall {
  readonly operation: string
  readonly input: object
}

/**
 * The recorded calls, one after another. Writes go to keys of their own each time, so that what must be absent is absent, also where two
 * calls wrote the same because one was refused; conditions on what was read are left out, since nothing was.
 */
export function bareCalls(documents: DynamoDBDocumentClient, calls: readonly BareCall[]): Act {
  return async (number) => {
    for (const [position, call] of calls.entries()) await sendBare(documents, call, `#bare-${number}-${position}`)
  }
}

function sendBare(documents: DynamoDBDocumentClient, { operation, input }: BareCall, aside: string) {
  switch (operation) {
    case 'GetItem':
      return documents.send(new GetCommand(input as GetCommandInput))
    case 'Query':
      return documents.send(new QueryCommand(input as QueryCommandInput))
    case 'PutItem':
      return documents.send(new PutCommand(putAside(input as PutCommandInput, aside)))
    case 'TransactWriteItems': {
      const { TransactItems = [] } = input as TransactWriteCommandInput
      const puts = TransactItems.flatMap(({ Put }) => (Put ? [{ Put: putAside(Put as PutCommandInput, aside) }] : []))
      return documents.send(new TransactWriteCommand({ TransactItems: puts }))
    }
    default:
      throw new Error(`${operation} is not made bare.`)
  }
}

function putAside({ TableName, Item, ConditionExpression }: PutCommandInput, aside: string): PutCommandInput {
  const moved = { ...Item, pk: `${String(Item?.['pk'])}${aside}` }
  const isAboutAbsence =
    ConditionExpression?.startsWith('attribute_not_exists') && !ConditionExpression.includes(' OR ')
  return { TableName, Item: moved, ...(isAboutAbsence && { ConditionExpression }) }
}
