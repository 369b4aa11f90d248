import * as z from 'zod'

/**
 * The event patterns of an event source mapping. A pattern mirrors the record: each leaf lists what may stand there, and one
 * match is enough. An operator that is not known here is refused when the template is read.
 */
const Operator = z.union([
  z.strictObject({ prefix: z.string() }),
  z.strictObject({ suffix: z.string() }),
  z.strictObject({ exists: z.boolean() }),
  z.strictObject({
    'anything-but': z.union([
      z.string(),
      z.number(),
      z.array(z.union([z.string(), z.number()])),
      z.strictObject({ prefix: z.string() }),
    ]),
  }),
])
const Alternative = z.union([z.string(), z.number(), z.boolean(), z.null(), Operator])

type Alternative = z.infer<typeof Alternative>
export interface Pattern {
  readonly [field: string]: Pattern | readonly Alternative[]
}

const PatternSchema: z.ZodType<Pattern> = z.record(
  z.string().regex(/^[^$]/, 'an operator between fields'),
  z.union([z.array(Alternative).min(1), z.lazy(() => PatternSchema)]),
)

const PatternText = z.string().transform((text, context) => {
  const pattern = PatternSchema.safeParse(JSON.parse(text))
  if (pattern.success) return pattern.data
  context.addIssue({ code: 'custom', message: `an event pattern that it does not know: ${text}` })
  return z.NEVER
})

export const FilterCriteria = z
  .strictObject({ Filters: z.array(z.strictObject({ Pattern: PatternText })).default([]) })
  .transform(({ Filters }) => Filters.map(({ Pattern }) => Pattern))

/** Whether a record passes: one pattern suffices, and without patterns all do. */
export const passes = (patterns: readonly Pattern[], record: unknown): boolean =>
  patterns.length === 0 || patterns.some((pattern) => matches(pattern, record))

const matches = (pattern: Pattern, record: unknown): boolean =>
  Object.entries(pattern).every(([field, expected]) => {
    const value = fieldOf(record, field)
    return isLeaf(expected) ? expected.some((each) => allows(each, value)) : matches(expected, value)
  })

const isLeaf = (expected: Pattern | readonly Alternative[]): expected is readonly Alternative[] =>
  Array.isArray(expected)

const fieldOf = (record: unknown, field: string): unknown =>
  typeof record === 'object' && record !== null && Object.hasOwn(record, field)
    ? (record as Record<string, unknown>)[field]
    : undefined

function allows(alternative: Alternative, value: unknown): boolean {
  if (typeof alternative !== 'object' || alternative === null) return value === alternative
  if ('prefix' in alternative) return typeof value === 'string' && value.startsWith(alternative.prefix)
  if ('suffix' in alternative) return typeof value === 'string' && value.endsWith(alternative.suffix)
  if ('exists' in alternative) return (value !== undefined) === alternative.exists
  const excluded = alternative['anything-but']
  if (value === undefined) return false
  if (typeof excluded === 'object' && 'prefix' in excluded)
    return typeof value === 'string' && !value.startsWith(excluded.prefix)
  return ![excluded].flat().includes(value as string | number)
}
