import { InMemoryCaseStore } from '../../../functions/shared/adapters/memory/case-store.ts'
import { describeCaseStore } from './case-repository-contract.ts'
import { describeClockStore } from './clocks-contract.ts'
import { describeHashedRows } from './hashed-rows-contract.ts'
import { describeMeetings } from './meetings-contract.ts'
import { describePanelQueue } from './panel-queue-contract.ts'
import { describeRegister } from './register-contract.ts'
import { describeStatisticsRows } from './statistics-rows-contract.ts'

describeCaseStore('in memory', () => new InMemoryCaseStore())
describeClockStore('in memory', () => new InMemoryCaseStore())
describePanelQueue('in memory', () => new InMemoryCaseStore())
describeMeetings('in memory', () => {
  const cases = new InMemoryCaseStore()
  return { cases, meetings: cases.meetings }
})
describeHashedRows('in memory', () => {
  const cases = new InMemoryCaseStore()
  return { cases, rows: cases }
})
describeRegister('in memory', () => new InMemoryCaseStore())
describeStatisticsRows('in memory', () => new InMemoryCaseStore())
