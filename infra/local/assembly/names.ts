import type { Resource } from './assembly.ts'

/** Where a resource was made, without the segments that CDK adds: `Stateless/Capture/Resource` is `Stateless/Capture`. */
const placeOf = ({ path }: Resource) => path.replace(/\/(Resource|Default)$/, '')

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9/]/g, '')

/**
 * The one resource that `name` means: its logical id, or the end of its construct path (`CategoriseQueue`,
 * `Categorise/DeadLetterQueue`); case and hyphens do not matter.
 */
export function findByName<T extends { readonly resource: Resource }>(candidates: readonly T[], name: string): T {
  const [only, ...others] = candidates.filter(
    ({ resource }) => resource.logicalId === name || `/${plain(placeOf(resource))}`.endsWith(`/${plain(name)}`),
  )
  if (only && others.length === 0) return only
  const known = candidates.map(({ resource }) => placeOf(resource)).join(', ')
  throw new Error(`${only ? 'More than one resource is' : 'Nothing is'} called ${name}; there are: ${known || 'none'}.`)
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
