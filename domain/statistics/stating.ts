import type { Cohort } from '../../schemas/statistics/catalogue.ts'
import type { ReleaseHead } from '../../schemas/statistics/release-head.ts'
import { overlaps, periodNamed, periodsOfRelease } from './period-of-release.ts'

/** What is to be known of a release in order to find the one that states a period. */
export type Stating = Pick<ReleaseHead, 'cohort' | 'period' | 'restates' | 'state'> & {
  readonly publishedAt?: ReleaseHead['publishedAt'] | undefined
}

/** Releases that state a period as it stands now, the newest first. What was withdrawn is not shown. */
export const statesOf = <R extends Stating>(releases: readonly R[], cohort: Cohort, code: string): readonly R[] =>
  releases
    .filter((release) => release.cohort === cohort && release.state === 'published' && states(release, code))
    .sort((a, b) => ((a.publishedAt ?? '') < (b.publishedAt ?? '') ? 1 : -1))

function states({ period, restates }: Stating, code: string): boolean {
  const [own, wanted] = [periodNamed(period), periodNamed(code)]
  if (!own || !wanted) return false
  return restates ? overlaps(own, wanted) : periodsOfRelease(own).some((one) => one.code === code)
}

/** So many years are compared at once: the newest that are out. */
export const YEARS_COMPARED = 5

/** Every year that is out, the first first. */
export const publishedYears = (releases: readonly Stating[]): readonly string[] =>
  [...new Set(releases.filter(({ state }) => state === 'published').map(({ period }) => period))]
    .filter((code) => periodNamed(code)?.length === 'year')
    .sort()
