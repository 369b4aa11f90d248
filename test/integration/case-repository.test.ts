import { DynamoCaseRepository } from '../../functions/shared/adapters/dynamodb/case-repository.ts'
import { documentClient } from '../../functions/shared/adapters/dynamodb/document-client.ts'
import { DynamoHashedRows } from '../../functions/shared/adapters/dynamodb/hashed-rows.ts'
import { DynamoMeetings } from '../../functions/shared/adapters/dynamodb/meetings.ts'
import { DynamoQueueReader } from '../../functions/shared/adapters/dynamodb/queue-reader.ts'
import { DynamoRecommendationRegister } from '../../functions/shared/adapters/dynamodb/recommendation-register.ts'
import { DynamoStatisticsRows } from '../../functions/shared/adapters/dynamodb/statistics-rows.ts'
import { caseTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { describeCaseStore, type Store } from '../contract/case-repository/case-repository-contract.ts'
import { describeClockStore, type ClockStore } from '../contract/case-repository/clocks-contract.ts'
import { describeHashedRows } from '../contract/case-repository/hashed-rows-contract.ts'
import { describeMeetings } from '../contract/case-repository/meetings-contract.ts'
import { describePanelQueue } from '../contract/case-repository/panel-queue-contract.ts'
import { describeRegister, type RegisterStore } from '../contract/case-repository/register-contract.ts'
import { describeStatisticsRows, type StoreOfRows } from '../contract/case-repository/statistics-rows-contract.ts'
import { createTable, localDynamo } from '../support/dynamodb.ts'

const client = localDynamo()
afterAll(() => {
  client.destroy()
})

async function open(): Promise<Store & ClockStore & RegisterStore & StoreOfRows> {
  const table = await createTable(client, caseTable)
  const cases = new DynamoCaseRepository(documentClient(client), table)
  const queues = new DynamoQueueReader(documentClient(client), table)
  const register = new DynamoRecommendationRegister(documentClient(client), table)
  const rows = new DynamoStatisticsRows(documentClient(client), table)
  return {
    codedCases: (cohort, from, to) => rows.codedCases(cohort, from, to),
    load: (reference) => cases.load(reference),
    append: (before, events, guards) => cases.append(before, events, guards),
    appendTogether: (changes) => cases.appendTogether(changes),
    alike: (likenesses) => cases.alike(likenesses),
    recordReading: (reading) => cases.recordReading(reading),
    history: (reference) => cases.history(reference),
    findFormKey: (hash) => cases.findFormKey(hash),
    queue: (panel, filter, limit, after) => queues.queue(panel, filter, limit, after),
    recommendations: (panel, filter, limit, after) => register.recommendations(panel, filter, limit, after),
    find: (panel, reference) => queues.find(panel, reference),
    notices: (panel, limit) => queues.notices(panel, limit),
    notificationsOf: (subject, limit) => queues.notificationsOf(subject, limit),
    awaitingSinceBefore: (before) => queues.awaitingSinceBefore(before),
    toChase: (ruleSet, before) => queues.toChase(ruleSet, before),
    casesOfPanel: (panel, from, to) => queues.casesOfPanel(panel, from, to),
  }
}

describeCaseStore('on DynamoDB', open)
describePanelQueue('on DynamoDB', open)
describeClockStore('on DynamoDB', open)
describeMeetings('on DynamoDB', async () => {
  const table = await createTable(client, caseTable)
  return {
    cases: new DynamoCaseRepository(documentClient(client), table),
    meetings: new DynamoMeetings(documentClient(client), table),
  }
})
describeHashedRows('on DynamoDB', async () => {
  const table = await createTable(client, caseTable)
  const documents = documentClient(client)
  return { cases: new DynamoCaseRepository(documents, table), rows: new DynamoHashedRows(documents, table, 5) }
})
describeRegister('on DynamoDB', open)
describeStatisticsRows('on DynamoDB', open)
