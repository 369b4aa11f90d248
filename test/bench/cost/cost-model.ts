import type { ActName, MeasuredAct } from '../sections/act-names.ts'
import type { Priced, PriceList } from './prices.ts'

/** How much of everything that is paid for. */
export type Quantities = Readonly<Partial<Record<Priced, number>>>

export const plus = (...all: readonly Quantities[]): Quantities => {
  const sum: Partial<Record<Priced, number>> = {}
  for (const one of all)
    for (const [what, amount] of Object.entries(one) as [Priced, number][]) sum[what] = (sum[what] ?? 0) + amount
  return sum
}

export const times = (count: number, one: Quantities): Quantities =>
  Object.fromEntries(Object.entries(one).map(([what, amount]) => [what, count * amount]))

/** In US dollars. */
export const costOf = (quantities: Quantities, { prices }: PriceList): number =>
  (Object.entries(quantities) as [Priced, number][]).reduce(
    (sum, [what, amount]) => sum + (amount * prices[what].usd) / prices[what].per,
    0,
  )

/** Acts by how often they happen. */
export type Acts = Readonly<Partial<Record<ActName, number>>>

/*
 * How often things are done in the life of a case and in a panel's year: assumptions, from what the guidance asks for (domain facts
 * 1.5 and 3) and from no measurement. Whoever doubts one changes it here and runs the bench again.
 */

/** From the notification by three bodies to the panel's conclusion. Every change of facts is categorised and routed. */
export const LIFE_OF_A_CASE: Acts = {
  notify: 0.5,
  notifyFull: 0.5,
  notifyFurther: 2,
  replay: 0.3,
  amend: 3,
  categorise: 6,
  route: 6,
  readCase: 20,
  claim: 4,
  move: 3,
  list: 1.2,
  writeSection: 15,
  review: 1,
}

/** Besides its cases: three people who look at the queue ten times on each of 250 working days, and at the register once a day. */
export const YEAR_OF_A_PANEL: Acts = { queuePage: 7_500, registerPage: 250, pull: 200, pullFirst: 100 }

/** Of the nation: four quarters and a year of either cohort. */
export const YEAR_OF_RELEASES: Acts = { release: 10 }

/** Acts that the pipeline does; all others come through the API. */
const PIPELINE: readonly ActName[] = ['categorise', 'route', 'release']

/** Acts after which an event is passed on: by relay to the topic, from there to a queue. */
const TELLING: readonly ActName[] = [
  'notify',
  'notifyFull',
  'notifyFurther',
  'amend',
  'categorise',
  'route',
  'claim',
  'move',
  'list',
  'review',
]

/**
 * What a function is assumed to take: 512 MB; nearly every invocation finds none waiting, as deaths are rare, and so pays for its
 * start. From memory of others' measurements; nobody has deployed this yet.
 */
const GIGABYTES = 0.5
const SECONDS = 0.45
/** Bytes of log for an invocation, platform lines included. */
const LOGGED = 1_500
/** Sending, receiving and deleting. */
const QUEUE_REQUESTS = 3
/** Data keys are kept for minutes; a function that starts asks anew for its settings and its table. */
const KEY_REQUESTS = 2

const invoked = (invocations: number): Quantities => ({
  invocation: invocations,
  gigabyteSecond: invocations * SECONDS * GIGABYTES,
  loggedGigabyte: (invocations * LOGGED) / 1e9,
  keyRequest: invocations * KEY_REQUESTS,
})

/** Everything that one act sets off up to the next act. */
export function quantitiesOf({ act, write, indexWrite, read }: MeasuredAct): Quantities {
  const isTold = TELLING.includes(act)
  return plus(
    { writeUnit: write + indexWrite, readUnit: read },
    invoked(isTold ? 2 : 1),
    PIPELINE.includes(act) ? {} : { apiRequest: 1 },
    isTold ? { published: 1, queueRequest: QUEUE_REQUESTS } : {},
  )
}

/** @throws for an act that was not measured: a cost that leaves something out would be worse than none */
export const quantitiesOfActs = (acts: Acts, measured: readonly MeasuredAct[]): Quantities =>
  plus(
    ...(Object.entries(acts) as [ActName, number][]).map(([act, count]) => {
      const one = measured.find((each) => each.act === act)
      if (!one) throw new Error(`${act} was not measured.`)
      return times(count, quantitiesOf(one))
    }),
  )

/** What stands there day and night, counted in the synthesised template. */
export interface Standing {
  readonly keys: number
  readonly alarms: number
  readonly secrets: number
  /** Queues that functions read: each is asked all the time, empty or not. */
  readonly polledQueues: number
  /** Runs of all schedules in an hour. */
  readonly scheduledRuns: number
}

const HOURS = 730
/** From memory: five pollers, each waiting twenty seconds for a message. */
const POLLS_AN_HOUR = 5 * (3600 / 20)

/** Idle, for a month. */
export const monthOf = ({ keys, alarms, secrets, polledQueues, scheduledRuns }: Standing): Quantities =>
  plus(
    { keyMonth: keys, alarmMonth: alarms, secretMonth: secrets, queueRequest: polledQueues * POLLS_AN_HOUR * HOURS },
    invoked(scheduledRuns * HOURS),
  )

export interface Country {
  readonly name: string
  readonly deaths: number
  readonly panels: number
}

export const COUNTRIES: readonly Country[] = [
  { name: 'England', deaths: 3_500, panels: 58 },
  { name: 'five million deaths a year', deaths: 5_000_000, panels: 83_000 },
]

export interface YearlyCost {
  readonly country: Country
  /** Acts on cases, of panels and of the nation; grows with the deaths. */
  readonly acts: number
  /** What stands there anyway. */
  readonly standing: number
  /** Keeping that many years of cases, with the copy to recover from. */
  readonly storing: number
}

/** Kilobytes of a case with all its events, as they were seen at the end of its life: several times a notified one. */
const KILOBYTES_OF_A_CASE = 40
export const YEARS_KEPT = 10

export function yearlyCost(
  country: Country,
  measured: readonly MeasuredAct[],
  standing: Standing,
  prices: PriceList,
): YearlyCost {
  const { deaths, panels } = country
  const acts = plus(
    times(deaths, quantitiesOfActs(LIFE_OF_A_CASE, measured)),
    times(panels, quantitiesOfActs(YEAR_OF_A_PANEL, measured)),
    quantitiesOfActs(YEAR_OF_RELEASES, measured),
  )
  const gigabyteMonths = (12 * deaths * YEARS_KEPT * KILOBYTES_OF_A_CASE) / 1e6
  return {
    country,
    acts: costOf(acts, prices),
    standing: costOf(times(12, monthOf(standing)), prices),
    storing: costOf({ storedGigabyteMonth: gigabyteMonths, recoverableGigabyteMonth: gigabyteMonths }, prices),
  }
}
