import type { Problem } from './problem-details.ts'

export type { FieldProblem, Problem } from './problem-details.ts'

/** What can be wrong with a field. Codes are stable: programs may rely on them, the sentences may improve. */
export const PROBLEM_CODES = [
  'required',
  'empty',
  'wrong-type',
  'not-a-choice',
  'format',
  'control-characters',
  'too-short',
  'too-long',
  'too-few',
  'too-many',
  'too-deep',
  'out-of-range',
  'check-digit',
  'repeated-digits',
  'contradiction',
  'in-the-future',
  'before-birth',
  'wrong-order',
  'not-accepted',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

export const NOTHING_WRITTEN =
  'Write something, or leave the field out while nothing is known: an empty text is no answer.'

/** Why a death is not reviewed here (R2). */
export const OUT_OF_SCOPE_REASONS = [
  'STILLBIRTH',
  'LATE_FETAL_LOSS',
  'TERMINATION',
  'AGE_18_OR_OVER',
  'NOT_RESIDENT_NOT_DIED_HERE',
] as const
export type OutOfScopeReason = (typeof OUT_OF_SCOPE_REASONS)[number]

/** Every kind of problem that the service answers with, and its status. */
export const PROBLEMS = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'invalid-parameters': { status: 400, title: 'Some parameters need mending' },
  'idempotency-key-needed': { status: 400, title: 'An Idempotency-Key of 1 to 255 visible ASCII characters is needed' },
  unauthorised: { status: 401, title: 'Sign in first' },
  'link-not-accepted': {
    status: 403,
    title: 'This does not open a form: ask the panel that sent you the link for a new one',
  },
  forbidden: { status: 403, title: 'Your role may not do this' },
  'not-found': { status: 404, title: 'There is nothing here that you may see' },
  'method-not-allowed': { status: 405, title: 'This address does not offer that method' },
  'not-possible-now': { status: 409, title: 'This is not possible as things stand' },
  conflict: { status: 409, title: 'Somebody else changed this meanwhile' },
  'release-not-ready': { status: 409, title: 'The release does not allow this as it stands' },
  withdrawn: { status: 410, title: 'This release was withdrawn' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'Send JSON' },
  validation: { status: 422, title: 'Some answers need mending' },
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key belongs to another request' },
  'print-too-large': { status: 422, title: 'The document is too large to send' },
  'out-of-scope': { status: 422, title: 'This death is not reviewed by a child death overview panel' },
  'server-fault': { status: 500, title: 'The service failed' },
  unavailable: { status: 503, title: 'The service cannot answer just now' },
} as const satisfies Record<string, { status: number; title: string }>
export type ProblemKind = keyof typeof PROBLEMS
type FaultKind = 'server-fault' | 'unavailable'

export const TYPE_PREFIX = '/problems/'
type Particulars = Partial<Omit<Problem, 'type' | 'title' | 'status'>>

/** A problem of a kind. A failure of the service carries a reference and nothing else. */
export function problem(kind: FaultKind, particulars: { reference: string }): Problem
export function problem(kind: Exclude<ProblemKind, FaultKind>, particulars?: Particulars): Problem
export function problem(kind: ProblemKind, particulars: Particulars = {}): Problem {
  return { type: TYPE_PREFIX + kind, ...PROBLEMS[kind], ...particulars }
}
