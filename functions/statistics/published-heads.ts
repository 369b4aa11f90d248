import { addHours, type Instant } from '../../domain/calendar/instant.ts'
import type { Cohort } from '../../schemas/statistics/catalogue.ts'
import type { ReleaseHead } from '../../schemas/statistics/release-head.ts'
import type { Now } from '../shared/ports/clock.ts'
import type { PublishedTables } from '../shared/ports/release-store.ts'

/** Minutes for which a function goes by the heads it has read: as long may a withdrawal take to be seen everywhere. */
const MINUTES = 1

/** So many answers are kept at most, should somebody ask for very many. */
const MOST = 500

/** Heads of releases that came out, as they stood at most a minute ago: so that pulling a table reads that table and nothing else. */
export interface PublishedHeads {
  readonly named: (id: string) => Promise<ReleaseHead | undefined>
  /** Those of a cohort whose periods lie in the years that begin in `first` to `last`. */
  readonly ofYears: (cohort: Cohort, first: number, last: number) => Promise<readonly ReleaseHead[]>
}

export function keepingPublished(releases: Pick<PublishedTables, 'head' | 'ofYears'>, now: Now): PublishedHeads {
  const known = new Map<string, { readonly until: Instant; readonly heads: readonly ReleaseHead[] }>()

  async function kept(key: string, read: () => Promise<readonly ReleaseHead[]>): Promise<readonly ReleaseHead[]> {
    const at = now()
    const before = known.get(key)
    if (before && before.until > at) return before.heads
    const heads = (await read()).filter(({ publishedAt }) => publishedAt !== undefined)
    // What is not out is asked for again: when it comes out, it is there at once.
    if (heads.length === 0) return heads
    if (known.size >= MOST) known.clear()
    known.set(key, { until: addHours(at, MINUTES / 60), heads })
    return heads
  }

  return {
    named: async (id) => {
      const [head] = await kept(id, async () => {
        const found = await releases.head(id)
        return found ? [found] : []
      })
      return head
    },
    ofYears: (cohort, first, last) => kept([cohort, first, last].join(), () => releases.ofYears(cohort, first, last)),
  }
}
