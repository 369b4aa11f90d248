import fc from 'fast-check'

/** A JSON Schema as the API description has it, as far as values are made from it. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly examples?: readonly unknown[]
}

/** Named schemas, by what they are referred to as: `#/components/schemas/Child`. */
export type Named = (ref: string) => Schema

/** Values of a schema: most of them valid, all of them plausible. Rules between fields are not in a schema. */
export function valuesOf(schema: Schema, named: Named): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return valuesOf(named(schema.$ref), named)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const forms = schema.anyOf ?? schema.oneOf
  if (forms) return fc.oneof(...forms.map((form) => valuesOf(form, named)))
  if (schema.allOf) return fc.tuple(...schema.allOf.map((part) => valuesOf(part, named))).map(merged)
  const { examples = [] } = schema
  const made = ofType(schema, named)
  return examples.length > 0 ? fc.oneof({ arbitrary: fc.constantFrom(...examples), weight: 3 }, made) : made
}

const merged = (parts: readonly unknown[]): unknown => Object.assign({}, ...parts)

function ofType(schema: Schema, named: Named): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'object':
      return objects(schema, named)
    case 'array': {
      const { items = {}, minItems = 0, maxItems = 3 } = schema
      const maxLength = Math.max(minItems, Math.min(maxItems, 3))
      return fc.array(valuesOf(items, named), { minLength: minItems, maxLength })
    }
    case 'string':
      return texts(schema)
    case 'integer':
    case 'number': {
      const { minimum: min = -5, maximum: max = min + 1000 } = schema
      return fc.integer({ min: Math.ceil(min), max: Math.min(Math.floor(max), min + 100_000) })
    }
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case undefined:
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

/** What is not required is left out half of the time. */
function objects({ properties = {}, required = [] }: Schema, named: Named): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, valuesOf(field, named)]))
  return fc.record(fields, { requiredKeys: required.filter((name) => name in fields), noNullPrototype: true })
}

function texts({ pattern, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  const plain = fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)) })
  if (pattern === undefined) return plain
  try {
    return fc.stringMatching(new RegExp(pattern))
  } catch {
    // A pattern with assertions, of which no texts can be made.
    return plain
  }
}
