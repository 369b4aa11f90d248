import * as z from 'zod'

const PackageSchema = z.object({
  version: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  link: z.boolean().optional(),
  inBundle: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
})

type Package = z.infer<typeof PackageSchema>

/** As npm writes it: every package of every depth, by its path. */
export const LockfileSchema = z.object({ packages: z.record(z.string(), PackageSchema) })
export type Lockfile = z.infer<typeof LockfileSchema>

/** Every package but ourselves. */
export const packagesOf = ({ packages }: Lockfile) =>
  Object.entries(packages)
    .filter(([place]) => place !== '')
    .map(([place, one]) => ({
      ...one,
      place,
      name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
    }))

/** Something that is deployed depends on it: not only what builds and tests. */
export const isDeployed = ({ dev, optional, devOptional }: Pick<Package, 'dev' | 'optional' | 'devOptional'>) =>
  dev !== true && optional !== true && devOptional !== true

/** Names of packages by licence, the most used first. */
export function licencesOf(lockfile: Lockfile): [licence: string, names: string[]][] {
  const byLicence = new Map<string, string[]>()
  for (const { name, license = 'none' } of packagesOf(lockfile))
    byLicence.set(license, [...(byLicence.get(license) ?? []), name])
  return [...byLicence].sort(([, one], [, other]) => other.length - one.length)
}
