import type { Results } from '../results.ts'
import type { ActName } from '../sections/act-names.ts'
import type { Goal } from './goal.ts'

/** What it takes of the database, and what that costs. */
export const goalsOfCost = (results: Results): readonly Goal[] => [...ofUnits(results), ...ofCost(results)]

function ofUnits({ units }: Results): Goal[] {
  const total = (...acts: ActName[]) => {
    const found = acts.map((act) => units?.find((one) => one.act === act))
    return found.every((one) => one !== undefined)
      ? found.reduce((sum, one) => sum + one.write + one.indexWrite, 0)
      : undefined
  }
  const written = (act: ActName) => units?.find((one) => one.act === act)?.write
  const read = (act: ActName) => units?.find((one) => one.act === act)?.read
  const common = { id: 'G3', unit: 'units', better: 'less' } as const
  return [
    { ...common, what: 'notify, minimal form (2S + 4), table', gate: 8, stretch: 6, found: written('notify') },
    { ...common, what: 'notify, full form (2S + 4), table', gate: 12, stretch: 10, found: written('notifyFull') },
    {
      ...common,
      what: 'categorise and route, table and indexes',
      gate: 10,
      stretch: 6,
      found: total('categorise', 'route'),
      why: 'Two steps that each append an event (the history promises them), 4 units of transaction each at least; the state enters four queue indexes, one for each filter, so that every page costs one unit whatever it is filtered by (ADR 8), and index writes are counted doubled, the careful reading. Doing both steps in one would halve it and give up that each can be repeated alone.',
    },
    { ...common, what: 'queue page of 25', gate: 1, stretch: 0.5, found: read('queuePage') },
    { ...common, what: 'statistics pull', gate: 0.5, stretch: 0.5, found: read('pull') },
    {
      ...common,
      what: 'claim, table and indexes',
      gate: 3,
      stretch: 3,
      found: total('claim'),
      why: 'A claim is an event of the history too, in one transaction with the state (4), and is seen on the line in four queues (4 more, counted doubled). A lease without an event would be 1, and nobody could say later who had the case.',
    },
  ]
}

function ofCost({ cost }: Results): Goal[] {
  const common = { id: 'G8', unit: 'USD', better: 'less' } as const
  const million = cost && cost.perNotification * 1e6
  return [
    {
      ...common,
      what: 'a million notifications, taken, categorised and routed',
      gate: 30,
      stretch: 20,
      found: million,
      why: 'About a third are write units, half of these of the four queue indexes; another third requests to the key service, and the rest functions that pay for their start: all assumed cold, five at every notification. London is about a fifth dearer than the goal’s Northern Virginia. Next: measure key requests and cold starts where it is deployed.',
    },
    {
      ...common,
      what: 'standing idle, a month',
      gate: 10,
      stretch: 5,
      found: cost?.standingMonth,
      why: 'Alarms on every function’s errors and refusals, which is what keeps a failure from being silent, make most of it; one alarm over all functions would be cheaper and say less.',
    },
  ]
}
