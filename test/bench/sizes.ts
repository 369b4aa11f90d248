import type { GrowthSizes } from './sections/growth.ts'
import type { PeerSizes } from './sections/peers.ts'
import type { WarmSizes } from './sections/warm.ts'

export const SECTIONS = ['cold', 'pages', 'peers', 'warm', 'units', 'growth'] as const
export type Section = (typeof SECTIONS)[number]

export interface Sizes {
  /** Fresh processes for each bundle. */
  readonly starts: number
  /** To each page. */
  readonly visits: number
  readonly warm: WarmSizes
  readonly peers: PeerSizes
  readonly growth: GrowthSizes
}

interface Asked {
  readonly quick: boolean
  readonly cases: number | undefined
  readonly audit: boolean
  readonly others: readonly string[]
}

const SIZES = [1_000, 10_000, 50_000, 100_000, 1_000_000] as const
/** Seconds of loading that leave the whole run under ten minutes; 100,000 cases take about twice this where two milliseconds make one. */
const LOADING = 150

/** How much of everything: counts, so that a run ends; only loading is bounded by time. */
export function sizesFor({ quick, cases, audit, others }: Asked): Sizes {
  const growing = SIZES.filter((size) => size <= (cases ?? 100_000))
  if (quick)
    return {
      starts: 2,
      visits: 3,
      warm: { cases: 30, rounds: 1, each: 3, acts: 16 },
      peers: { rounds: 1, each: 3, acts: 16, clients: [1, 16], others },
      growth: { sizes: cases === undefined ? [1_000] : growing, seconds: Infinity, rounds: 1, each: 3, audited: audit },
    }
  return {
    starts: 9,
    visits: 21,
    warm: { cases: 60, rounds: 7, each: 40, acts: 400 },
    peers: { rounds: 7, each: 20, acts: 200, clients: [1, 16, 64], others },
    growth: {
      sizes: growing,
      seconds: cases === undefined ? LOADING : Infinity,
      rounds: 5,
      each: 30,
      audited: audit,
    },
  }
}
