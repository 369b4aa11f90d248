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

/** US dollars by what they are paid for. */
export type Parts = Readonly<Partial<Record<Priced, number>>>

export const partsOf = (quantities: Quantities, { prices }: PriceList): Parts =>
  Object.fromEntries(
    (Object.entries(quantities) as [Priced, number][]).map(([what, amount]) => [
      what,
      (amount * prices[what].usd) / prices[what].per,
    ]),
  )

export const sumOf = (parts: Parts): number => Object.values(parts).reduce((sum, part) => sum + part, 0)

/** In US dollars. */
export const costOf = (quantities: Quantities, prices: PriceList): number => sumOf(partsOf(quantities, prices))

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
  categorise: 1,
  route: 1,
  categoriseAgain: 5,
  routeAgain: 5,
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
const PIPELINE: readonly ActName[] = ['categorise', 'route', 'categoriseAgain', 'routeAgain', 'release']

/** Acts whose event is not only told but heard: by the next step. */
const HEARD: readonly ActName[] = ['notify', 'notifyFull', 'notifyFurther', 'amend', 'categorise', 'categoriseAgain']

/** Acts after which an event is passed on, by relay to the topic. */
const TELLING: readonly ActName[] = [
  'notify',
  'notifyFull',
  'notifyFurther',
  'amend',
  'categorise',
  'route',
  'categoriseAgain',
  'routeAgain',
  'claim',
  'move',
  'list',
  'review',
]

/**
 * Whether a function finds an environment waiting. Deaths are rare: in England nearly every call is cold, and pays for the start and for
 * data keys anew. With a call every minute or so everything is warm, and data keys are kept for minutes.
 */
export type Temperature = 'cold' | 'warm'

/**
 * What a call of a function is assumed to take, with 512 MB. From memory of others' measurements; nobody has deployed this yet. Half
 * the memory is half the processor: a start that is nearly all computing would take twice as long and cost the same.
 */
const GIGABYTES = 0.5
const SECONDS: Readonly<Record<Temperature, number>> = { cold: 0.45, warm: 0.06 }
/** Bytes of log for a call, platform lines included. */
const LOGGED = 1_500
/** Sending, receiving and deleting. */
const QUEUE_REQUESTS = 3
/** A function that starts asks for the keys of its settings and of its table; relay, which has no table, for those of the topic. */
const KEY_REQUESTS = 2

const called = (times: number, temperature: Temperature): Quantities => ({
  invocation: times,
  gigabyteSecond: times * SECONDS[temperature] * GIGABYTES,
  loggedGigabyte: (times * LOGGED) / 1e9,
  keyRequest: temperature === 'cold' ? times * KEY_REQUESTS : 0,
})

/** Everything that one act sets off up to the next act. */
export function quantitiesOf({ act, write, indexWrite, read }: MeasuredAct, temperature: Temperature): Quantities {
  const isTold = TELLING.includes(act)
  return plus(
    { writeUnit: write + indexWrite, readUnit: read },
    called(isTold ? 2 : 1, temperature),
    PIPELINE.includes(act) ? {} : { apiRequest: 1 },
    isTold ? { published: 1 } : {},
    HEARD.includes(act) ? { queueRequest: QUEUE_REQUESTS } : {},
  )
}

/** @throws for an act that was not measured: a cost that leaves something out would be worse than none */
export const quantitiesOfActs = (acts: Acts, measured: readonly MeasuredAct[], temperature: Temperature): Quantities =>
  plus(
    ...(Object.entries(acts) as [ActName, number][]).map(([act, count]) => {
      const one = measured.find((each) => each.act === act)
      if (!one) throw new Error(`${act} was not measured.`)
      return times(count, quantitiesOf(one, temperature))
    }),
  )

/** What stands there day and night, counted in the synthesised template. */
export interface Standing {
  readonly keys: number
  /** Metrics that alarms watch. */
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

/** Idle, for a month. What runs every few minutes finds its environment waiting. */
export const monthOf = ({ keys, alarms, secrets, polledQueues, scheduledRuns }: Standing): Quantities =>
  plus(
    {
      keyMonth: keys,
      alarmMonth: alarms,
      secretMonth: secrets,
      queueRequest: polledQueues * POLLS_AN_HOUR * HOURS,
    },
    called(scheduledRuns * HOURS, 'warm'),
  )

export interface Country {
  readonly name: string
  readonly deaths: number
  readonly panels: number
  readonly temperature: Temperature
}

export const COUNTRIES: readonly Country[] = [
  { name: 'England', deaths: 3_500, panels: 58, temperature: 'cold' },
  { name: 'five million deaths a year', deaths: 5_000_000, panels: 83_000, temperature: 'warm' },
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
  const { deaths, panels, temperature } = country
  const acts = plus(
    times(deaths, quantitiesOfActs(LIFE_OF_A_CASE, measured, temperature)),
    times(panels, quantitiesOfActs(YEAR_OF_A_PANEL, measured, temperature)),
    quantitiesOfActs(YEAR_OF_RELEASES, measured, temperature),
  )
  const gigabyteMonths = (12 * deaths * YEARS_KEPT * KILOBYTES_OF_A_CASE) / 1e6
  return {
    country,
    acts: costOf(acts, prices),
    standing: costOf(times(12, monthOf(standing)), prices),
    storing: costOf({ storedGigabyteMonth: gigabyteMonths, recoverableGigabyteMonth: gigabyteMonths }, prices),
  }
}
