import { PutCommand, QueryCommand, type DynamoDBDocumentClient, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb'
import type { CivilDate } from '../../../../domain/calendar/civil-date.ts'
import { isWithin, type CodedCase } from '../../../../domain/disclosure/count.ts'
import type { Cohort } from '../../../../schemas/statistics/catalogue.ts'
import type { StatisticsRows } from '../../ports/statistics-rows.ts'
import { packedCases, unpacked } from './release-items.ts'
import { releaseKeys } from './release-keys.ts'

/**
 * Coded cases of before this service, brought along from wherever they were reviewed: they are no cases here, and so stand beside the
 * releases and not in the record. Packed by month, a few kilobytes each.
 */
export class DynamoEarlierRows implements StatisticsRows {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  async *codedCases(cohort: Cohort, from: CivilDate, to: CivilDate): AsyncIterable<CodedCase> {
    let next: QueryCommandOutput['LastEvaluatedKey']
    do {
      const page: QueryCommandOutput = await this.#client.send(
        new QueryCommand({
          TableName: this.#table,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: {
            ':pk': releaseKeys.earlier(cohort, from).pk,
            ':from': releaseKeys.earlier(cohort, from).sk,
            ':to': releaseKeys.earlier(cohort, to).sk,
          },
          ExclusiveStartKey: next,
        }),
      )
      for (const item of page.Items ?? [])
        for (const coded of unpacked(item) as CodedCase[]) if (isWithin({ from, to }, coded.countsOn)) yield coded
      next = page.LastEvaluatedKey
    } while (next)
  }

  /** Keeps cases, each month of them in place of what was kept of that month before. */
  async keep(cohort: Cohort, cases: readonly CodedCase[]): Promise<void> {
    for (const [month, own] of Map.groupBy(cases, ({ countsOn }) => releaseKeys.earlier(cohort, countsOn).sk)) {
      const Item = { pk: releaseKeys.earlier(cohort, month).pk, sk: month, content: packedCases(own) }
      await this.#client.send(new PutCommand({ TableName: this.#table, Item }))
    }
  }
}

/** The rows of several places, one place after the other. */
export const rowsOfAll = (...places: readonly StatisticsRows[]): StatisticsRows => ({
  async *codedCases(cohort, from, to) {
    for (const place of places) yield* place.codedCases(cohort, from, to)
  },
})
