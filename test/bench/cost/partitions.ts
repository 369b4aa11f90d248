import type { ActName, MeasuredAct } from '../sections/act-names.ts'
import { LIFE_OF_A_CASE } from './cost-model.ts'

/** Write units a second that one partition takes, a single hot key included ("Partition throughput limits", DynamoDB developer guide). */
export const PARTITION_WRITES = 1_000
const SECONDS_OF_A_YEAR = 365 * 24 * 3600
/** A worst hour, against the year's mean. */
export const PEAK = 10

/** Into how many keys the writes of an index fall at one moment, and what the design does if that were too few. */
interface Spread {
  readonly keys: number
  readonly answer: string
}

/** Indexes whose writes of the whole nation meet in few keys. The queues' are one for each panel. */
const SPREADS: Readonly<Record<string, Spread>> = {
  casesAwaiting: {
    keys: 1,
    answer: 'parts by the last character of the reference, as casesToChase has them: the sweep then asks each part',
  },
  deathsNotifiedIn: {
    keys: 1,
    answer: 'parts of a month by the first character of the reference: a release asks each part',
  },
  reviewsCompletedIn: { keys: 1, answer: 'the same' },
  casesToChase: { keys: 4, answer: 'more parts: their number is one constant' },
  panelQueue: { keys: 58, answer: 'nothing: a panel that fills a partition has 20,000 times the deaths of any' },
}

export interface PartitionLimit {
  readonly index: string
  readonly unitsOfACase: number
  readonly keys: number
  /** Deaths a year at which the peak hour fills the busiest key. */
  readonly deaths: number
  readonly answer: string
}

/** The partitions that would be full first, the first one first. */
export function partitionLimits(measured: readonly MeasuredAct[]): readonly PartitionLimit[] {
  return Object.entries(SPREADS)
    .map(([index, { keys, answer }]): PartitionLimit => {
      const unitsOfACase = (Object.entries(LIFE_OF_A_CASE) as [ActName, number][]).reduce(
        (sum, [act, count]) => sum + count * (measured.find((one) => one.act === act)?.indexes[index] ?? 0),
        0,
      )
      const deathsASecond = (PARTITION_WRITES * keys) / unitsOfACase / PEAK
      return { index, unitsOfACase, keys, deaths: deathsASecond * SECONDS_OF_A_YEAR, answer }
    })
    .filter(({ unitsOfACase }) => unitsOfACase > 0)
    .sort((a, b) => a.deaths - b.deaths)
}
