import { clockRules } from '../../domain/clocks/rules.ts'
import type { Instant } from '../../domain/calendar/instant.ts'
import type { Notice } from '../../domain/case/notice.ts'
import type { QueueEntry as QueueLine } from '../../domain/case/queue-entry.ts'
import { liveClaim } from '../../domain/panel-work/panel-work.ts'
import type { Notices, QueueEntry } from '../../schemas/api.ts'
import { showReference, type Reference } from '../../schemas/reference.ts'
import { panelName } from '../shared/views/panel-name.ts'

/** A line of the queue as the panel sees it, with its next clock in words and whether that is overdue now. */
export const queueEntryView = (
  { reference, nextClock, holds, claim, flags, ...line }: QueueLine,
  now: Instant,
): QueueEntry => ({
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
  holds: [...holds],
  claim: liveClaim({ claim }, now) ?? null,
  flags: [...flags],
  receivedAt: line.receivedAt,
})

export const noticeView = (told: Notice & { readonly reference: Reference }): Notices['notices'][number] => ({
  reference: showReference(told.reference),
  what: told.what,
  reviewedBy: panelName(told.reviewedBy),
  at: told.at,
  ...(told.note !== undefined && { note: told.note }),
  ...(told.acceptedAt !== undefined && { acceptedAt: told.acceptedAt }),
})
