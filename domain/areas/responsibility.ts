import type { CivilDate } from '../calendar/civil-date.ts'
import { authorityByCode } from './authorities.ts'
import { panelFor } from './panels.ts'

/** Where the child lived, or died, as far as it is known. */
export type Place =
  | { readonly kind: 'england'; readonly authority: string }
  | { readonly kind: 'outside-england' }
  | { readonly kind: 'not-known' }

/** Which panel reviews a death, by what right, and who else is told. */
export type Responsibility =
  | {
      /** `must` and `may` as in the Children Act 2004 s16M(1) and (2); `provisional` until the residence is known. */
      readonly basis: 'must' | 'may' | 'provisional'
      readonly panel: string
      readonly informedPanels: readonly string[]
      readonly rule: 'R4' | 'R5' | 'R6'
      readonly reason: string
    }
  /** Neither lived nor died in England (refusal `NOT_RESIDENT_NOT_DIED_HERE`). */
  | { readonly basis: 'none'; readonly rule: 'R2'; readonly reason: string }
  /** Nothing yet says which area it is: a person has to ask. */
  | { readonly basis: 'unassigned'; readonly rule: 'R4'; readonly reason: string }

/**
 * Who reviews (rules R4, R5 and R6). The panel of normal residence must; where the child died in another panel's area,
 * that panel is told, and the two designated doctors may agree otherwise. Where the residence is not known yet, the panel
 * of the place of death, else of the notifier, keeps the case so that it is never without an owner.
 *
 * An authority that the register does not know counts as not known: it never stops a notification.
 * @param places.notifier code of the notifier's own panel, if they have one
 * @param places.on the day on which the question is put (see `panelFor`)
 */
export function responsibilityForReview(places: {
  readonly residence: Place
  readonly death: Place
  readonly notifier?: string | undefined
  readonly on: CivilDate
}): Responsibility {
  const { notifier, on } = places
  const residence = located(places.residence, on)
  const death = located(places.death, on)

  if (residence.panel !== undefined) {
    return death.kind === 'outside-england'
      ? mustThoughDiedElsewhere(residence.panel)
      : must(residence.panel, death.panel)
  }
  if (residence.kind === 'outside-england' && death.panel !== undefined) return may(death.panel)
  if (residence.kind === 'outside-england' && death.kind === 'outside-england') return outOfArea
  const keeper = death.panel ?? notifier
  return keeper === undefined ? unassigned : provisional(keeper, residence.kind === 'outside-england' ? 'R5' : 'R4')
}

interface Located {
  readonly kind: Place['kind']
  readonly panel?: string | undefined
}

function located(place: Place, on: CivilDate): Located {
  if (place.kind !== 'england') return place
  const panel = authorityByCode(place.authority) && panelFor(place.authority, on)
  return panel ? { kind: 'england', panel: panel.code } : { kind: 'not-known' }
}

const must = (panel: string, panelOfDeath: string | undefined): Responsibility => {
  const diedInAnother = panelOfDeath !== undefined && panelOfDeath !== panel
  return {
    basis: 'must',
    panel,
    informedPanels: diedInAnother ? [panelOfDeath] : [],
    rule: 'R4',
    reason: diedInAnother
      ? 'The child normally lived in this area and died in another: the panel of residence must review, the panel of the place of death is told, and the designated doctors agree how learning is shared.'
      : 'The child normally lived in this area: its child death review partners must review.',
  }
}

const mustThoughDiedElsewhere = (panel: string): Responsibility => ({
  basis: 'must',
  panel,
  informedPanels: [],
  rule: 'R6',
  reason: 'The child normally lived in this area and died outside England: the panel of residence must review.',
})

const may = (panel: string): Responsibility => ({
  basis: 'may',
  panel,
  informedPanels: [],
  rule: 'R5',
  reason: 'The child died in this area and did not normally live in England: its partners may review.',
})

const provisional = (panel: string, rule: 'R4' | 'R5'): Responsibility => ({
  basis: 'provisional',
  panel,
  informedPanels: [],
  rule,
  reason:
    rule === 'R4'
      ? 'Where the child normally lived is not known yet: this panel keeps the case until it is.'
      : 'The child did not normally live in England and the place of death is not known yet: this panel keeps the case until it is.',
})

const outOfArea: Responsibility = {
  basis: 'none',
  rule: 'R2',
  reason: 'The child neither normally lived nor died in England.',
}

const unassigned: Responsibility = {
  basis: 'unassigned',
  rule: 'R4',
  reason: 'Neither where the child lived nor where the child died is known yet: ask for either.',
}
