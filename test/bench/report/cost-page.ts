import { LIFE_OF_A_CASE, sumOf, YEAR_OF_A_PANEL, YEARS_KEPT, type Parts } from '../cost/cost-model.ts'
import { PARTITION_WRITES, PEAK } from '../cost/partitions.ts'
import type { Priced, PriceList } from '../cost/prices.ts'
import type { Costs, Results } from '../results.ts'
import { ACTS, type ActName, type MeasuredAct } from '../sections/act-names.ts'
import { DEATHS_OF_A_PANEL } from '../sections/cost.ts'
import { dollars, figure, table } from './markdown.ts'

/** `docs/cost.md`. */
export const costPage = (
  { on, units, cost }: Required<Pick<Results, 'on' | 'units' | 'cost'>>,
  prices: PriceList,
): string =>
  `# Cost

Written by \`npm run bench\` on ${on}. Units do not depend on the machine.

## Request units

Of what the service sends, by the published rules (\`test/bench/request-units\`): a write takes a unit for each KB, a transaction twice as much for
each item, an index its own; a read takes half a unit for each 4 KB, a strongly consistent one a whole. A test holds the rules against what the local
engine says of single items; of transactions it says too little of the table and too much of indexes. AWS does not write down whether it doubles
index writes in a transaction. Measured on DynamoDB in London on 13 August 2026 they are not (nubo-db/dynoxide,
\`tests/transactional_index_consumed_capacity.rs\`), and they are not here; the careful double that column, and the goals are held against both.
Reading the table’s stream costs nothing from within Lambda.

${table(
  ['act', 'write, table', 'write, indexes', 'read', 'sent'],
  units.map(({ act, write, indexWrite, read, calls }) => [ACTS[act], write, indexWrite, read, calls]),
)}

A capture is one transaction of event, state and identity guard: \`2S + 4\` for a form of S KB, and half of S where the form is packed.

### By item

What the acts of the pipeline and of a claim write, each item by itself. Twice its KB in a transaction, and a unit for each index in which it comes,
goes or looks different, two where it moves.

${table(
  ['act', 'item', 'bytes', 'write, table', 'write, indexes'],
  units
    .filter(({ act }) => BY_ITEM.includes(act))
    .flatMap(({ act, items }) =>
      items.map(({ kind, bytes, write, indexes }) => [ACTS[act], kind, bytes, write, said(indexes)]),
    ),
)}

## In money

${inMoney(cost, prices)}

## How often

${assumptions(units)}

## Partitions

One partition takes ${PARTITION_WRITES.toLocaleString('en-GB')} write units a second. With a worst hour of ${PEAK} times the mean, the first to be full would be:

${table(
  ['index', 'units of a case', 'keys that share them', 'full at deaths a year', 'what then'],
  cost.limits.map(({ index, unitsOfACase, keys, deaths, answer }) => [
    index,
    figure(unitsOfACase),
    keys,
    millions(deaths),
    answer,
  ]),
)}

A case’s own items stand under its own reference, identities and likenesses under hashes: they spread by themselves. The largest panel’s
queue, its notices and its agenda are each one key: a thousand notifications of one panel in a minute are ${figure(burst(cost))} units a second on its queue.

## Prices

${prices.note}

${table(
  ['what', 'USD', 'for', 'source', ''],
  Object.entries(prices.prices).map(([what, { usd, per, source, fromMemory }]) => [
    what,
    usd,
    per.toLocaleString('en-GB'),
    source,
    fromMemory ? 'from memory' : '',
  ]),
)}
`

/** Acts of which each item is shown. */
const BY_ITEM: readonly ActName[] = [
  'notify',
  'notifyFull',
  'categorise',
  'route',
  'categoriseAgain',
  'routeAgain',
  'claim',
  'move',
]

const said = (indexes: Readonly<Record<string, number>>) =>
  Object.entries(indexes)
    .map(([name, units]) => (units === 1 ? name : `${name} ${units}`))
    .join(', ') || '–'

function inMoney({ million, perCase, perPanelYear, standing, standingMonth, years }: Costs, prices: PriceList): string {
  const { keys, alarms, secrets, polledQueues, scheduledRuns } = standing
  return `Prices of ${prices.region}, ${prices.asOf}. In England functions are assumed to be cold at every call, as deaths are rare; with a call every minute
or so, as in a country of millions of deaths, they are warm and data keys are kept.

${partsTable({ 'a million notifications, cold': million.cold, 'the same, warm': million.warm, 'standing, a month': standingMonth })}

${table(
  ['what', 'cost'],
  [
    ['a notification, taken, categorised and routed', dollars(sumOf(million.cold) / 1e6)],
    ['a case from three notifications to the panel’s conclusion', dollars(perCase)],
    [`a panel’s year: ${DEATHS_OF_A_PANEL} cases, and looking at queue and register`, dollars(perPanelYear)],
    [
      `standing there, a month: ${keys} keys, ${alarms} metrics with an alarm, ${secrets} secrets, ${polledQueues} queues asked all the time, ${figure(scheduledRuns)} scheduled runs an hour`,
      dollars(sumOf(standingMonth)),
    ],
  ],
)}

${table(
  ['a year of', 'deaths', 'acts', 'standing', `${YEARS_KEPT} years kept, recoverable`, 'together'],
  years.map(({ country: { name, deaths }, acts, standing: stands, storing }) => [
    name,
    deaths.toLocaleString('en-GB'),
    dollars(acts),
    dollars(stands),
    dollars(storing),
    dollars(acts + stands + storing),
  ]),
)}

Nothing that a person does costs more as the archive grows: only storing it does.`
}

/** What each of them is made of. */
function partsTable(columns: Readonly<Record<string, Parts>>): string {
  const all = Object.values(columns)
  const kinds = [...new Set(all.flatMap((parts) => Object.keys(parts)))] as Priced[]
  const paid = kinds.filter((kind) => all.some((parts) => (parts[kind] ?? 0) > 0))
  return table(
    ['paid for', ...Object.keys(columns)],
    [
      ...paid.map((kind) => [kind, ...all.map((parts) => (parts[kind] ? dollars(parts[kind]) : '–'))]),
      ['together', ...all.map((parts) => dollars(sumOf(parts)))],
    ],
  )
}

function assumptions(units: readonly MeasuredAct[]): string {
  const rows = (acts: Readonly<Partial<Record<ActName, number>>>, of: string) =>
    (Object.entries(acts) as [ActName, number][]).map(([act, count]) => {
      const one = units.find((each) => each.act === act)
      return [
        of,
        ACTS[act],
        count,
        one ? figure(count * (one.write + one.indexWrite)) : '–',
        one ? figure(count * one.read) : '–',
      ]
    })
  return `Assumed, from what the guidance asks for; in \`test/bench/cost/cost-model.ts\`.

${table(
  ['', 'act', 'times', 'write units', 'read units'],
  [...rows(LIFE_OF_A_CASE, 'case'), ...rows(YEAR_OF_A_PANEL, 'panel’s year')],
)}`
}

const millions = (deaths: number) => `${figure(deaths / 1e6)} million`

/** Write units a second of one queue index when a thousand new cases come in a minute. */
const burst = ({ limits }: Costs) =>
  ((limits.find(({ index }) => index === 'panelQueue')?.unitsOfACase ?? 0) * 1000) / 60
