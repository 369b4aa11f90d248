/** What esbuild says went into each bundle. */
export interface Metafile {
  readonly outputs: Readonly<
    Record<
      string,
      { readonly bytes: number; readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }
    >
  >
}

/** What a package, or a folder of ours, takes of the bundles. */
export interface Dependency {
  readonly name: string
  /** In how many bundles. */
  readonly bundles: number
  /** Of the bundle that has most of it, in kilobytes. */
  readonly kilobytes: number
  readonly most: string
}

const KB = 1000

/** A package by its name, ours by their first two folders, what the build makes by its kind. */
export function nameOf(input: string): string {
  const parts = input.split('node_modules/')
  const inside = parts.at(-1) ?? input
  if (parts.length === 1) {
    const ours = input.replace(/^[\w-]+:/, '')
    return ours
      .split('/')
      .slice(0, ours === input ? 2 : 1)
      .join('/')
  }
  return inside
    .split('/')
    .slice(0, inside.startsWith('@') ? 2 : 1)
    .join('/')
}

/** The dependencies of all bundles, the largest first. */
export function dependenciesIn({ outputs }: Metafile): readonly Dependency[] {
  const found = new Map<string, Map<string, number>>()
  for (const [output, { inputs }] of Object.entries(outputs)) {
    const [, bundle] = /functions\/([^/]+)\/.*\.[mc]js$/.exec(output) ?? []
    if (bundle === undefined) continue
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const sizes = found.get(nameOf(input)) ?? new Map<string, number>()
      sizes.set(bundle, (sizes.get(bundle) ?? 0) + bytesInOutput)
      found.set(nameOf(input), sizes)
    }
  }
  return [...found]
    .map(([name, sizes]): Dependency => {
      const [most = '', bytes = 0] = [...sizes].sort(([, a], [, b]) => b - a)[0] ?? []
      return { name, bundles: sizes.size, kilobytes: bytes / KB, most }
    })
    .sort((a, b) => b.kilobytes - a.kilobytes)
}
