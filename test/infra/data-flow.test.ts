import { readFileSync } from 'node:fs'
import path from 'node:path'
import { flowOf } from '../../infra/tools/data-flow/flow.ts'
import { DATA_FLOW_PAGE, dataFlowPage } from '../../infra/tools/data-flow/page.ts'
import { stores } from '../../infra/tools/data-flow/stores.ts'
import { templates } from './assembly.ts'

const flow = flowOf(templates)
const may = (from: string, what: string) =>
  flow.edges.filter((edge) => edge.from === from && edge.what.startsWith(what)).map(({ to }) => to)

describe('The data flow', () => {
  it('is the one that is drawn', () => {
    const page = readFileSync(path.resolve(import.meta.dirname, '../..', DATA_FLOW_PAGE), 'utf8')
    const bare = (text: string) => text.replace(/[ -]+/g, ' ').replace(/ \|/g, '|')
    expect(bare(page)).toBe(bare(dataFlowPage(flow)))
  })

  it('has every store in its list, with what it may hold, and no store that is not there', () => {
    const found = flow.nodes
      .filter(({ kind }) => !['api', 'function', 'schedule'].includes(kind))
      .map(({ name }) => name)
    expect(found.sort()).toEqual(Object.keys(stores).sort())
  })

  it('keeps the statistics, the pages and the bus away from the record', () => {
    const readers = flow.edges.filter(({ to, what }) => to === 'CaseTable' && what === 'reads').map(({ from }) => from)
    expect(readers).not.toContain('PublishStatisticsFunction')
    expect(readers).not.toContain('StatisticsFunction')
    expect(readers).not.toContain('WebFunction')
    expect(may('PublishStatisticsFunction', 'reads an index of')).toEqual(['CaseTable'])
    expect(may('RelayFunction', 'reads')).toEqual([])
    expect(may('StatisticsFunction', 'reads')).toEqual(['StatisticsTable'])
  })

  it('leads from a notified death to its panel', () => {
    const next = (from: string) => flow.edges.filter((edge) => edge.from === from).map(({ to }) => to)
    expect(next('Api')).toContain('CaptureFunction')
    expect(next('CaptureFunction')).toContain('CaseTable')
    expect(next('CaseTable')).toEqual(['RelayFunction', 'BackupsVault'])
    expect(next('CaseEvents')).toEqual(['AlertQueue', 'CategoriseQueue', 'RouteQueue'])
    expect(next('RouteQueue')).toEqual(['RouteFunction'])
  })
})
