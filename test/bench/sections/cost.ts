import {
  COUNTRIES,
  costOf,
  LIFE_OF_A_CASE,
  monthOf,
  partsOf,
  plus,
  quantitiesOfActs,
  times,
  YEAR_OF_A_PANEL,
  yearlyCost,
  type Temperature,
} from '../cost/cost-model.ts'
import { partitionLimits } from '../cost/partitions.ts'
import { readPrices } from '../cost/prices.ts'
import { standingIn, templatesIn } from '../cost/standing.ts'
import type { Costs } from '../results.ts'
import type { MeasuredAct } from './act-names.ts'

/** Deaths of one panel in a year: England's, shared among its panels. */
export const DEATHS_OF_A_PANEL = 60

/** What the measured units come to in money, with what stands in the template anyway. */
export function costs(measured: readonly MeasuredAct[], assembly: string): Costs {
  const prices = readPrices()
  const standing = standingIn(templatesIn(assembly))
  const ofACase = quantitiesOfActs(LIFE_OF_A_CASE, measured, 'cold')
  const ofAPanel = plus(times(DEATHS_OF_A_PANEL, ofACase), quantitiesOfActs(YEAR_OF_A_PANEL, measured, 'cold'))
  const ofAMillion = (temperature: Temperature) =>
    partsOf(times(1e6, quantitiesOfActs({ notify: 1, categorise: 1, route: 1 }, measured, temperature)), prices)
  return {
    million: { cold: ofAMillion('cold'), warm: ofAMillion('warm') },
    perCase: costOf(ofACase, prices),
    perPanelYear: costOf(ofAPanel, prices),
    standing,
    standingMonth: partsOf(monthOf(standing), prices),
    years: COUNTRIES.map((country) => yearlyCost(country, measured, standing, prices)),
    limits: partitionLimits(measured),
  }
}
