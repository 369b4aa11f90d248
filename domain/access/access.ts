import type { Role } from '../../schemas/access.ts'

/** Who asks: the pseudonymous subject of a token, its roles and its area (`panel/<code>` or `region/<ONS code>`). */
export interface Person {
  readonly subject: string
  readonly roles: readonly Role[]
  readonly area?: string
}

/** Whose things a role may touch: its own notifications, those of the panel that its token is good for, or what is everybody's. */
type Reach = 'own' | 'own-panel' | 'everywhere'

interface Permission {
  readonly roles: readonly Role[]
  readonly reach: Reach
}

/** Every act on the service, who may do it and how far their reach goes. Code and tests read the same table. */
export const permissions = {
  'notify-death': { roles: ['notifier', 'designated-doctor'], reach: 'own' },
  'amend-notification': { roles: ['notifier', 'designated-doctor'], reach: 'own' },
  'decide-as-designated-doctor': { roles: ['designated-doctor'], reach: 'own-panel' },
  'read-own-notifications': { roles: ['notifier', 'designated-doctor'], reach: 'own' },
  'read-queue': { roles: ['cdop-manager', 'designated-doctor', 'chair'], reach: 'own-panel' },
  'read-notices': { roles: ['cdop-manager', 'designated-doctor'], reach: 'own-panel' },
  'read-case': { roles: ['cdop-manager', 'designated-doctor'], reach: 'own-panel' },
  // The case without identities and the form on it: at which stages, and not in conflict, see `domain/access/sight.ts`.
  'read-anonymised-case': { roles: ['panel-member', 'chair', 'cdop-manager', 'designated-doctor'], reach: 'own-panel' },
  'print-pack': { roles: ['panel-member', 'chair', 'cdop-manager', 'designated-doctor'], reach: 'own-panel' },
  'print-outcome-letter': { roles: ['cdop-manager', 'designated-doctor', 'chair'], reach: 'own-panel' },
  'record-clock': { roles: ['cdop-manager', 'designated-doctor'], reach: 'own-panel' },
  'read-compliance': { roles: ['cdop-manager', 'designated-doctor', 'chair', 'scrutineer'], reach: 'own-panel' },
  'read-history': { roles: ['cdop-manager', 'designated-doctor', 'scrutineer'], reach: 'own-panel' },
  'run-meetings': { roles: ['cdop-manager'], reach: 'own-panel' },
  'read-meetings': { roles: ['cdop-manager', 'designated-doctor', 'chair', 'panel-member'], reach: 'own-panel' },
  // What is published is safe for anyone to read, and regions compare: no area limits it (docs/adr/0016).
  'read-statistics': {
    roles: ['analyst', 'statistics-lead', 'cdop-manager', 'chair', 'scrutineer'],
    reach: 'everywhere',
  },
  'read-panel-report': { roles: ['cdop-manager', 'chair', 'statistics-lead', 'scrutineer'], reach: 'own-panel' },
  'preview-statistics': { roles: ['cdop-manager'], reach: 'own-panel' },
  'lead-statistics': { roles: ['statistics-lead'], reach: 'everywhere' },
  // Which of them does what at which stage is in the table of the panel's work.
  'work-case': { roles: ['cdop-manager', 'designated-doctor', 'chair', 'panel-member'], reach: 'own-panel' },
  'read-analysis': { roles: ['cdop-manager', 'designated-doctor', 'panel-member', 'chair'], reach: 'own-panel' },
  // Who writes which section at which stage is in the table of the form (domain/review/editing.ts).
  'write-analysis': { roles: ['designated-doctor', 'panel-member', 'chair'], reach: 'own-panel' },
  'act-on-recommendation': { roles: ['cdop-manager', 'chair'], reach: 'own-panel' },
  'read-recommendations': {
    roles: ['cdop-manager', 'chair', 'designated-doctor', 'panel-member'],
    reach: 'own-panel',
  },
} as const satisfies Record<string, Permission>
export type Act = keyof typeof permissions

export const mayEver = (person: Person, act: Act): boolean =>
  permissions[act].roles.some((role: Role) => person.roles.includes(role))

/** Whether the act may touch something of this panel. A panel not yet known is nobody's. */
export const reachesPanel = (person: Person, act: Act, panel: string | undefined): boolean =>
  mayEver(person, act) && panel !== undefined && person.area === `panel/${panel}`

/** The panel that a person's token is good for. */
export const panelOf = ({ area }: Person): string | undefined =>
  area?.startsWith('panel/') ? area.slice('panel/'.length) : undefined
