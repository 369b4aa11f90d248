import { RULE_SET } from '../../../../domain/disclosure/rule-set.ts'
import { daysNeeded, planRelease } from '../../../../domain/statistics/plan-release.ts'
import type { CivilDate } from '../../../../schemas/calendar.ts'
import { aHead } from '../../../support/statistics/a-release.ts'
import { smallEngland } from '../../../support/statistics/small-england.ts'

/** The year that completes the block of 2025 to 2028, in a service to which every death comes since that day. */
const planned = (countsFrom: string) => ({
  head: aHead({ id: 'deathsNotified-2027-28-v1', period: '2027-28', asOf: '2028-07-01' as CivilDate }),
  earlier: [],
  published: [],
  current: [],
  ruleSet: RULE_SET,
  coverage: { ...smallEngland, countsFrom: countsFrom as CivilDate },
})

describe('Planning the release of a year', () => {
  it('states the block of three years that it completes, and needs the cases of all three', () => {
    const known = planned('2025-04-01')
    expect(
      planRelease(known)
        .plan.periods.map(({ code }) => code)
        .at(-1),
    ).toBe('2025-28')
    expect(daysNeeded(known)).toEqual({ from: '2025-04-01', to: '2028-03-31' })
  })

  it('states no block of which some cases never came to this service', () => {
    const known = planned('2025-07-01')
    expect(
      planRelease(known)
        .plan.periods.map(({ code }) => code)
        .at(-1),
    ).toBe('2027-28')
    expect(daysNeeded(known)).toEqual({ from: '2027-04-01', to: '2028-03-31' })
  })
})
