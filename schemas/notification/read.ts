import type * as z from 'zod'
import { readAs, type Reading } from '../field-problems.ts'
import type { FieldProblem } from '../problem.ts'
import { nhsNumberProblems, notificationProblems, type WallClock } from './consistency.ts'
import { AmendmentSchema, NotificationSchema, type Amendment, type Notification } from './notification.ts'
import { isTooDeep, MAX_DEPTH, unrecognisedIn, type Unrecognised } from './unrecognised.ts'

/** A document as the form has it, and what it held beyond the form. */
export interface Read<T> {
  readonly document: T
  readonly unrecognised: Unrecognised
}

/** Reads a notification: every problem of shape and between fields is reported at once. */
export function readNotification(raw: unknown, now: WallClock): Reading<Read<Notification>> {
  const reading = readAs(NotificationSchema, raw)
  const groups = reading.ok ? reading.value : { ...withoutContact(raw), ...readableGroups(raw) }
  return read(raw, reading, [...nhsNumberProblems(groups.child), ...notificationProblems(groups, now)])
}

/** Reads an amendment. Rules between fields are the amended whole's: see `notificationProblems`. */
export function readAmendment(raw: unknown): Reading<Read<Amendment>> {
  const reading = readAs(AmendmentSchema, raw)
  return read(
    raw,
    reading,
    reading.ok ? nhsNumberProblems(reading.value.child as Notification['child'] | undefined) : [],
  )
}

function read<T>(raw: unknown, reading: Reading<T>, between: FieldProblem[]): Reading<Read<T>> {
  if (isTooDeep(raw)) return { ok: false, errors: [TOO_DEEP] }
  const errors = [...(reading.ok ? [] : reading.errors), ...between]
  if (!reading.ok || errors.length > 0) return { ok: false, errors }
  return { ok: true, value: { document: reading.value, unrecognised: unrecognisedIn(raw, reading.value) } }
}

const TOO_DEEP: FieldProblem = { pointer: '', code: 'too-deep', detail: `Nest at most ${MAX_DEPTH} levels deep.` }

/** A referrer without any contact is told so even where their name cannot be read; a contact that is wrong is told as just that. */
function withoutContact(raw: unknown): Partial<Notification> {
  const { referrer } = Object(raw) as { referrer?: unknown }
  if (typeof referrer !== 'object' || referrer === null || Array.isArray(referrer)) return {}
  const isGiven = ['email', 'phone'].some((name) => Reflect.get(referrer, name) !== undefined)
  return isGiven ? {} : { referrer: {} as Notification['referrer'] }
}

/** The groups that can be read although others cannot, so that one answer names everything there is to mend. */
function readableGroups(raw: unknown): Partial<Notification> {
  if (typeof raw !== 'object' || raw === null) return {}
  const readable = Object.entries<z.ZodType>(NotificationSchema.shape).flatMap(([group, schema]) => {
    const reading = schema.safeParse((raw as Record<string, unknown>)[group])
    return reading.success ? [[group, reading.data]] : []
  })
  return Object.fromEntries(readable) as Partial<Notification>
}
