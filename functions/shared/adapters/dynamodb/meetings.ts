import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Meeting } from '../../../../domain/panel-work/meeting.ts'
import type { MeetingReference, Reference } from '../../../../schemas/reference.ts'
import type { Meetings } from '../../ports/meetings.ts'
import { keys, type Item } from './case-items.ts'
import { allItems, isPut, itemsAt } from './guarded-writes.ts'

/**
 * A panel's meetings stand together under its code, each in one item with the agenda's places beside it. A panel has some ten meetings
 * a year, of about 1 KB: the list of all is read at once and sorted by whoever asked.
 */
export class DynamoMeetings implements Meetings {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  async load(panel: string, reference: MeetingReference): Promise<Meeting | undefined> {
    const [item] = await allItems(this.#client, itemsAt(this.#table, keys.meeting(panel, reference)))
    return item && meetingFrom(item)
  }

  async save(meeting: Meeting): Promise<'saved' | 'changed-meanwhile'> {
    const isFirst = meeting.version === 1
    const isSaved = await isPut(this.#client, {
      TableName: this.#table,
      Item: { ...keys.meeting(meeting.panel, meeting.reference), version: meeting.version, meeting },
      ...(isFirst
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#version = :before',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':before': meeting.version - 1 },
          }),
    })
    return isSaved ? 'saved' : 'changed-meanwhile'
  }

  async ofPanel(panel: string): Promise<Meeting[]> {
    return (await this.#under(panel, 'MEETING#')).map(meetingFrom)
  }

  async listedFor({ panel, reference }: Pick<Meeting, 'panel' | 'reference'>): Promise<Reference[]> {
    const places = (await this.#under(panel, keys.agenda(reference))).filter(({ stands }) => stands === true)
    const inOrder = places.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
    return inOrder.map((place) => place['reference'] as Reference)
  }

  #under(panel: string, begins: string): Promise<Item[]> {
    return allItems(this.#client, {
      TableName: this.#table,
      KeyConditionExpression: 'pk = :panel AND begins_with(sk, :begins)',
      ExpressionAttributeValues: { ':panel': keys.panel(panel), ':begins': begins },
      ConsistentRead: true,
    })
  }
}

const meetingFrom = (item: Item) => item['meeting'] as Meeting

const orderOf = ({ listedAt, reference }: Item) => `${String(listedAt)}#${String(reference)}`
