import * as z from 'zod'
import type { Role } from './access.ts'
import type { Example } from './notification/examples.ts'
import { IdempotencyKeySchema } from './parameters.ts'
import type { ProblemKind } from './problem.ts'
import { ReferenceSchema } from './reference.ts'

export interface OperationAnswer {
  readonly description: string
  readonly schema: z.ZodType
  /** @default application/json */
  readonly mediaType?: 'application/json' | 'application/pdf'
  /** An example of the same as `text/csv`, where that can be asked for. */
  readonly csv?: string
  /** It can also be had as a spreadsheet, or, with nothing else, only as one. */
  readonly spreadsheet?: 'also' | 'only'
}

/** One operation of the API: the document, the routes and the tests of access all read it here. */
export interface Operation {
  readonly id: string
  readonly method: 'get' | 'post'
  readonly path: string
  readonly summary: string
  readonly description?: string
  /** Who may call it at all; empty for anyone, signed in or not. */
  readonly roles: readonly Role[]
  readonly parameters?: Readonly<Partial<Record<'path' | 'query' | 'header', z.ZodObject>>>
  readonly request?: { readonly schema: z.ZodType; readonly examples: Readonly<Record<string, Example<unknown>>> }
  readonly answers: Readonly<Partial<Record<200 | 201, OperationAnswer>>>
  /** What it may refuse besides the failures that any operation may have. */
  readonly problems: readonly ProblemKind[]
}

export const reference = z.object({
  reference: ReferenceSchema.meta({
    description: 'As shown, or without hyphens, in any case.',
    examples: ['K3M9-QFX7-2D4H-W8TN'],
  }),
})
export const idempotencyKey = z.object({ 'Idempotency-Key': IdempotencyKeySchema })

export const problemsOfWriting = [
  'malformed-json',
  'idempotency-key-needed',
  'forbidden',
  'too-large',
  'unsupported-media-type',
  'validation',
  'idempotency-key-reused',
] as const satisfies readonly ProblemKind[]
export const problemsOfPanels = [
  'invalid-parameters',
  'forbidden',
  'not-found',
] as const satisfies readonly ProblemKind[]
export const problemsOfCases = ['forbidden', 'not-found'] as const satisfies readonly ProblemKind[]
