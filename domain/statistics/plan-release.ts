import type { Area, Catalogue, Cohort, Period } from '../../schemas/statistics/catalogue.ts'
import type { Release, RuleSet } from '../../schemas/statistics/release.ts'
import type { ReleaseHead } from '../../schemas/statistics/release-head.ts'
import type { CivilDate } from '../calendar/civil-date.ts'
import { admitChanges } from '../disclosure/admit-changes.ts'
import { areasOf, withAreas } from '../disclosure/areas-of-period.ts'
import { catalogueOf } from '../disclosure/catalogue-v1.ts'
import { isWithin, type CodedCase } from '../disclosure/count.ts'
import type { BarePeriod } from '../disclosure/periods.ts'
import type { Plan } from '../disclosure/protect.ts'
import { overlaps, periodNamed, periodsOfRelease } from './period-of-release.ts'

/** What a release is made from, and the places in it where changes wait. */
export interface PlannedRelease {
  readonly plan: Plan
  readonly waiting: ReadonlySet<string>
}

/** Of which areas, and by which catalogue, releases are made. */
export interface Coverage {
  readonly withAreas: (period: BarePeriod) => Period
  readonly areasOf: (periods: readonly Period[]) => readonly Area[]
  readonly catalogueOf: (cohort: Cohort, areas: readonly Area[]) => Catalogue
  /** First day from which every death comes to this service: no longer period that began before it is stated. */
  readonly countsFrom: CivilDate
}

/** What the service publishes. */
export const allEngland = (countsFrom: CivilDate): Coverage => ({ withAreas, areasOf, catalogueOf, countsFrom })

/** All that is known when a release is made. */
export interface Known {
  readonly head: Pick<ReleaseHead, 'id' | 'cohort' | 'period' | 'asOf' | 'restates'>
  /** Releases that are out, first to last, and the cases that the last was counted from. */
  readonly earlier: readonly Release[]
  readonly published: readonly CodedCase[]
  /** Every case of the cohort as it is now, of the periods published and of this release's. */
  readonly current: readonly CodedCase[]
  readonly ruleSet: RuleSet
  readonly coverage: Coverage
}

type Days = Pick<Period, 'from' | 'to'>

/** The first and the last day of the cases that a release needs: its own periods and all that are out. */
export function daysNeeded({ head, earlier, coverage }: Pick<Known, 'head' | 'earlier' | 'coverage'>): Days {
  const periods = [...ownPeriods(head, coverage), ...publishedPeriods(earlier)]
  return {
    from: periods.map(({ from }) => from).reduce((a, b) => (a < b ? a : b)),
    to: periods.map(({ to }) => to).reduce((a, b) => (a > b ? a : b)),
  }
}

/**
 * Plans a release (rule 10). What is out is counted from the cases as they were published, so that a case which has changed since alters
 * nothing silently; only a restatement takes the changes in, and of those only what enough of them alter together.
 */
export function planRelease({ head, earlier, published, current, ruleSet, coverage }: Known): PlannedRelease {
  const out = publishedPeriods(earlier)
  const own = ownPeriods(head, coverage)
  const periods = head.restates
    ? out.filter((period) => own.some((one) => overlaps(one, period)))
    : own.map((period) => out.find(({ code }) => code === period.code) ?? coverage.withAreas(period))
  const known = [...out, ...periods.filter(({ code }) => !out.some((one) => one.code === code))]
  const catalogue = coverage.catalogueOf(head.cohort, coverage.areasOf(known))
  const now = current.filter(({ countsOn }) => countsOn <= head.asOf)
  const admitted = head.restates
    ? admitChanges({
        catalogue,
        periods: out,
        published,
        current: changedWithin({ out, periods }, published, now),
        ruleSet,
        earlier,
      })
    : { cases: published, restated: new Set<string>(), waiting: new Set<string>() }
  const counted = new Set(admitted.cases.map(({ reference }) => reference))
  const isOut = ({ countsOn }: CodedCase) => out.some((period) => isWithin(period, countsOn))
  return {
    plan: {
      id: head.id,
      catalogue,
      periods,
      cases: [...admitted.cases, ...now.filter((coded) => !counted.has(coded.reference) && !isOut(coded))].sort(
        byReference,
      ),
      ruleSet,
      earlier,
      restated: admitted.restated,
    },
    waiting: admitted.waiting,
  }
}

/** The cases as published, but as they are now where neither before nor now they touch anything that is not restated. */
function changedWithin(
  { out, periods }: { readonly out: readonly Period[]; readonly periods: readonly Period[] },
  published: readonly CodedCase[],
  current: readonly CodedCase[],
): readonly CodedCase[] {
  const isInside = (coded: CodedCase | undefined) => {
    if (coded === undefined) return true
    const countedIn = out.filter((period) => isWithin(period, coded.countsOn))
    return countedIn.length > 0 && countedIn.every((period) => periods.includes(period))
  }
  const now = new Map(current.map((coded) => [coded.reference, coded]))
  const before = new Map(published.map((coded) => [coded.reference, coded]))
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((reference) => {
    const [was, is] = [before.get(reference), now.get(reference)]
    return (isInside(was) && isInside(is) ? is : was) ?? []
  })
}

/** A block of three years, of which only the last came to this service, would be of a third of its cases. */
function ownPeriods({ period }: Pick<ReleaseHead, 'period'>, { countsFrom }: Pick<Coverage, 'countsFrom'>) {
  const named = periodNamed(period)
  if (!named) throw new RangeError('A release is of a period that there is not.')
  return periodsOfRelease(named).filter(({ length, from }) => length !== 'threeYears' || from >= countsFrom)
}

/** Every period that is out, as it was first published: its areas never change. */
const publishedPeriods = (earlier: readonly Release[]): readonly Period[] => [
  ...new Map(earlier.flatMap(({ periods }) => periods).map((period) => [period.code, period])).values(),
]

const byReference = (a: CodedCase, b: CodedCase) => (a.reference < b.reference ? -1 : 1)
