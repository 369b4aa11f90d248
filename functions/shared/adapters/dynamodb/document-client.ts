import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { clientPatience } from '../client-patience.ts'

/** The client every repository uses. The endpoint comes from the environment, as AWS names it; tests may pass a client. */
export const documentClient = (client = new DynamoDBClient(clientPatience)): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
