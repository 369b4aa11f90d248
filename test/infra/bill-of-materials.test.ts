import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { bundledIn, BillSchema, MetaSchema, ofDeployed } from '../../infra/tools/supply-chain/bill.ts'
import { LockfileSchema, packagesOf } from '../../infra/tools/supply-chain/lockfile.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'))
const { dependencies } = read('package.json') as Record<string, Record<string, string>>
const lockfile = LockfileSchema.parse(read('package-lock.json'))
const bundled = bundledIn(MetaSchema.parse(read('dist/meta.json')))

async function components() {
  const { stdout } = await promisify(execFile)('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    cwd: root,
    maxBuffer: 1 << 28,
  })
  return ofDeployed(BillSchema.parse(JSON.parse(stdout)), lockfile, bundled).components
}

describe('The bill of materials', () => {
  it('names what is deployed, in its version and by its hash: each dependency, and each package of which a bundle holds something', async () => {
    const named = new Map((await components()).map((one) => [one['bom-ref'], one]))
    const held = packagesOf(lockfile).filter(({ place }) => bundled.has(place))
    expect(held.length).toBeGreaterThan(30)
    expect(held).toHaveLength(bundled.size)
    const wanted = [
      ...Object.entries(dependencies ?? {}).map(([name, version]) => `${name}@${version}`),
      ...held.map(({ name, version = '' }) => `${name}@${version}`),
    ]
    expect(wanted.filter((one) => !named.has(one))).toEqual([])
    for (const one of named.values()) expect(one).toHaveProperty('hashes.0.alg', 'SHA-512')
  })

  it('names nothing that only builds and tests', async () => {
    const refs = (await components()).map((one) => one['bom-ref'].replace(/@[^@]+$/, ''))
    expect(refs.filter((one) => ['aws-cdk-lib', 'esbuild', 'jest', 'tsx', 'typescript'].includes(one))).toEqual([])
  })
})
