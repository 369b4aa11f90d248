import type { Danger, TemplateResource } from './gate.ts'

const TABLES: ReadonlySet<string> = new Set(['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'])

/**
 * What a change of a table's indexes would come to. DynamoDB makes or removes one index in an update and changes none, and CloudFormation
 * learns that only on its way. One that goes is no loss of data, but what acts is deployed after what holds: whoever still asks it would fail
 * until then.
 */
export function indexDangersIn(
  was: TemplateResource,
  now: TemplateResource,
): (Pick<Danger, 'kind' | 'what'> & { readonly part: string })[] {
  if (!TABLES.has(was.Type) || was.Type !== now.Type) return []
  const [before, after] = [indexesOf(was), indexesOf(now)]
  const added = [...after.keys()].filter((name) => !before.has(name))
  const removed = [...before.keys()].filter((name) => !after.has(name))
  const changed = [...before].filter(([name, shape]) => after.has(name) && after.get(name) !== shape)
  const steps = [...added.map((name) => `+${name}`), ...removed.map((name) => `-${name}`)]
  return [
    ...removed.map((name) => ({
      kind: 'removed' as const,
      part: name,
      what: 'Its index goes: first deploy functions that no longer ask it, and take away their grants.',
    })),
    ...changed.map(([name]) => ({
      kind: 'impossible' as const,
      part: name,
      what: 'Its index would have other keys or attributes, which DynamoDB does not change: give the new one a name of its own.',
    })),
    ...(steps.length > 1 ? [{ kind: 'impossible' as const, part: 'indexes', what: inSteps(steps) }] : []),
  ]
}

const inSteps = (steps: readonly string[]) =>
  `Its indexes change ${steps.length} at once (${steps.join(' ')}), and DynamoDB does one in an update: deploy them one by one, those that are added first, then the functions that ask them, last those that go.`

/** By name, each with what DynamoDB never changes of it. */
function indexesOf({ Properties }: TemplateResource): ReadonlyMap<string, string> {
  const indexes = (Properties?.['GlobalSecondaryIndexes'] ?? []) as readonly Readonly<Record<string, unknown>>[]
  return new Map(
    indexes.map(({ IndexName, KeySchema, Projection }) => [String(IndexName), shapeOf(KeySchema, Projection)]),
  )
}

/** Attributes that are projected are a set: their order says nothing. */
const shapeOf = (keys: unknown, projection: unknown) =>
  JSON.stringify([keys, projection], (name, value: unknown) =>
    name === 'NonKeyAttributes' && Array.isArray(value) ? [...(value as string[])].sort() : value,
  )
