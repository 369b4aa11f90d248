import { clockRules } from '../../domain/clocks/rules.ts'
import type { Instant } from '../../domain/calendar/instant.ts'
import type { QueueEntry as QueueLine } from '../../domain/case/queue-entry.ts'
import type { QueueEntry } from '../../schemas/api.ts'
import { showReference } from '../../schemas/reference.ts'

/** A line of the queue as the panel sees it, with its next clock in words and whether that is overdue now. */
export const queueEntryView = ({ reference, nextClock, flags, ...line }: QueueLine, now: Instant): QueueEntry => ({
  reference: showReference(reference),
  stage: line.stage,
  nextClock: nextClock
    ? {
        rule: nextClock.rule,
        name: clockRules.find(({ id }) => id === nextClock.rule)?.name ?? nextClock.rule,
        dueAt: nextClock.dueAt,
        overdue: now > nextClock.dueAt,
      }
    : null,
  expectedness: line.expectedness,
  jointAgencyResponse: line.jointAgencyResponse,
  ageBand: line.ageBand,
  flags: [...flags],
  receivedAt: line.receivedAt,
})
