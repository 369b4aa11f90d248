import type { Person } from '../../domain/access/access.ts'
import { mayEver } from '../../domain/access/access.ts'
import type { ReleaseSummary } from '../../schemas/statistics/answers.ts'
import type { ReleaseHead } from '../../schemas/statistics/release-head.ts'

/** A head as it is shown: who did what only to statistics leads, and of what is not out to others only that it is ready. */
export function releaseView(head: ReleaseHead, person: Person): ReleaseSummary {
  const { requestedBy, publishedBy, withdrawn, failure, ...shown } = head
  const isLead = mayEver(person, 'lead-statistics')
  if (!isLead && head.state === 'audited') {
    const { id, cohort, period, version, asOf, note, restates, state, requestedAt } = head
    return { id, cohort, period, version, asOf, note, restates, state, requestedAt }
  }
  return {
    ...shown,
    ...(withdrawn && { withdrawn: { at: withdrawn.at, reason: withdrawn.reason } }),
    ...(isLead && {
      ...(failure && { failure }),
      statisticsLead: {
        requestedBy,
        ...(publishedBy !== undefined && { publishedBy }),
        ...(withdrawn && { withdrawnBy: withdrawn.by }),
      },
    }),
  }
}
