import type { Reference } from '../../../schemas/reference.ts'
import type { ReleaseHead } from '../../../schemas/statistics/release-head.ts'
import type { Fate } from './fate.ts'

declare const minted: unique symbol
/** Text that this service or AWS made, and nobody typed. */
export type Minted = string & { readonly [minted]: true }

/** Only the name: a fault's message or cause may carry what somebody typed. */
export const errorName = (fault: unknown) => (fault instanceof Error ? fault.name : 'Unknown') as Minted

/** A route's pattern, never the address that was asked for. */
export const routePattern = (pattern: string) => pattern as Minted

/** The number that a queue gave a message. */
export const messageId = (id: string) => id as Minted

/**
 * All that may ever be logged besides the message: references, codes, counts and times that this service made itself.
 * There is no free field and no free text, so that no name, NHS number, postcode or text of a form can slip into a log.
 */
export interface LogFields {
  readonly reference?: Reference
  readonly messageId?: Minted
  readonly route?: Minted
  readonly errorName?: Minted
  readonly outcome?: Fate
  readonly reasonCode?: NonNullable<ReleaseHead['failure']>['reason']
  readonly status?: number
  readonly count?: number
}

/** The same at run time: whatever a type was talked into, nothing else is written. */
export const LOG_KEYS = [
  'reference',
  'messageId',
  'route',
  'errorName',
  'outcome',
  'reasonCode',
  'status',
  'count',
] as const satisfies readonly (keyof LogFields)[]

/** Fields and none besides: a spread of something larger does not compile either. */
type Exactly<F> = { readonly [K in keyof F]: K extends keyof LogFields ? unknown : never }

interface WithoutNames {
  readonly none?: never
}
/**
 * A text that stands in the code: one put together from values does not compile. Something without names has all names of a pattern,
 * which is none, but lacks the one name that a text is.
 */
type Constant<M extends string> = Pick<WithoutNames, 'none'> extends Readonly<Record<M, unknown>> ? never : M

type Write = <M extends string, F extends LogFields>(message: Constant<M>, fields?: F & Exactly<F>) => void

export interface Log {
  readonly info: Write
  readonly warn: Write
  readonly error: Write
}

/** What of some fields is written. */
export const allowed = (fields: LogFields): LogFields =>
  Object.fromEntries(LOG_KEYS.flatMap((key) => (fields[key] === undefined ? [] : [[key, fields[key]]])))
