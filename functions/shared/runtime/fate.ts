/**
 * Every failure has a fate: *refuse* (tell the person what to mend), *park* (a dead-letter queue keeps it and an alarm
 * rings) or *retry*. Refusals are returned, not thrown; what is thrown is a fault.
 */
export type Fate = 'retry' | 'park'

/** Passes by itself: throttled, in conflict, unreachable. */
export class TemporaryFaultError extends Error {
  override readonly name = 'TemporaryFaultError'
}

const TEMPORARY =
  /Throttl|ProvisionedThroughput|RequestLimit|TimeoutError|Transaction(Conflict|InProgress)|ServiceUnavailable|InternalServerError/
/** As Node names what became of a connection. */
const UNREACHABLE = /^(ECONN|ETIMEDOUT|EPIPE|EAI_AGAIN|ENOTFOUND)/

/** Whether it is worth asking again in a while. */
export const isTemporary = (fault: unknown) =>
  fault instanceof TemporaryFaultError ||
  (fault instanceof Error && (TEMPORARY.test(fault.name) || ('code' in fault && UNREACHABLE.test(String(fault.code)))))

/** Will never succeed as it stands: a message that is no event, an event of a case that does not exist. */
export class UnusableMessageError extends Error {
  override readonly name = 'UnusableMessageError'
}

/** Unknown faults are retried: the queue's own limit parks them, so that a bug loses nothing. */
export const fateOf = (fault: unknown): Fate => (fault instanceof UnusableMessageError ? 'park' : 'retry')
