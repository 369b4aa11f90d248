import type { Case } from '../../domain/case/case.ts'
import type { DueAlert } from '../../domain/case/clock-events.ts'
import { numbered } from '../../domain/case/decide.ts'
import type { Actor } from '../../domain/case/events.ts'
import { UNASSIGNED } from '../../domain/case/outlook.ts'
import { clockRules } from '../../domain/clocks/rules.ts'
import type { Alert } from '../../schemas/alert.ts'
import { showReference, type Reference } from '../../schemas/reference.ts'
import type { AlertSender } from '../shared/ports/alert-sender.ts'
import type { Meter } from '../shared/runtime/log.ts'
import { writeToCase, type CaseWriter } from '../shared/write-to-case.ts'

export interface AlertDeps extends CaseWriter {
  readonly alerts: AlertSender
  readonly meter: Meter
}

const ALERT: Actor = { kind: 'step', step: 'alert' }

/**
 * Tells those who can act that a deadline was missed, or is escalated, and records that they were told. In this order: a crash in
 * between sends the alert again, under the same id, and never leaves it out. What is recorded as sent is not sent again.
 * @param sequence number of the event that asks for the alert
 */
export async function alert(reference: Reference, sequence: number, deps: AlertDeps): Promise<void> {
  let isSent = false
  const written = await writeToCase(reference, deps, async (known, at) => {
    const due = known.alertsDue.find(({ event }) => event.sequence === sequence)
    if (!due) return undefined
    // Only once, however often the record of it has to be tried.
    if (!isSent) await deps.alerts.send(alertOf(due, known))
    isSent = true
    return { events: numbered(known, [{ type: 'AlertSent', happened: { of: sequence } }], at, ALERT) }
  })
  if (written) deps.meter.count('AlertsSent')
}

const alertOf = ({ event, rule, dueAt, level, to }: DueAlert, { reference, routing }: Case): Alert => ({
  id: `${reference}.${event.sequence}`,
  level,
  to,
  panel: routing?.panel ?? UNASSIGNED,
  reference: showReference(reference),
  rule,
  name: clockRules.find(({ id }) => id === rule)?.name ?? rule,
  dueAt,
  link: `/api/v1/cases/${showReference(reference)}`,
})
