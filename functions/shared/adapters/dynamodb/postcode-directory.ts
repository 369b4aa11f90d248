import { GetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Postcode } from '../../../../schemas/notification/text.ts'
import type { DirectoryEntry, PostcodeDirectory } from '../../ports/postcode-directory.ts'

export type { DirectoryEntry, ImdVersion } from '../../ports/postcode-directory.ts'

const ItemSchema = z.object({
  entity: z.literal('Postcode'),
  itemVersion: z.literal(1),
  entry: z.object({
    authorityCode: z.string(),
    deprivationDecile: z.int().min(1).max(10).exactOptional(),
    imdVersion: z.enum(['2019', '2025']).exactOptional(),
    lsoaVintage: z.enum(['2011', '2021']).exactOptional(),
  }),
})

const postcodeKey = (postcode: Postcode) => ({ pk: `POSTCODE#${postcode}`, sk: 'POSTCODE' })

/** The item of a postcode: a fraction of a kilobyte, one write unit to store and half a read unit to find. */
export const postcodeItem = (postcode: Postcode, entry: DirectoryEntry) => ({
  ...postcodeKey(postcode),
  ...({ entity: 'Postcode', itemVersion: 1, entry } satisfies z.infer<typeof ItemSchema>),
})

/** One eventually consistent read: the directory changes four times a year. */
export class DynamoPostcodeDirectory implements PostcodeDirectory {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  async find(postcode: Postcode): Promise<DirectoryEntry | undefined> {
    const { Item } = await this.#client.send(new GetCommand({ TableName: this.#table, Key: postcodeKey(postcode) }))
    return Item && ItemSchema.parse(Item).entry
  }
}
