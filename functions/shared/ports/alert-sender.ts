import type { Alert } from '../../../schemas/alert.ts'

export interface AlertSender {
  /** Hands an alert over to whoever subscribed to it; throws when it could not. */
  send(alert: Alert): Promise<void>
}
