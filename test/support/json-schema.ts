import * as z from 'zod'

/** A JSON Schema as far as the tests walk it. */
export interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly maxLength?: number
  readonly maxItems?: number
  readonly enum?: readonly string[]
  readonly const?: unknown
  readonly title?: string
  readonly description?: string
  readonly examples?: readonly unknown[]
}

export const inputSchemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' }) as JsonSchema

const alternatives = (schema: JsonSchema): readonly JsonSchema[] => [
  schema,
  ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(alternatives),
]

/** Every field that a schema declares, with the path to it; `0` stands for the items of a list. */
export function fieldsOf(schema: JsonSchema, path: readonly (string | number)[] = []): Field[] {
  return alternatives(schema).flatMap(({ properties = {}, items }) => [
    ...Object.entries(properties).flatMap(([name, field]) => [
      { path: [...path, name], schema: field, kinds: alternatives(field) },
      ...fieldsOf(field, [...path, name]),
    ]),
    ...(items
      ? [{ path: [...path, 0], schema: items, kinds: alternatives(items) }, ...fieldsOf(items, [...path, 0])]
      : []),
  ])
}

export interface Field {
  readonly path: readonly (string | number)[]
  readonly schema: JsonSchema
  /** The field's schema and, where it is a union, each form of it. */
  readonly kinds: readonly JsonSchema[]
}
