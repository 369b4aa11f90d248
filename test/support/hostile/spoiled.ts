import fc from 'fast-check'
import { allNaughty } from './strings.ts'

/** A place in a JSON value. */
type Place = readonly (string | number)[]

/** Every place in a value, the whole first. */
function placesIn(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...at, name]))]
}

const hasOwn = (value: unknown, name: PropertyKey): value is Record<PropertyKey, unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)

/** The value with something else at a place. `undefined` there takes it out. */
function replaced(value: unknown, [name, ...rest]: Place, other: unknown): unknown {
  if (name === undefined) return other
  if (!hasOwn(value, name)) return value
  const copy = (Array.isArray(value) ? [...(value as readonly unknown[])] : { ...value }) as Record<
    PropertyKey,
    unknown
  >
  copy[name] = replaced(value[name], rest, other)
  return copy
}

/** Added by its bytes: an object literal would not have such a field of its own. */
const polluted = (): unknown =>
  JSON.parse('{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}')

const deep = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}1${']'.repeat(depth)}`)

/** What no schema asks for. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...allNaughty) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      0,
      -0,
      1e308,
      -1,
      2 ** 53,
      0.1,
      '',
      [],
      {},
      [[]],
      [null],
      undefined,
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 400 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(polluted(), deep(40), deep(400), Array(5_000).fill('x'), Array(1_000).fill({})),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
)

/** A value that was spoiled in one to three places. */
export const spoiled = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(values, fc.array(fc.tuple(fc.nat(), hostile), { minLength: 1, maxLength: 3 })).map(([value, changes]) =>
    changes.reduce<unknown>((before, [number, other]) => {
      const places = placesIn(before)
      return replaced(before, places[number % places.length] ?? [], other)
    }, value),
  )
