import type { AnalysisSections } from '../../schemas/analysis/analysis-form.ts'
import type { Duty, Expectedness } from '../../schemas/assessment.ts'
import type { ClockRuleId } from '../../schemas/clocks.ts'
import type { Cohort } from '../../schemas/statistics/catalogue.ts'
import type { Notification } from '../../schemas/notification/notification.ts'
import type { SectionedForm } from '../analysis/sectioned-form.ts'
import { ageBand, type AgeBand } from '../calendar/age.ts'
import { addMonths, type CivilDate } from '../calendar/civil-date.ts'
import { earliestDay, latestDay } from '../calendar/date-as-known.ts'
import { civilDateInLondon } from '../calendar/london.ts'
import type { Case } from '../case/case.ts'
import { circumstancesOfCase } from '../case/circumstances.ts'
import { ethnicGroupOf } from '../case/ethnic-group.ts'
import { bornOn, scopeOfDeath } from '../case/outlook.ts'
import type { Residence } from '../case/residence.ts'
import type { CodedCase } from '../disclosure/count.ts'
import type { Conclusion } from '../panel-work/panel-work.ts'
import { hasEnded } from '../panel-work/stages.ts'
import { areaOfCase } from './area-of-case.ts'
import { panelResult } from './panel-result.ts'

/** The characteristics of each cohort in the order in which rows are kept: new ones go to the end. */
export const CHARACTERISTICS = {
  deathsNotified: [
    'expectedness',
    'joint-agency-response',
    'age-band',
    'sex',
    'ethnic-group',
    'deprivation-quintile',
    'place-of-death',
    'notified-in-time',
    'database-told-in-time',
  ],
  reviewsCompleted: [
    'category',
    'modifiable-factors',
    'factors-in-the-child',
    'factors-in-the-social-environment',
    'factors-in-the-physical-environment',
    'factors-in-the-service',
    'time-to-review',
    'panel-in-time',
  ],
} as const satisfies Record<Cohort, readonly string[]>

type Values<C extends Cohort> = Readonly<Record<(typeof CHARACTERISTICS)[C][number], string>>

const NOT_KNOWN = 'not-known'

/**
 * What the statistics know of a case: coded values by cohort, no identity. A case counts once a panel has it; one that was retracted,
 * joined to another or found out of scope does not. Every later change of the case changes this, and so the next release only.
 */
export function codedCases(known: Case): Readonly<Partial<Record<Cohort, CodedCase>>> {
  if (!known.routing || hasEnded(known.work.stage)) return {}
  if (scopeOfDeath(circumstancesOfCase(known)).status === 'out-of-scope') return {}
  const coded = (countsOn: CivilDate, values: CodedCase['values']): CodedCase => ({
    reference: known.reference,
    area: areaOfCase(known, countsOn),
    countsOn,
    values,
  })
  const notifiedOn = civilDateInLondon(known.openedAt)
  const conclusion = known.work.conclusions.at(-1)
  const reviewedOn = conclusion && civilDateInLondon(conclusion.at)
  return {
    deathsNotified: coded(notifiedOn, notifiedValues(known)),
    ...(reviewedOn && { reviewsCompleted: coded(reviewedOn, reviewedValues(known, conclusion, reviewedOn)) }),
  }
}

function notifiedValues(known: Case): Values<'deathsNotified'> {
  const { facts, residence } = circumstancesOfCase(known)
  const { child, death } = facts
  const assessment = known.categorisation?.assessment
  return {
    expectedness: EXPECTEDNESS[assessment?.expectedness.outcome ?? 'not-yet-known'],
    'joint-agency-response': RESPONSES[assessment?.jointAgencyResponse.outcome ?? 'required-until-known'],
    'age-band': AGES[ageBand(bornOn(facts), death.dateOfDeath)],
    sex: child.sexAtBirth === 'male' || child.sexAtBirth === 'female' ? child.sexAtBirth : NOT_KNOWN,
    'ethnic-group': ethnicGroupOf(child.ethnicity ?? 'not-known'),
    'deprivation-quintile': quintileOf(residence),
    'place-of-death': PLACES[death.placeOfDeath],
    'notified-in-time': timeliness(known, 'D2'),
    'database-told-in-time': timeliness(known, 'D3'),
  }
}

const reviewedValues = (known: Case, conclusion: Conclusion, on: CivilDate): Values<'reviewsCompleted'> => ({
  ...panelResult(formOf(conclusion)),
  'time-to-review': timeToReview(circumstancesOfCase(known).facts.death.dateOfDeath, on),
  'panel-in-time': timeliness(known, 'D15'),
})

/** The analysis form as it stood when the panel concluded; conclusions recorded without one say nothing of category or factors. */
const formOf = ({ form }: Conclusion & { readonly form?: SectionedForm<AnalysisSections> }) => form

const EXPECTEDNESS = {
  expected: 'expected',
  unexpected: 'unexpected',
  'not-yet-known': NOT_KNOWN,
} as const satisfies Record<Expectedness, string>

/** What is done on the safe side until it is known is not known to have been required. */
const RESPONSES = {
  required: 'required',
  'not-required': 'not-required',
  'required-until-known': NOT_KNOWN,
} as const satisfies Record<Duty, string>

const AGES = {
  '0-27 days': '0-27-days',
  '28-364 days': '28-364-days',
  '1-4': '1-4-years',
  '5-9': '5-9-years',
  '10-14': '10-14-years',
  '15-17': '15-17-years',
  'not-known': NOT_KNOWN,
} as const satisfies Record<AgeBand, string>

const PLACES = {
  'emergency-department': 'hospital',
  'paediatric-ward': 'hospital',
  'neonatal-unit': 'hospital',
  'intensive-care-unit': 'hospital',
  'labour-ward-delivery-suite': 'hospital',
  'hospital-other': 'hospital',
  'mental-health-inpatient-unit': 'hospital',
  'home-of-normal-residence': 'home',
  'other-private-residence': 'other',
  'foster-home': 'home',
  'residential-care': 'other',
  hospice: 'hospice',
  school: 'public-place',
  'public-place': 'public-place',
  ambulance: 'other',
  custody: 'other',
  abroad: 'other',
  other: 'other',
  'not-known': NOT_KNOWN,
} as const satisfies Record<Notification['death']['placeOfDeath'], string>

/** Deciles 1 and 2 are the most deprived fifth. */
const quintileOf = (residence: Residence) =>
  residence.kind === 'england' && residence.deprivationDecile !== undefined
    ? String(Math.ceil(residence.deprivationDecile / 2))
    : NOT_KNOWN

/** A clock that still runs, or that does not run for this case, is not known to be either. */
function timeliness({ routing }: Case, rule: ClockRuleId): string {
  const clock = routing?.clocks.find((one) => one.rule === rule && one.supersededAt === undefined)
  if (clock?.metAt !== undefined) return clock.metAt <= clock.dueAt ? 'in-time' : 'late'
  return clock?.missedAt === undefined ? NOT_KNOWN : 'late'
}

/** Whole months from the death; not known where the date of death leaves it open. */
function timeToReview(diedOn: Notification['death']['dateOfDeath'], on: CivilDate): string {
  const [first, last] = [earliestDay(diedOn), latestDay(diedOn)].map((day) =>
    on < addMonths(day, 6) ? 'under-6-months' : on < addMonths(day, 12) ? '6-to-12-months' : 'over-12-months',
  )
  return first !== undefined && first === last ? first : NOT_KNOWN
}
