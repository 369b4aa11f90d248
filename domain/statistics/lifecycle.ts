import type { Cohort } from '../../schemas/statistics/catalogue.ts'
import { COHORTS_IN_ORDER } from './cohorts.ts'
import type { ReleaseHead } from '../../schemas/statistics/release-head.ts'
import { addDays, type CivilDate } from '../calendar/civil-date.ts'
import type { Instant } from '../calendar/instant.ts'
import { civilDateInLondon } from '../calendar/london.ts'
import { quarterOf, yearOf, type BarePeriod } from '../disclosure/periods.ts'
import { periodNamed } from './period-of-release.ts'

/** A release that somebody wants. */
export interface Cut {
  readonly cohort: Cohort
  readonly period: string
  readonly asOf: CivilDate
  readonly note: string
  /** A new version of a period that is out: rows in which enough cases changed are stated anew, the old version is kept. */
  readonly restates: boolean
}

export type ReleaseRefusal =
  | 'unknown-period'
  | 'before-the-service'
  | 'period-not-over'
  | 'as-of-in-the-future'
  | 'published-already'
  | 'not-published-yet'
  | 'not-audited'
  | 'withdrawn-already'
  | 'others-published-since'

type Decision = { readonly outcome: 'decided'; readonly head: ReleaseHead } | Refused
interface Refused {
  readonly outcome: 'refused'
  readonly refused: ReleaseRefusal
}

const decided = (head: ReleaseHead): Decision => ({ outcome: 'decided', head })
const refused = (reason: ReleaseRefusal): Refused => ({ outcome: 'refused', refused: reason })

/** Releases that readers hold, in the order in which they came out. What was withdrawn after it was out stays with its readers. */
export const outBefore = (heads: readonly ReleaseHead[], cohort: Cohort): readonly ReleaseHead[] =>
  heads
    .filter((head) => head.cohort === cohort && head.publishedAt !== undefined)
    .sort((a, b) => ((a.publishedAt ?? '') < (b.publishedAt ?? '') ? -1 : 1))

/**
 * Cuts a release: a draft, which the publishing job makes. The same cut while one is being made is that one.
 * @param countsFrom first day from which every death comes to this service: of a period that began before it, it has only some
 */
export function cut(
  wanted: Cut,
  heads: readonly ReleaseHead[],
  at: Instant,
  by: string,
  countsFrom: CivilDate,
): Decision {
  const { cohort, period: code, asOf, restates } = wanted
  const period = periodNamed(code)
  if (!period || period.length === 'threeYears') return refused('unknown-period')
  if (period.from < countsFrom) return refused('before-the-service')
  if (asOf > civilDateInLondon(at)) return refused('as-of-in-the-future')
  if (period.to >= asOf) return refused('period-not-over')
  const versions = heads.filter((head) => head.cohort === cohort && head.period === code)
  const begun = versions.find(isInHand)
  if (begun) return decided(begun)
  const isOut = versions.some(({ publishedAt }) => publishedAt !== undefined)
  if (restates !== isOut) return refused(isOut ? 'published-already' : 'not-published-yet')
  const version = versions.length + 1
  return decided({
    id: `${cohort}-${code}-v${version}`,
    ...wanted,
    version,
    state: 'draft',
    requestedAt: at,
    requestedBy: by,
  })
}

/** Being made, or made and waiting for a person to decide. */
const isInHand = ({ state, failure }: ReleaseHead) => state === 'audited' || (state === 'draft' && !failure)

/**
 * An audit holds together with the releases it knew: if another came out since, this one is cut again.
 * @param out how many releases of its cohort came out: none is ever taken back, so that their number says whether they are the same
 */
export function publish(head: ReleaseHead, out: number, at: Instant, by: string): Decision {
  if (head.state === 'published') return decided(head)
  if (head.state === 'withdrawn') return refused('withdrawn-already')
  if (head.state !== 'audited') return refused('not-audited')
  if (out !== (head.follows?.length ?? 0)) return refused('others-published-since')
  return decided({ ...head, state: 'published', publishedAt: at, publishedBy: by })
}

export function withdraw(head: ReleaseHead, reason: string, at: Instant, by: string): Decision {
  if (head.state === 'withdrawn')
    return head.withdrawn?.reason === reason ? decided(head) : refused('withdrawn-already')
  return decided({ ...head, state: 'withdrawn', withdrawn: { at, by, reason } })
}

/** How many days after its end a period is cut by itself, if at all: late clocks and corrections have come in by then. */
export interface Timetable {
  readonly quarter: number | undefined
  readonly year: number | undefined
}

/**
 * The cuts that the timetable asks for today: of each cohort the last year that ended long enough ago, then the last quarter; what is
 * older is cut by hand. One at a time: while one is in hand nothing else of its cohort is cut, since publishing the one would undo the
 * audit of the other. So a table without releases begins with the latest whole year, and with nothing while there is none.
 * @param countsFrom as for `cut`
 */
export function cutsDue(
  timetable: Timetable,
  heads: readonly ReleaseHead[],
  today: CivilDate,
  countsFrom: CivilDate,
): readonly Cut[] {
  const last = (periods: readonly BarePeriod[], after: number | undefined) =>
    after === undefined ? [] : periods.filter(({ to }) => addDays(to, after) <= today).slice(-1)
  const thisYear = Number(today.slice(0, 4))
  const starts = [thisYear - 2, thisYear - 1, thisYear]
  const quarters = starts.flatMap((start) => ([1, 2, 3, 4] as const).map((quarter) => quarterOf(start, quarter)))
  const periods = [...last(starts.map(yearOf), timetable.year), ...last(quarters, timetable.quarter)]
  return COHORTS_IN_ORDER.flatMap((cohort) => {
    const own = heads.filter((head) => head.cohort === cohort)
    if (own.some(isInHand)) return []
    const due = periods.find((period) => period.from >= countsFrom && !own.some((head) => covers(head, period)))
    return due
      ? [{ cohort, period: due.code, asOf: today, note: 'Cut by the timetable.', restates: false } as const]
      : []
  })
}

/** A quarter is not cut alone when its year has been. */
function covers(head: ReleaseHead, { code, from, to }: BarePeriod): boolean {
  if (head.period === code) return true
  const other = periodNamed(head.period)
  return other?.length === 'year' && other.from <= from && to <= other.to && head.state !== 'withdrawn'
}
