type Path = readonly (string | number)[]
type Container = Record<string | number, unknown>

/** A copy of a JSON document with another value at a path; `undefined` takes the field out. Missing objects on the way are made. */
export function changed(document: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(document)
  let here = copy as Container
  for (const segment of path.slice(0, -1)) here = (here[segment] ??= {}) as Container
  const last = path.at(-1)
  if (last === undefined) return value
  if (value === undefined) Reflect.deleteProperty(here, last)
  else here[last] = value
  return copy
}

/** What stands at a path. */
export const valueAt = (document: unknown, path: Path): unknown =>
  path.reduce<unknown>((here, segment) => (here as Container | undefined)?.[segment], document)

/** Paths to every value that holds no others. */
export const leavesOf = (document: unknown, path: Path = []): Path[] =>
  typeof document === 'object' && document !== null
    ? Object.entries(document).flatMap(([name, value]) =>
        leavesOf(value, [...path, Array.isArray(document) ? Number(name) : name]),
      )
    : [path]
