import type { Area, Period } from '../../schemas/statistics/catalogue.ts'
import { allAuthorities, regions, type Authority } from '../areas/authorities.ts'
import { panelByCode, panelFor } from '../areas/panels.ts'
import type { CivilDate } from '../calendar/civil-date.ts'
import type { BarePeriod } from './periods.ts'

/** ONS code of England. */
export const ENGLAND = 'E92000001'

/** Deaths whose authority is not known are an area of their own, so that the parts make up the whole. Like other unknowns it is told. */
export const AREA_NOT_KNOWN = 'not-known'

const existsIn = ({ from, until }: Authority, period: BarePeriod) =>
  (from === undefined || from <= period.to) && (until === undefined || until >= period.from)

/**
 * The panel under which an authority's deaths of a period are counted: the one that covers its area on the period's last day,
 * for all of them, so that areas nest. Who covered it before is a matter of the case, not of the statistics.
 */
const panelIn = ({ code, until }: Authority, { to }: BarePeriod) =>
  panelFor(code, to) ?? (until === undefined ? undefined : panelFor(code, until as CivilDate))

/** Which area is a part of which in a period: authority, panel, region, England. */
export function nestingOf(period: BarePeriod): Period['nesting'] {
  const authorities = allAuthorities
    .filter((authority) => existsIn(authority, period))
    .map((authority) => ({ ...authority, panel: panelIn(authority, period)?.code }))
  return Object.fromEntries([
    [ENGLAND, null],
    ...[...Object.keys(regions), AREA_NOT_KNOWN].map((region) => [region, ENGLAND]),
    ...authorities.flatMap(({ panel, region }) => (panel === undefined ? [] : [[panel, region]])),
    ...authorities.map(({ code, panel, region }) => [code, panel ?? region]),
  ]) as Period['nesting']
}

export const withAreas = (period: BarePeriod): Period => ({ ...period, nesting: nestingOf(period) })

/** Every area of some periods, from the whole to the part, by region: the fixed order of all tables. */
export function areasOf(periods: readonly Period[]): readonly Area[] {
  const named: Readonly<Record<string, string>> = { ...regions, [AREA_NOT_KNOWN]: 'Area not known' }
  const codes = new Set(periods.flatMap(({ nesting }) => Object.keys(nesting)))
  const authorities = allAuthorities.filter(({ code }) => codes.has(code))
  const panels = [...codes].filter((code) => panelByCode(code) !== undefined)
  const own =
    (level: Area['level']) =>
    (area: Pick<Area, 'code' | 'name'>): Area => ({
      code: area.code,
      name: area.name,
      level,
      protected: area.code !== AREA_NOT_KNOWN,
    })
  return [
    ...[{ code: ENGLAND, name: 'England' }].map(own('england')),
    ...Object.entries(named).map(([code, name]) => own('region')({ code, name })),
    ...panels.map((code) => own('panel')({ code, name: panelByCode(code)?.name ?? code })),
    ...authorities.map(own('authority')),
  ]
}
