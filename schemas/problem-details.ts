import * as z from 'zod'
import { HistoryEntrySchema } from './history.ts'
import { REFUSAL_REASONS, REVIEW_REFUSALS } from './panel-work/codes.ts'
import { CaseNowSchema } from './panel-work/case-now.ts'
import { MEETING_REFUSALS } from './panel-work/meeting-codes.ts'
import { ObstacleSchema } from './panel-work/review.ts'
import { OUT_OF_SCOPE_REASONS, PROBLEM_CODES, PROBLEMS, TYPE_PREFIX } from './problem.ts'

/** The shape of a problem, for the description and the tests; functions know it by type only. */

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
      .enum([...new Set([...OUT_OF_SCOPE_REASONS, ...REFUSAL_REASONS, ...REVIEW_REFUSALS, ...MEETING_REFUSALS])])
      .optional()
      .meta({
        description: 'Why the death is out of scope, or why the case or the meeting does not allow what was asked.',
      }),
    errors: z
      .array(FieldProblemSchema)
      .optional()
      .meta({ description: 'One entry for each field that needs mending.' }),
    caseNow: CaseNowSchema.optional().meta({ description: 'Where the case stands, and what you may do now.' }),
    obstacles: z
      .array(ObstacleSchema)
      .optional()
      .meta({ description: 'All that stands in the way of concluding the review.' }),
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
