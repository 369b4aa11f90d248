import * as z from 'zod'
import { HistoryEntrySchema } from './history.ts'
import { REFUSAL_REASONS } from './panel-work/codes.ts'
import { StandingSchema } from './panel-work/standing.ts'

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

/** One entry of a problem: which field, what is wrong, and how to mend it. The value never appears. */
export const FieldProblemSchema = z
  .object({
    pointer: z.string().meta({
      description: 'JSON pointer (RFC 6901) into the body; for a request without one, to the parameter.',
      examples: ['/death/dateOfDeath'],
    }),
    code: z.enum(PROBLEM_CODES),
    detail: z.string().meta({ description: 'How to mend it.' }),
  })
  .meta({ title: 'Problem of one field' })
export type FieldProblem = z.infer<typeof FieldProblemSchema>

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
  forbidden: { status: 403, title: 'Your role may not do this' },
  'not-found': { status: 404, title: 'There is nothing here that you may see' },
  'method-not-allowed': { status: 405, title: 'This address does not offer that method' },
  'not-possible-now': { status: 409, title: 'The case does not allow this as it stands' },
  conflict: { status: 409, title: 'Somebody else changed this meanwhile' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'Send JSON' },
  validation: { status: 422, title: 'Some answers need mending' },
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key belongs to another request' },
  'out-of-scope': { status: 422, title: 'This death is not reviewed by a child death overview panel' },
  'server-fault': { status: 500, title: 'The service failed' },
  unavailable: { status: 503, title: 'The service cannot answer just now' },
} as const satisfies Record<string, { status: number; title: string }>
export type ProblemKind = keyof typeof PROBLEMS
type FaultKind = 'server-fault' | 'unavailable'

const TYPE_PREFIX = '/problems/'
const typesOf = (kinds: readonly string[]) => kinds.map((kind) => TYPE_PREFIX + kind) as [string, ...string[]]

/** Problem details for HTTP (RFC 9457), `application/problem+json`. */
export const ProblemSchema = z
  .object({
    type: z.enum(typesOf(Object.keys(PROBLEMS))).meta({ description: 'Names the kind of problem.' }),
    title: z.string().meta({ description: 'The kind of problem in words; the same for every problem of the kind.' }),
    status: z.int().meta({ description: 'The HTTP status.' }),
    detail: z.string().optional().meta({ description: 'What to do about this one.' }),
    reference: z.string().optional().meta({
      description: 'Names this failure in the service logs; quote it when you ask for help.',
    }),
    reasonCode: z
      .enum([...OUT_OF_SCOPE_REASONS, ...REFUSAL_REASONS])
      .optional()
      .meta({ description: 'Why the death is out of scope, or why the case does not allow what was asked.' }),
    errors: z
      .array(FieldProblemSchema)
      .optional()
      .meta({ description: 'One entry for each field that needs mending.' }),
    standing: StandingSchema.optional().meta({ description: 'Where the case stands, and what you may do now.' }),
    since: z
      .array(HistoryEntrySchema)
      .optional()
      .meta({ description: 'What others did to the case since the version that your request was based on.' }),
  })
  .meta({
    title: 'Problem',
    description: 'What went wrong and how to mend it (RFC 9457). Never repeats what was sent.',
  })
export type Problem = z.infer<typeof ProblemSchema>

type Particulars = Partial<Omit<Problem, 'type' | 'title' | 'status'>>

/** A problem of a kind. A failure of the service carries a reference and nothing else. */
export function problem(kind: FaultKind, particulars: { reference: string }): Problem
export function problem(kind: Exclude<ProblemKind, FaultKind>, particulars?: Particulars): Problem
export function problem(kind: ProblemKind, particulars: Particulars = {}): Problem {
  return { type: TYPE_PREFIX + kind, ...PROBLEMS[kind], ...particulars }
}
