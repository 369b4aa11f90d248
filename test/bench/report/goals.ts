import type { Results } from '../results.ts'
import type { ActName } from '../sections/act-names.ts'
import { FASTIFY } from '../sections/peers.ts'

/** What is aimed at, and what was found. */
export interface Goal {
  readonly id: string
  readonly what: string
  readonly unit: '' | 'ms' | 'KB' | 'MB' | 'USD' | 'units' | 'x'
  readonly gate: number
  readonly stretch: number
  /** Which way is better. */
  readonly better: 'less' | 'more'
  /** Nothing where the run did not measure it. */
  readonly found: number | undefined
  /** Where the gate is not met: why, and what was tried or comes next. */
  readonly why?: string
}

export type GoalOutcome = 'stretch' | 'met' | 'not met' | 'not measured'

export function outcomeOf({ found, gate, stretch, better }: Goal): GoalOutcome {
  if (found === undefined || Number.isNaN(found)) return 'not measured'
  const reaches = (mark: number) => (better === 'less' ? found <= mark : found >= mark)
  if (!reaches(gate)) return 'not met'
  return reaches(stretch) ? 'stretch' : 'met'
}

const largest = (values: readonly number[] | undefined) =>
  values && values.length > 0 ? Math.max(...values) : undefined

/** The goals of speed and cost, each with what the run found beside it. */
export function goalsOf(results: Results): readonly Goal[] {
  return [
    ...ofWarmPath(results),
    ...ofUnits(results),
    ...ofGrowth(results),
    ...ofPeers(results),
    ...ofStart(results),
    ...ofPages(results),
    ...ofCost(results),
  ]
}

function ofWarmPath({ warm }: Results): Goal[] {
  const path = (what: string) => warm?.find((one) => one.what.startsWith(what))
  const atSixteen = (what: string) => {
    const rates = path(what)?.throughput.find(({ clients }) => clients === 16)
    return rates && rates.served / rates.bare
  }
  const inverse = (share: number | undefined) => (share === undefined ? undefined : 1 / share)
  const common = { unit: 'x', better: 'less' } as const
  return [
    {
      id: 'G1',
      what: 'submit, median, to its transaction made bare',
      ...common,
      gate: 1.4,
      stretch: 1.2,
      found: path('submit')?.ratio,
    },
    {
      id: 'G1b',
      what: 'submit, throughput at 16 clients, to the transaction made bare',
      unit: 'x',
      better: 'more',
      gate: 0.7,
      stretch: 0.85,
      found: atSixteen('submit'),
    },
    {
      id: 'G2',
      what: 'queue page, median, to its query made bare',
      ...common,
      gate: 1.8,
      stretch: 1.4,
      found: path('queue')?.ratio,
      why: READING,
    },
    {
      id: 'G2',
      what: 'queue page at 16 clients, to its query made bare',
      ...common,
      gate: 1.3,
      stretch: 1.15,
      found: inverse(atSixteen('queue')),
      why: READING,
    },
    {
      id: 'G2',
      what: 'statistics pull, median, to its read made bare',
      ...common,
      gate: 1.8,
      stretch: 1.4,
      found: path('statistics')?.ratio,
      why: READING,
    },
    {
      id: 'G2',
      what: 'statistics pull at 16 clients, to its read made bare',
      ...common,
      gate: 1.3,
      stretch: 1.15,
      found: inverse(atSixteen('statistics')),
      why: READING,
    },
  ]
}

const READING =
  'The floor is about a millisecond, and client and service share one process here: unpacking, views and JSON of 25 lines or a table show beside it. In Lambda each has a processor to itself.'

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

function ofGrowth({ growth }: Results): Goal[] {
  const [first] = growth?.grown ?? []
  const last = growth?.grown.at(-1)
  const pairs = first && last && first !== last ? first.acts.map((act, index) => ({ act, then: last.acts[index] })) : []
  const unitsThen = pairs.map(({ act, then }) =>
    then ? then.units.read + then.units.write - act.units.read - act.units.write : 0,
  )
  const slopes = pairs.map(({ act, then }) => (then ? then.ratio / act.ratio : 1))
  const sizes = first && last ? ` (${first.cases} to ${last.cases} cases)` : ''
  return [
    {
      id: 'G4',
      what: `growth: units more${sizes}`,
      unit: 'units',
      better: 'less',
      gate: 0,
      stretch: 0,
      found: largest(unitsThen),
    },
    {
      id: 'G4',
      what: `growth: median, to a bare read, times what it was${sizes}`,
      unit: 'x',
      better: 'less',
      gate: 1.2,
      stretch: 1.05,
      found: largest(slopes),
    },
    {
      id: '–',
      what: 'release build: memory',
      unit: 'MB',
      better: 'less',
      gate: 1024,
      stretch: 512,
      found: last?.release.megabytes,
    },
  ]
}

function ofPeers({ peers }: Results): Goal[] {
  const ours = (work: string) => peers?.results.find((one) => one.system === FASTIFY && one.work === work)?.ours
  const waits = peers?.untilQueued
  return [
    {
      id: 'G5b',
      what: `submit, times what ${FASTIFY} takes`,
      unit: 'x',
      better: 'less',
      gate: 7,
      stretch: 5,
      found: ours('submit'),
      why: 'The floor is the local engine: its bare transaction alone takes several times what PostgreSQL takes for one statement, one at a time, while relay, categorise and route work on the same two processors.',
    },
    {
      id: 'G7',
      what: 'from sending to standing in the queue, median',
      unit: 'ms',
      better: 'less',
      gate: 100,
      stretch: 50,
      found: waits?.median,
      why: LOCAL_WAIT,
    },
    {
      id: 'G7',
      what: 'the same, 99th percentile',
      unit: 'ms',
      better: 'less',
      gate: 1000,
      stretch: 250,
      found: waits?.p99,
      why: LOCAL_WAIT,
    },
  ]
}

const LOCAL_WAIT =
  'Two times through stream, topic and queue, each with a transaction of the local engine; the local stream is asked anew in intervals that shorten while there is work.'

function ofStart({ cold }: Results): Goal[] {
  const capture = cold?.starts.find(({ name }) => name === 'capture')
  return [
    {
      id: 'G6',
      what: 'capture: start, to the bare client’s',
      unit: 'x',
      better: 'less',
      gate: 1.3,
      stretch: 1.15,
      found: capture?.ratio,
    },
    {
      id: 'G6',
      what: 'capture: bundle',
      unit: 'KB',
      better: 'less',
      gate: 450,
      stretch: 380,
      found: capture?.kilobytes,
    },
  ]
}

function ofPages({ pages }: Results): Goal[] {
  const all = pages?.measured
  const most = (of: (page: NonNullable<typeof all>[number]) => number) => largest(all?.map(of))
  const common = { id: '–', better: 'less' } as const
  return [
    {
      ...common,
      what: 'pages: processor time of the slowest',
      unit: 'ms',
      gate: 60,
      stretch: 30,
      found: most(({ processor }) => processor.median),
    },
    {
      ...common,
      what: 'pages: HTML of the largest',
      unit: 'KB',
      gate: 60,
      stretch: 30,
      found: most(({ kilobytes }) => kilobytes),
    },
    {
      ...common,
      what: 'pages: stylesheets, at most',
      unit: '',
      gate: 1,
      stretch: 1,
      found: most(({ stylesheets }) => stylesheets),
    },
    {
      ...common,
      what: 'pages: scripts, at most',
      unit: '',
      gate: 1,
      stretch: 1,
      found: most(({ scripts }) => scripts),
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
      why: 'Most of it are write units of the four queue indexes and functions that pay for their start each time (assumed cold). London is about a fifth dearer than the goal’s Northern Virginia.',
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
