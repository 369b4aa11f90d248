import type { Role } from '../../../schemas/access.ts'

/** What a person is called on their pages. */
export const roleWords = {
  notifier: 'Notifier',
  'designated-doctor': 'Designated doctor',
  'cdop-manager': 'Panel manager',
  'panel-member': 'Panel member',
  chair: 'Panel chair',
  analyst: 'Analyst',
  'statistics-lead': 'Statistics lead',
  scrutineer: 'Scrutineer',
  operator: 'Operator',
} as const satisfies Record<Role, string>
