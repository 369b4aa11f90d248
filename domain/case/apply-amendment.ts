import type { Amendment, Notification } from '../../schemas/notification/notification.ts'

type Fields = Readonly<Record<string, unknown>>

/** A notification with what its amendment gives put in its place, group by group; what the amendment leaves out stays. */
export function applyAmendment(notification: Notification, amendment: Amendment): Notification {
  const { designatedDoctorDecision: _decision, basedOn: _seen, ...groups } = amendment
  const amended: Record<string, unknown> = { ...notification }
  for (const [group, given] of Object.entries(groups)) amended[group] = replaced(amended[group], given)
  return amended as Notification
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function replaced(before: unknown, given: unknown): unknown {
  if (given === undefined) return before
  return isFields(before) && isFields(given) ? { ...before, ...given } : given
}
