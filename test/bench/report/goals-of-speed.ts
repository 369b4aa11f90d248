import type { Results } from '../results.ts'
import { FASTIFY, OURS } from '../sections/names.ts'
import { largest, type Goal } from './goal.ts'

/** How fast, how it grows, and beside others. */
export const goalsOfSpeed = (results: Results): readonly Goal[] => [
  ...ofWarmPath(results),
  ...ofGrowth(results),
  ...ofPeers(results),
  ...ofStart(results),
  ...ofPages(results),
]

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
      why: WRITING,
    },
    {
      id: 'G1b',
      what: 'submit, throughput at 16 clients, to the transaction made bare',
      unit: 'x',
      better: 'more',
      gate: 0.7,
      stretch: 0.85,
      found: atSixteen('submit'),
      why: WRITING,
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

const WRITING =
  'The same items in the same transaction are the floor. What is above it is reading the form by its schema, the assessment, the hashes and packing, all in the process that also runs the clients here.'

const READING =
  'The floor is about a millisecond, and client and service share one process here: unpacking, views and JSON of 25 lines or a table show beside it. In Lambda each has a processor to itself.'

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
      why: 'A page or a case that costs more as the archive grows reads something that it should not: see the table of growth for which.',
    },
    {
      id: 'G4',
      what: `growth: median, to a bare read, times what it was${sizes}`,
      unit: 'x',
      better: 'less',
      gate: 1.2,
      stretch: 1.05,
      found: largest(slopes),
      why: 'Units are the same at every size: what is slower is the local engine, which keeps all tables in one file.',
    },
    {
      id: '–',
      what: 'release build: memory',
      unit: 'MB',
      better: 'less',
      gate: 1024,
      stretch: 512,
      found: growth?.grown.flatMap(({ release }) => release ?? []).at(-1)?.megabytes,
      why: 'A release reads the coded rows of its period and no others; memory grows with these.',
    },
  ]
}

function ofPeers({ peers }: Results): Goal[] {
  const ours = (work: string) => peers?.results.find((one) => one.system === FASTIFY && one.work === work)?.ours
  const waits = peers?.untilQueued
  const others = (work: string) =>
    largest(
      peers?.results
        .filter((one) => one.work === work && one.system !== OURS && one.system !== FASTIFY)
        .map((one) => one.ours),
    )
  const common = { id: 'G5', unit: 'x', better: 'less', why: LOCAL_ENGINE } as const
  return [
    {
      ...common,
      what: 'submit, times what a low-code rival takes (--peer)',
      gate: 0.7,
      stretch: 0.4,
      found: others('submit'),
    },
    { ...common, what: 'queue page, the same', gate: 0.5, stretch: 0.35, found: others('queuePage') },
    { ...common, what: 'counts, the same', gate: 0.5, stretch: 0.35, found: others('aggregate') },
    {
      id: 'G5b',
      what: `submit, times what ${FASTIFY} takes`,
      unit: 'x',
      better: 'less',
      gate: 7,
      stretch: 5,
      found: ours('submit'),
      why: LOCAL_ENGINE,
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

const LOCAL_ENGINE =
  'The floor is the local engine: its bare transaction alone takes several times what PostgreSQL takes for one statement, one at a time, while relay, categorise and route work on the same two processors.'

const LOCAL_WAIT =
  'Two times through stream, topic and queue, each with a transaction of the local engine; the local stream is asked anew in intervals that shorten while there is work.'

function ofStart({ cold }: Results): Goal[] {
  const found = (name: string) => cold?.starts.find((one) => one.name === name)
  const common = { id: 'G6', better: 'less' } as const
  const start = { ...common, unit: 'x', gate: 1.3, stretch: 1.15 } as const
  const size = { ...common, unit: 'KB', gate: 450, stretch: 380 } as const
  return [
    { ...start, what: 'capture: start, to the bare client’s', found: found('capture')?.ratio, why: SCHEMA },
    { ...size, what: 'capture: bundle', found: found('capture')?.kilobytes, why: SCHEMA },
    { ...start, what: 'pages: start, to the bare client’s', found: found('web')?.ratio, why: START_OF_PAGES },
    { ...size, what: 'pages: loaded at start', found: found('web')?.kilobytes, why: START_OF_PAGES },
  ]
}

const SCHEMA = 'The client is three quarters of it; the rest is the form’s schema with its words for every mistake.'

const START_OF_PAGES =
  'Pages, questions and templates are loaded when they are asked for. What is left is the client for drafts, zod, the template engine and the sign-in.'

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
