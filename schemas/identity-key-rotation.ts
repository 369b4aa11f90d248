import * as z from 'zod'

const KeyNumberSchema = z.int().min(1)

/** Numbers of the keys of identity hashes that functions have: the first leads, the others follow. */
export const KeyNumbersSchema = z.tuple([KeyNumberSchema], KeyNumberSchema).readonly()
export type KeyNumbers = z.infer<typeof KeyNumbersSchema>

/** What an operator asks of the function that rotates the identity key (docs/identity-key.md). */
export const RotationRequestSchema = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('status') }),
  /** Said before functions get these keys: refused where a child could be missed. */
  z.strictObject({ step: z.literal('prepare'), keys: KeyNumbersSchema, nobodyWrites: z.boolean().default(false) }),
  /** Counts the rows under each key. */
  z.strictObject({ step: z.literal('count') }),
  /** Writes every row of the leading key under those that follow. */
  z.strictObject({ step: z.literal('rehash') }),
  /** Removes the rows of keys that no function has any more. */
  z.strictObject({ step: z.literal('retire') }),
])
export type RotationRequest = z.input<typeof RotationRequestSchema>

/** How many of what a step has found so far. Never which. */
export const RotationCountsSchema = z.record(z.string(), z.int().min(0))
export type RotationCounts = z.infer<typeof RotationCountsSchema>

export const RotationStandingSchema = z.strictObject({
  /** What the function that answers has. */
  has: KeyNumbersSchema,
  /** What functions are to have, by the last deployment that was let through. */
  awaited: KeyNumbersSchema,
  /** Keys under which every identity stands. */
  complete: z.array(KeyNumberSchema).readonly(),
})
export type RotationStanding = z.infer<typeof RotationStandingSchema>

export const RotationAnswerSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('done'), standing: RotationStandingSchema, counts: RotationCountsSchema }),
  /** There is more to do: ask again. */
  z.strictObject({ outcome: z.literal('going-on'), standing: RotationStandingSchema, counts: RotationCountsSchema }),
  /** What was begun under the keys of before may still be written: ask again after so many seconds. */
  z.strictObject({ outcome: z.literal('settling'), seconds: z.int().min(1) }),
  z.strictObject({ outcome: z.literal('refused'), because: z.string() }),
])
export type RotationAnswer = z.infer<typeof RotationAnswerSchema>
