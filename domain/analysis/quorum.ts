import type { Discipline } from '../../schemas/analysis/panel.ts'

/** Somebody who sits on a panel: the pseudonymous subject of their token, and what they sit there for. */
export interface PanelMember {
  readonly subject: string
  readonly discipline: Discipline
}

/** Parts of the system from which a panel needs somebody. */
export type Sector = 'health' | 'local-authority' | 'police' | 'lay' | 'other'

/** Lead professionals of each sector (membership from memory, verify). Public health is the local authority's in England. */
const sectors = {
  'designated-doctor': 'health',
  'safeguarding-health': 'health',
  'primary-care': 'health',
  'nursing-midwifery': 'health',
  'public-health': 'local-authority',
  'childrens-social-care': 'local-authority',
  education: 'local-authority',
  police: 'police',
  lay: 'lay',
  'independent-chair': 'other',
  other: 'other',
} as const satisfies Record<Discipline, Sector>

/** What a panel settled for a decision to count. */
export interface Quorum {
  readonly sectors: readonly Sector[]
  readonly members: number
}

/** Lead professionals of health and of the local authority (from memory, verify). A panel may ask for more. */
export const DEFAULT_QUORUM: Quorum = { sectors: ['health', 'local-authority'], members: 2 }

const NAMES: Readonly<Record<Sector, string>> = {
  health: 'a lead professional from health',
  'local-authority': 'a lead professional from the local authority',
  police: 'the police',
  lay: 'a lay representative',
  other: 'another member',
}

/** What is missing for a quorum among these members, in words; nothing when there is one. */
export function missingForQuorum(members: readonly PanelMember[], quorum: Quorum): string[] {
  const present = new Set(members.map(({ discipline }) => sectors[discipline]))
  const people = new Set(members.map(({ subject }) => subject)).size
  return [
    ...quorum.sectors.filter((sector) => !present.has(sector)).map((sector) => NAMES[sector]),
    ...(people < quorum.members ? [`${quorum.members} members, of whom there are ${people}`] : []),
  ]
}
