import { authorityByCode, isInForce, predecessorsOf, successorsOf } from '../areas/authorities.ts'
import { panelFor } from '../areas/panels.ts'
import type { CivilDate } from '../calendar/civil-date.ts'
import type { Case } from '../case/case.ts'
import { circumstancesOfCase } from '../case/circumstances.ts'
import { AREA_NOT_KNOWN } from '../disclosure/areas-of-period.ts'

/**
 * The authority in which a case counts: of those where the child lived and died, the one that the reviewing panel covers, so that
 * a panel's numbers are of the deaths it reviews. A case handed to a panel that covers neither counts where the child lived.
 */
export function areaOfCase(known: Case, on: CivilDate): string {
  const { residence, facts } = circumstancesOfCase(known)
  const places = [residence.kind === 'england' ? residence.authority : undefined, facts.death.authorityOfDeath]
  const [lived, died] = places.map((code) => (code === undefined ? undefined : codeOn(code, on)))
  const isOfPanel = (code: string | undefined) =>
    code !== undefined && panelFor(code, on)?.code === known.routing?.panel
  return (isOfPanel(lived) ? lived : isOfPanel(died) ? died : lived) ?? AREA_NOT_KNOWN
}

/** The code of an authority's area on the day. One that was divided since cannot be told from the code alone. */
function codeOn(code: string, on: CivilDate): string | undefined {
  const known = authorityByCode(code)
  if (!known || isInForce(known, on)) return known?.code
  const hasEnded = known.until !== undefined && known.until < on
  const [other, ...more] = hasEnded ? successorsOf(code) : predecessorsOf(code)
  return other === undefined || more.length > 0 ? undefined : codeOn(other, on)
}
