import type { Amendment, Notification } from '../../schemas/notification/notification.ts'

type Fields = Readonly<Record<string, unknown>>

const GROUPS = [
  'referrer',
  'child',
  'death',
  'answers',
  'certification',
  'family',
  'agencies',
  'otherProcesses',
] as const

/** A notification with what its amendment gives put in its place, group by group; what the amendment leaves out stays. */
export function applyAmendment(notification: Notification, amendment: Amendment): Notification {
  const amended: Record<string, unknown> = { ...notification }
  for (const group of GROUPS) amended[group] = replaced(notification[group], amendment[group])
  return amended as Notification
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function replaced(before: unknown, given: unknown): unknown {
  if (given === undefined) return before
  return isFields(before) && isFields(given) ? { ...before, ...given } : given
}
