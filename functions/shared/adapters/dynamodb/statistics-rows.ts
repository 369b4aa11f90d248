import { QueryCommand, type DynamoDBDocumentClient, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb'
import { addMonths, type CivilDate } from '../../../../domain/calendar/civil-date.ts'
import { isWithin, type CodedCase } from '../../../../domain/disclosure/count.ts'
import type { Cohort } from '../../../../schemas/statistics/catalogue.ts'
import type { StatisticsRows } from '../../ports/statistics-rows.ts'
import { codedCase, INDEX_OF } from './statistics-items.ts'

/** Reads the two indexes of the case table that hold coded rows, a month at a time, and nothing else. */
export class DynamoStatisticsRows implements StatisticsRows {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  async *codedCases(cohort: Cohort, from: CivilDate, to: CivilDate): AsyncIterable<CodedCase> {
    for (const month of monthsBetween(from, to))
      for await (const coded of this.#month(cohort, month)) if (isWithin({ from, to }, coded.countsOn)) yield coded
  }

  async *#month(cohort: Cohort, month: string): AsyncIterable<CodedCase> {
    const { index } = INDEX_OF[cohort]
    let next: QueryCommandOutput['LastEvaluatedKey']
    do {
      const page: QueryCommandOutput = await this.#client.send(
        new QueryCommand({
          TableName: this.#table,
          IndexName: index,
          KeyConditionExpression: '#month = :month',
          ExpressionAttributeNames: { '#month': index },
          ExpressionAttributeValues: { ':month': month },
          ExclusiveStartKey: next,
        }),
      )
      for (const item of page.Items ?? []) yield codedCase(cohort, item)
      next = page.LastEvaluatedKey
    } while (next)
  }
}

const monthOf = (day: CivilDate) => day.slice(0, 'YYYY-MM'.length)

function monthsBetween(from: CivilDate, to: CivilDate): readonly string[] {
  const months: string[] = []
  for (let first = `${monthOf(from)}-01` as CivilDate; first <= to; first = addMonths(first, 1))
    months.push(monthOf(first))
  return months
}
