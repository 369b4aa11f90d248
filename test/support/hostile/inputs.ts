import fc from 'fast-check'
import type { Person } from '../../../domain/access/access.ts'
import description from '../../../schemas/generated/openapi.json' with { type: 'json' }
import { ROLES, type Role } from '../../../schemas/access.ts'
import type { Call } from '../http.ts'
import { valuesOf, type Named, type Schema } from './from-schema.ts'
import { hostile, spoiled } from './spoiled.ts'
import { allNaughty } from './strings.ts'

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly schema: Schema
}

interface Described {
  readonly operationId: string
  readonly 'x-roles': readonly Role[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema; readonly examples: object }>>
  }
}

const paths = description.paths as unknown as Readonly<Record<string, Readonly<Record<string, Described>>>>
const components = description.components.schemas as unknown as Readonly<Record<string, Schema>>
const named: Named = (ref) => components[ref.slice('#/components/schemas/'.length)] ?? {}

/** Every operation of the description, but the one that answers it. */
export const described = Object.values(paths)
  .flatMap((methods) => Object.values(methods))
  .filter(({ operationId }) => operationId !== 'describeApi')

/** What may stand in an address, by the name of the parameter: mostly what there is. */
export type There = Readonly<Record<string, readonly string[]>>

/** Any text that a header or an address can carry. */
const junk = fc.oneof(fc.constantFrom(...allNaughty), fc.string({ unit: 'binary', maxLength: 200 }))

const parameter = ({ name, schema }: Parameter, there: There): fc.Arbitrary<string | undefined> => {
  const known = there[name]
  return fc.oneof(
    { weight: 6, arbitrary: known ? fc.constantFrom(...known) : valuesOf(schema, named).map(asText) },
    { weight: 1, arbitrary: junk },
    { weight: 1, arbitrary: fc.constant(undefined) },
  )
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

const parameters = ({ parameters: all = [] }: Described, place: Parameter['in'], there: There) =>
  fc.record(
    Object.fromEntries(
      all
        .filter((one) => one.in === place)
        .map((one) => [one.name.toLowerCase() === one.name ? one.name : one.name.toLowerCase(), parameter(one, there)]),
    ),
  ) as fc.Arbitrary<Record<string, string>>

const person = ({ 'x-roles': roles }: Described): fc.Arbitrary<Person> => {
  const area = fc.oneof(
    { weight: 8, arbitrary: fc.constant('panel/northamptonshire') },
    fc.constantFrom('panel/leeds', 'region/E12000004'),
  )
  const held = fc.oneof({ weight: 8, arbitrary: fc.constant(roles) }, fc.subarray([...ROLES]))
  return fc.record({ subject: fc.constantFrom('somebody', 'manager', 'doctor'), roles: held, area })
}

const bodiesOf = ({ requestBody }: Described): fc.Arbitrary<unknown> => {
  const json = requestBody?.content['application/json']
  if (!json) return fc.constant(undefined)
  const examples = Object.values(json.examples as Record<string, { value: unknown }>).map(({ value }) => value)
  const valid = fc.oneof(valuesOf(json.schema, named), fc.constantFrom(...examples))
  return fc.oneof(
    { weight: 1, arbitrary: valid },
    { weight: 4, arbitrary: spoiled(valid) },
    { weight: 1, arbitrary: hostile },
  )
}

/** Valid and nearly valid requests of an operation, and the values that they carry. */
export function requestsOf(operation: Described, there: There): fc.Arbitrary<Call & { readonly carries: unknown }> {
  return fc
    .record({
      person: person(operation),
      params: parameters(operation, 'path', there),
      query: fc.oneof(parameters(operation, 'query', there), fc.dictionary(junk, junk, { maxKeys: 3 })),
      headers: fc.oneof({ weight: 4, arbitrary: parameters(operation, 'header', there) }, fc.constant({})),
      accept: fc.constantFrom(
        'application/json',
        'text/csv',
        '*/*',
        'text/csv;q=0,\u0000',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ),
      type: fc.oneof(
        { weight: 9, arbitrary: fc.constant('application/json') },
        fc.constantFrom('text/plain', '', 'application/json; charset=utf-7', 'application/x+json'),
      ),
      body: bodiesOf(operation),
    })
    .map(({ person: by, params, query, headers, accept, type, body }) => ({
      person: by,
      params,
      query,
      headers: { accept, ...headers, 'content-type': type },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      carries: { params, query, headers, body },
    }))
}
