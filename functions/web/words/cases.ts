import type { Instant } from '../../../domain/calendar/instant.ts'
import type { QueueEntry } from '../../../schemas/api.ts'
import type { Duty } from '../../../schemas/assessment.ts'
import { dayAndTime } from './times.ts'

/** What a manager should look at, said in a few words. */
export const flagWords = {
  'possible-duplicate': 'May be the same child as another case',
  'provisional-panel': 'Panel not settled: home address not known yet',
  'scope-pending': 'Not yet known whether the panel reviews this death',
  'out-of-scope': 'Later facts say that the panel does not review this death',
  'several-notifications': 'Notified more than once',
  'facts-changed': 'Facts have changed since it was routed',
  'transferred-in': 'Handed over to you: confirm that it has arrived',
  'facts-name-another-panel': 'The facts now name another panel',
  reopened: 'Taken up again',
  'facts-changed-since-review': 'Facts have changed since the review',
  'to-be-listed-again': 'Its meeting was cancelled: list it again',
  'forms-awaited': 'Forms are awaited',
} as const satisfies Record<QueueEntry['flags'][number], string>

/** A Joint Agency Response in a few words; nothing where none is needed. */
export const responseWords = {
  required: 'Joint Agency Response needed',
  'required-until-known': 'Joint Agency Response until more is known',
  'not-required': undefined,
} as const satisfies Record<Duty, string | undefined>

/** Who has a case in hand: the record knows a pseudonym, and no name. */
export const claimWords = ({ by, until }: NonNullable<QueueEntry['claim']>, subject: string, now: Instant): string =>
  `${by === subject ? 'You have it in hand' : 'A colleague has it in hand'} until ${dayAndTime(until, now)}`
