import * as z from 'zod'
import { isDeployed, packagesOf, type Lockfile } from './lockfile.ts'

/** As `npm sbom` writes it (CycloneDX); whatever else it says stays. */
export const BillSchema = z.looseObject({
  components: z.array(z.looseObject({ 'bom-ref': z.string() })),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).default([]) })),
})
export type Bill = z.infer<typeof BillSchema>

/** As esbuild writes it. */
export const MetaSchema = z.object({ inputs: z.record(z.string(), z.unknown()) })

/** Where the packages lie of which something went into a bundle. */
export const bundledIn = ({ inputs }: z.infer<typeof MetaSchema>): ReadonlySet<string> =>
  new Set(Object.keys(inputs).flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file) ?? []))

/**
 * The bill of what is deployed: every package that something deployed depends on, and every one that a bundle holds, though npm thinks it
 * is for development. Cut out of the bill of everything, for npm's own `--omit dev` leaves out half of what development needs as well.
 */
export function ofDeployed(bill: Bill, lockfile: Lockfile, bundled: ReadonlySet<string>): Bill {
  const deployed = new Set(
    packagesOf(lockfile)
      .filter((one) => isDeployed(one) || bundled.has(one.place))
      .map(({ name, version = '' }) => `${name}@${version}`),
  )
  const isOurs = (ref: string) => deployed.has(ref)
  return {
    ...bill,
    components: bill.components.filter((one) => isOurs(one['bom-ref'])),
    dependencies: bill.dependencies
      .filter(({ ref }) => isOurs(ref) || !bill.components.some((one) => one['bom-ref'] === ref))
      .map((one) => ({ ...one, dependsOn: one.dependsOn.filter(isOurs) })),
  }
}
