import type { Verdict } from '../measure/noise.ts'
import type { Results } from '../results.ts'
import { FLOOR } from '../sections/names.ts'
import { outcomeOf, type Goal } from './goal.ts'
import { goalsOf } from './goals.ts'
import { figure, milliseconds, table } from './markdown.ts'

/** `docs/measurements.md`. */
export function measurementsPage(results: Results): string {
  const { on, machine, verdict } = results
  return [
    '# Measurements',
    `Written by \`npm run bench\` on ${on}, on ${machine.processors} processors (${machine.model}), Node ${machine.node}. The database is DynamoDB
Local, the cloud the local one: read the ratios, not the milliseconds. What things cost is in [cost.md](cost.md), the statistics’ protection in
[measurements-statistics.md](measurements-statistics.md).`,
    conclusion(verdict),
    '## Goals',
    goalsTable(goalsOf(results)),
    notMet(goalsOf(results)),
    warmPath(results),
    starts(results),
    pages(results),
    growth(results),
    peers(results),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

export function conclusion({ outcome, reasons, found }: Verdict): string {
  const seen = found
    .map(({ task, spread, drift }) => `${task}: spread ${spread.toFixed(2)}, drift ${drift.toFixed(2)}`)
    .join('; ')
  return outcome === 'concluded'
    ? `The machine was quiet enough to conclude (${seen}).`
    : `**Not concluded**: the machine was too noisy. ${capitalised(reasons.join('; '))}. The ratios of times below are what was seen and prove nothing; units and sizes hold.`
}

const capitalised = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

export const goalsTable = (goals: readonly Goal[]): string =>
  table(
    ['', 'goal', 'gate', 'stretch', 'found', ''],
    goals.map((goal) => {
      const { id, what, unit, gate, stretch, found, better } = goal
      const limit = (value: number) =>
        `${better === 'less' ? '≤' : '≥'} ${figure(value)}${unit === 'x' ? '' : ` ${unit}`}`
      return [id, what, limit(gate), limit(stretch), figure(found), outcomeOf(goal)]
    }),
  )

function notMet(goals: readonly Goal[]): string {
  const open = goals.filter((goal) => outcomeOf(goal) === 'not met')
  if (open.length === 0) return 'Every goal that was measured is met.'
  const reasonFor = ({ why = 'no reason is known yet.' }: Goal) => why
  const lines = [...new Set(open.map(reasonFor))].map((reason) => {
    const those = open.filter((goal) => reasonFor(goal) === reason).map(({ what }) => `**${what}**`)
    return `- ${those.join('; ')}: ${reason}`
  })
  return `Not met:\n\n${lines.join('\n')}`
}

function warmPath({ warm }: Results): string {
  if (!warm) return ''
  const rate = (path: (typeof warm)[number], clients: number) => {
    const found = path.throughput.find((one) => one.clients === clients)
    return found ? `${figure(found.served)} / ${figure(found.bare)}` : '–'
  }
  return `## Warm path

From the event to the answer in one process, beside the database calls that it makes, made bare on the same tables; acts a second by clients
at once, ours / bare.

${table(
  ['what', 'calls', 'median', '99th', 'bare median', 'bare 99th', 'ratio', '1 client', '16', '64'],
  warm.map((path) => [
    path.what,
    path.calls,
    milliseconds(path.served.median),
    milliseconds(path.served.p99),
    milliseconds(path.bare.median),
    milliseconds(path.bare.p99),
    path.ratio.toFixed(2),
    ...[1, 16, 64].map((clients) => rate(path, clients)),
  ]),
)}`
}

function starts({ cold }: Results): string {
  if (!cold) return ''
  return `## Cold start

Every bundle loaded in fresh processes, turn by turn with the floor: _${FLOOR}_, bundled the same way. Processor time of loading it, Node’s own start
not counted.

${table(
  ['bundle', 'KB', 'median', 'least', 'to the floor'],
  cold.starts.map(({ name, kilobytes, milliseconds: { median, min }, ratio }) => [
    name,
    figure(kilobytes),
    milliseconds(median),
    milliseconds(min),
    ratio.toFixed(2),
  ]),
)}

What is in them, the largest first:

${table(
  ['dependency', 'KB', 'in bundles', 'most in'],
  cold.dependencies.map(({ name, kilobytes, bundles, most }) => [name, figure(kilobytes), bundles, most]),
)}

Tried: the browser’s driver and the spreadsheet writer load with the first document (print started at four times the floor before); credentials other than
the environment’s, event streams, how schemas describe themselves and a library of data structures are left out of every bundle. Not
used: V8’s compile cache. What it keeps is good for one version of Node on one architecture, Lambda’s minor version is not ours to choose, and its only
writable directory is empty when a function starts.`
}

function pages({ pages: found }: Results): string {
  if (!found) return ''
  return `## Pages

The real bundle in a process of its own before the real API, found by following links and bare buttons as every demo person. Processor time is
of the pages’ function alone; _bare_ are the database calls of page and API.

${table(
  ['page', 'HTML', 'styles', 'scripts', 'processor', '99th', 'until HTML', '99th', 'calls', 'bare', 'ratio'],
  found.measured.map((page) => [
    `\`${page.path}\``,
    `${page.kilobytes.toFixed(1)} KB`,
    page.stylesheets,
    page.scripts,
    milliseconds(page.processor.median),
    milliseconds(page.processor.p99),
    milliseconds(page.served.median),
    milliseconds(page.served.p99),
    page.calls,
    milliseconds(page.bare?.median),
    page.ratio?.toFixed(2) ?? '–',
  ]),
)}

${found.notReached.length > 0 ? `Not shown to anybody in this walk, or only leading elsewhere: ${found.notReached.map((path) => `\`${path}\``).join(', ')}.` : ''}`
}

function growth({ growth: found }: Results): string {
  if (!found || found.grown.length === 0) return ''
  const acts = found.grown[0]?.acts.map(({ act }) => act) ?? []
  const { grown } = found
  const cell = (act: string, of: (act: (typeof grown)[number]['acts'][number]) => string) =>
    grown.map(({ acts: all }) => {
      const one = all.find((each) => each.act === act)
      return one ? of(one) : '–'
    })
  const sizes = found.grown.map(({ cases }) => cases.toLocaleString('en-GB'))
  const releases = found.grown.flatMap(({ release }) => release ?? [])
  return `## Growth

One table that grows, loaded with what the service would have written (${figure(found.casesPerSecond)} cases a second, ${figure(found.itemsPerCase)} items each; a test proves
them equal); a third of all cases in one panel, all of them in one year, so that its release counts as many deaths.${found.leftOut.length > 0 ? ` Left out, as loading would have taken too long: ${found.leftOut.map((size) => size.toLocaleString('en-GB')).join(', ')} cases (\`--cases\` asks for more).` : ''}

${table(
  ['cases', ...sizes],
  acts.flatMap((act) => [
    [`${act}: units read, written`, ...cell(act, ({ units }) => `${units.read}, ${units.write + units.indexWrite}`)],
    [`${act}: median`, ...cell(act, ({ median }) => milliseconds(median))],
    [`${act}: to a bare read`, ...cell(act, ({ ratio }) => ratio.toFixed(2))],
  ]),
)}

${table(
  ['a year’s release from', ...sizes.slice(0, releases.length)],
  [
    ['deaths counted', ...releases.map(({ deaths }) => deaths)],
    ['units read, written', ...releases.map(({ units }) => `${units.read}, ${units.write}`)],
    ['processor time', ...releases.map(({ processorSeconds }) => `${figure(processorSeconds)} s`)],
    ['memory at most', ...releases.map(({ megabytes }) => `${figure(megabytes)} MB`)],
    ['of it before the first row', ...releases.map(({ megabytesBefore }) => `${figure(megabytesBefore)} MB`)],
  ],
)}${releases.length < found.grown.length ? '\n\nNo release from more: for each page of a month the local engine reads all of it.' : ''}`
}

const WORDS = { submit: 'submit', queuePage: 'queue page', aggregate: 'counts' } as const

function peers({ peers: found }: Results): string {
  if (!found) return ''
  const clients = found.results[0]?.perSecond.map((one) => one.clients) ?? []
  const ahead = found.results.filter(({ ours }) => ours > 1)
  return `## Beside others

The same work over HTTP, turn by turn: take a notification once, show the first 25 open cases of a panel by due time, give counts of a panel or an area. Ours
with its whole pipeline running behind it, on an engine in memory; PostgreSQL with its defaults, on disk.

${table(
  [
    'work',
    'system',
    'median',
    '99th',
    'ours, times theirs',
    ...clients.map((count) => `a second, ${count} client${count === 1 ? '' : 's'}`),
  ],
  found.results.map(({ work, system, summary, ours, perSecond }) => [
    WORDS[work],
    system,
    milliseconds(summary.median),
    milliseconds(summary.p99),
    ours === 1 ? '' : `${ours.toFixed(2)}${ours > 1 ? ' (they are ahead)' : ''}`,
    ...perSecond.map(({ rate }) => figure(rate)),
  ]),
)}

${ahead.length > 0 ? `Ahead of ours: ${[...new Set(ahead.map(({ system, work }) => `${system} (${WORDS[work]})`))].join(', ')}. A good service on one machine beats an emulated cloud on the same machine; it has a server that idles, counts raw rows that anyone may subtract, and no second step.` : ''}${found.skipped.map(({ system, because }) => `\n\n${system} was skipped: ${because}.`).join('')}

From sending a notification until its case stands in its panel’s queue, one at a time: median ${milliseconds(found.untilQueued.median)}, 99th percentile ${milliseconds(found.untilQueued.p99)}.`
}
