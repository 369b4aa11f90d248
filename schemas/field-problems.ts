import * as z from 'zod'
import { NOTHING_WRITTEN, PROBLEM_CODES, type FieldProblem, type ProblemCode } from './problem.ts'

type Issue = z.core.$ZodIssue
type Schema = z.core.$ZodTypes
type Path = readonly PropertyKey[]

/** What was read, or what has to be mended first. */
export type Reading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: FieldProblem[] }

/** Reads something from outside as the schema has it. */
export function readAs<T extends z.ZodType>(schema: T, raw: unknown): Reading<z.infer<T>> {
  const result = schema.safeParse(raw)
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, errors: fieldProblems(result.error, schema, raw) }
}

/**
 * One entry for each field that is wrong, in the order of the schema. Nothing that was sent comes back: not a value, and not a
 * name that the schema does not declare.
 */
export function fieldProblems(error: z.ZodError, schema: z.ZodType, raw: unknown): FieldProblem[] {
  const problems = new Map<string, FieldProblem>()
  for (const issue of error.issues.flatMap(withinUnion)) {
    const { pointer, missing, title } = locate(issue.path, schema, raw)
    const explained = missing ? explainMissing(issue, title) : explain(issue)
    if (!problems.has(pointer)) problems.set(pointer, { pointer, ...explained })
  }
  return [...problems.values()]
}

/** RFC 6901. */
export const toPointer = (path: Path) =>
  path.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** Follows a path as far as the schema declares its names; says whether the sender gave anything there. */
function locate(path: Path, schema: z.ZodType, raw: unknown) {
  const known: PropertyKey[] = []
  let here = schema as unknown as Schema
  let value = raw
  for (const segment of path) {
    const next = stepInto(here, segment)
    if (!next) break
    here = next
    known.push(segment)
    value = ownValue(value, segment)
  }
  return { pointer: toPointer(known), missing: value === undefined, title: titleOf(here) }
}

/** Its own, or that of what it makes optional. */
const titleOf = (schema: Schema): string | undefined =>
  z.globalRegistry.get(schema)?.title ??
  ('innerType' in schema._zod.def ? titleOf(schema._zod.def.innerType as Schema) : undefined)

/** What the schema calls the field at a pointer. */
export const titleAt = (pointer: string, schema: z.ZodType): string | undefined =>
  locate(pointer.split('/').slice(1), schema, undefined).title

const ownValue = (value: unknown, segment: PropertyKey): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, segment)
    ? (value as Record<PropertyKey, unknown>)[segment]
    : undefined

function stepInto(schema: Schema, segment: PropertyKey): Schema | undefined {
  const { def } = schema._zod
  if (def.type === 'object')
    return Object.hasOwn(def.shape, segment) ? (def.shape[segment as string] as Schema) : undefined
  if (def.type === 'array') return typeof segment === 'number' ? (def.element as Schema) : undefined
  if (def.type === 'union') return def.options.map((option) => stepInto(option as Schema, segment)).find(Boolean)
  if (def.type === 'pipe') return stepInto(def.in as Schema, segment)
  return 'innerType' in def ? stepInto(def.innerType as Schema, segment) : undefined
}

/** Of a union only the form that the sender chose: the one that fails inside rather than by being of another kind. */
function withinUnion(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const chosen = issue.errors.find((branch) => branch.length > 0 && !branch.some(isOfAnotherKind))
  return chosen
    ? chosen.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(withinUnion)
    : [issue]
}

const isOfAnotherKind = ({ code, path }: Issue) =>
  path.length === 0 && (code === 'invalid_type' || code === 'invalid_value')

type Explanation = Omit<FieldProblem, 'pointer'>

const explainMissing = (issue: Issue, title: string | undefined): Explanation => ({
  code: 'required',
  detail: ownWords(issue) ?? `Fill in ${title === undefined ? 'this field' : `"${title}"`}: it is required.`,
})

function explain(issue: Issue): Explanation {
  switch (issue.code) {
    case 'custom':
      return { code: codeOf(issue.params?.['code']), detail: ownWords(issue) ?? 'Correct this field.' }
    case 'invalid_type':
      return {
        code: 'wrong-type',
        detail: ownWords(issue) ?? `Give ${NAMES_OF_TYPES[issue.expected] ?? 'a value of the right type'}.`,
      }
    case 'invalid_value':
      return { code: 'not-a-choice', detail: `Answer with one of: ${issue.values.map(String).join(', ')}.` }
    case 'invalid_union':
      return {
        code: 'not-a-choice',
        detail: ownWords(issue) ?? 'Answer in one of the forms that the API description lists.',
      }
    case 'invalid_format':
      return { code: 'format', detail: ownWords(issue) ?? 'Write it in the form that the API description shows.' }
    case 'too_big':
      return tooBig(issue)
    case 'too_small':
      return tooSmall(issue)
    case 'not_multiple_of':
      return { code: 'out-of-range', detail: `Give a multiple of ${issue.divisor}.` }
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
      return { code: 'not-accepted', detail: 'Leave out what the API description does not list here.' }
  }
}

const NAMES_OF_TYPES: Partial<Record<string, string>> = {
  string: 'text, in quotation marks',
  number: 'a number, without quotation marks',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with the fields that the API description lists',
}

function tooBig({ origin, maximum }: z.core.$ZodIssueTooBig): Explanation {
  if (origin === 'string') return { code: 'too-long', detail: `Shorten it to at most ${String(maximum)} characters.` }
  if (origin === 'array') return { code: 'too-many', detail: `Give at most ${String(maximum)} entries.` }
  return { code: 'out-of-range', detail: `Give a value of at most ${String(maximum)}.` }
}

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): Explanation {
  if (origin === 'string')
    return minimum === 1
      ? { code: 'empty', detail: NOTHING_WRITTEN }
      : { code: 'too-short', detail: `Write at least ${String(minimum)} characters.` }
  if (origin === 'array') return { code: 'too-few', detail: `Give at least ${String(minimum)}, or leave the list out.` }
  return { code: 'out-of-range', detail: `Give a value of at least ${String(minimum)}.` }
}

const codeOf = (code: unknown): ProblemCode => PROBLEM_CODES.find((known) => known === code) ?? 'format'

/** Zod's own messages name patterns and types of programs; only ours are written for people. */
const ownWords = ({ message }: Issue) => (message.startsWith('Invalid') ? undefined : message)
