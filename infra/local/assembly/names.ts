import type { Resource } from './assembly.ts'

/** Where a resource was made, without endings that tell nothing: `Stateless/Capture/Function/Resource` is `Stateless/Capture`. */
const placeOf = ({ path }: Resource) => path.replace(/(\/(Resource|Default|Function|Schedule))+$/, '')

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9/]/g, '')

/**
 * The one resource that `name` means: its logical id, the end of its construct path (`CategoriseQueue`, `Stateful/Alarms`) or of
 * its own name (`categorise-dead-letters`). Case and hyphens in a path do not matter.
 */
export function findByName<T extends { readonly resource: Resource; readonly name: string }>(
  candidates: readonly T[],
  wanted: string,
): T {
  const [only, ...others] = candidates.filter(
    ({ resource, name }) =>
      resource.logicalId === wanted ||
      `/${plain(placeOf(resource))}`.endsWith(`/${plain(wanted)}`) ||
      `-${name}`.endsWith(`-${wanted}`),
  )
  if (only && others.length === 0) return only
  const known = candidates.map(({ name }) => name).join(', ')
  throw new Error(`${only ? 'More than one is' : 'Nothing is'} called ${wanted}; there are: ${known || 'none'}.`)
}

/** Names that are short, and each its own: as much of the construct path's end as it takes, in kebab case. */
export function shortNames(resources: readonly Resource[]): ReadonlyMap<Resource, string> {
  const endings = (resource: Resource, length: number) => placeOf(resource).split('/').slice(-length).join('-')
  return new Map(
    resources.map((resource) => {
      const isShared = (length: number) =>
        resources.some((other) => other !== resource && endings(other, length) === endings(resource, length))
      let length = 1
      while (isShared(length) && length < placeOf(resource).split('/').length) length += 1
      return [resource, kebab(endings(resource, length))]
    }),
  )
}

const kebab = (name: string) => name.replace(/([a-z0-9])(?=[A-Z])/g, '$1-').toLowerCase()

/** A name that AWS would have made up, the same on every start: cut to `limit` characters at its end, where it is most telling. */
export const physicalName = ({ stack, logicalId }: Resource, limit: number) => `${stack}-${logicalId}`.slice(-limit)
