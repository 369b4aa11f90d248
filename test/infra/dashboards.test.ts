import { METRIC_NAMES } from '../../functions/shared/runtime/metric-names.ts'
import { resourcesOf, said } from './assembly.ts'

const boards = resourcesOf('AWS::CloudWatch::Dashboard').map(({ Properties }) => ({
  name: said(Properties['DashboardName']),
  body: said(Properties['DashboardBody']),
}))
const [service, machinery] = ['service', 'machinery'].map(
  (name) => boards.find((board) => board.name === `cdr-prod-${name}`)?.body ?? '',
)

describe('the dashboards', () => {
  it('are two: how people fare, and whether the parts run', () => {
    expect(boards.map(({ name }) => name).sort()).toEqual(['cdr-prod-machinery', 'cdr-prod-service'])
    for (const { body } of boards) expect(() => JSON.parse(body) as unknown).not.toThrow()
  })

  it.each(METRIC_NAMES)('show %s, which a function counts', (name) => {
    expect(service).toContain(`["cdr-prod","${name}","service",`)
  })

  it('show every queue, function and table', () => {
    const shown = (type: string) => resourcesOf(type).map(({ id }) => id.replace(/[0-9A-F]{8}$/, ''))
    for (const queue of shown('AWS::SQS::Queue')) expect(machinery).toContain(`"QueueName","${queue}.QueueName"`)
    for (const one of shown('AWS::Lambda::Function')) expect(machinery).toContain(`"FunctionName","${one}"`)
    for (const table of shown('AWS::DynamoDB::GlobalTable')) expect(machinery).toContain(`"TableName","${table}"`)
    for (const queue of shown('AWS::SQS::Queue').filter((id) => id.includes('DeadLetters')))
      expect(service).toContain(`"QueueName","${queue}.QueueName"`)
  })
})
