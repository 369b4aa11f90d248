import { addHours, type Instant } from '../../domain/calendar/instant.ts'
import type { ReleaseHead } from '../../schemas/statistics/release-head.ts'
import type { Now } from '../shared/ports/clock.ts'
import type { PublishedTables } from '../shared/ports/release-store.ts'

/** Minutes for which a function goes by the heads it has read: as long may a withdrawal take to be seen everywhere. */
const MINUTES = 1

/** Heads of the releases that came out, as they stood at most a minute ago: so that pulling a table reads that table and nothing else. */
export type PublishedHeads = () => Promise<readonly ReleaseHead[]>

export function keepingPublished(releases: Pick<PublishedTables, 'heads'>, now: Now): PublishedHeads {
  let kept: { readonly until: Instant; readonly heads: readonly ReleaseHead[] } | undefined
  return async () => {
    const at = now()
    if (!kept || kept.until <= at) {
      const heads = await releases.heads()
      kept = {
        until: addHours(at, MINUTES / 60),
        heads: heads.filter(({ publishedAt }) => publishedAt !== undefined),
      }
    }
    return kept.heads
  }
}
