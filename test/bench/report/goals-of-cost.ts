import { sumOf } from '../cost/cost-model.ts'
import type { Results } from '../results.ts'
import type { ActName } from '../sections/act-names.ts'
import type { Goal } from './goal.ts'

/** What it takes of the database, and what that costs. */
export const goalsOfCost = (results: Results): readonly Goal[] => [...ofUnits(results), ...ofCost(results)]

/** What AWS is not known to do, and the careful would budget for: index writes in a transaction doubled, as the local engine has them. */
const DOUBLED = 2

function ofUnits({ units }: Results): Goal[] {
  const total = (acts: readonly ActName[], factor = 1) => {
    const found = acts.map((act) => units?.find((one) => one.act === act))
    return found.every((one) => one !== undefined)
      ? found.reduce((sum, one) => sum + one.write + factor * one.indexWrite, 0)
      : undefined
  }
  const written = (act: ActName) => units?.find((one) => one.act === act)?.write
  const read = (act: ActName) => units?.find((one) => one.act === act)?.read
  const common = { id: 'G3', unit: 'units', better: 'less' } as const
  const apply = { ...common, gate: 10, stretch: 6, why: APPLY } as const
  const life = { ...common, gate: 20, stretch: 14, why: APPLY } as const
  const claim = { ...common, gate: 3, stretch: 3, why: CLAIM } as const
  return [
    { ...common, what: 'notify, minimal form (2S + 4), table', gate: 8, stretch: 6, found: written('notify') },
    { ...common, what: 'notify, full form (2S + 4), table', gate: 12, stretch: 10, found: written('notifyFull') },
    { ...apply, what: 'categorise and route, table and indexes', found: total(['categorise', 'route']) },
    { ...apply, what: 'the same, index writes doubled', found: total(['categorise', 'route'], DOUBLED) },
    {
      ...life,
      what: 'notify, categorise and route, table and indexes',
      found: total(['notify', 'categorise', 'route']),
    },
    { ...life, what: 'the same, index writes doubled', found: total(['notify', 'categorise', 'route'], DOUBLED) },
    { ...common, what: 'queue page of 25', gate: 1, stretch: 0.5, found: read('queuePage') },
    { ...common, what: 'statistics pull', gate: 0.5, stretch: 0.5, found: read('pull') },
    { ...claim, what: 'claim, table and indexes', found: total(['claim']) },
    { ...claim, what: 'the same, index writes doubled', found: total(['claim'], DOUBLED) },
  ]
}

const APPLY =
  'Two steps, each an event and the state in a transaction, are 8, and the two likenesses by which the same child is found 2. The others are places in indexes: two of the panel’s queue (four until two filters were read from one index); one each for clocks, statistics and times of a panel; and two for a case that waits. Tried and taken back: one transaction for both decisions, which saves 4 and lets a fault of routing keep an unexpected death from being on record as one. Each of the others alone answers its question: to go on would be to scan.'

const CLAIM =
  'A claim is an event of the history too, in one transaction with the state (4), and is seen on the line in two queues (2). A lease without an event would be 1, and nobody could say later who had the case.'

function ofCost({ cost }: Results): Goal[] {
  const common = { id: 'G8', unit: 'USD', better: 'less' } as const
  const million = { ...common, gate: 30, stretch: 20 } as const
  return [
    {
      ...million,
      what: 'a million notifications, taken, categorised and routed: as many a year as keep functions warm',
      found: cost && sumOf(cost.million.warm),
      why: 'Mostly write units. London is about a fifth dearer than the goal’s Northern Virginia.',
    },
    {
      ...million,
      what: 'the same, every call cold, as in England',
      found: cost && sumOf(cost.million.cold),
      why: 'Six calls, each of which starts and asks for the keys of its settings and its table. Half the memory would take twice the time; our own keys are a promise. England pays for ten thousand notifications a year, half a dollar.',
    },
    {
      ...common,
      what: 'standing idle, a month',
      gate: 10,
      stretch: 5,
      found: cost && sumOf(cost.standingMonth),
      why: 'Alarms, keys and secrets: each alarm is the only one that would tell of its fate.',
    },
  ]
}
