/** `npm run bill-of-materials`: writes what the service is made of as CycloneDX, and prints packages by licence. */
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { bundleFunctions } from '../bundle.ts'
import { BillSchema, bundledIn, MetaSchema, ofDeployed } from './supply-chain/bill.ts'
import { licencesOf, LockfileSchema } from './supply-chain/lockfile.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const file = path.join(ROOT, 'dist', 'bill-of-materials.cdx.json')

// From the lockfile and the bundles: it works without a network.
await bundleFunctions()
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(ROOT, name), 'utf8'))
const { stdout } = await promisify(execFile)('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
  cwd: ROOT,
  maxBuffer: 1 << 28,
})
const lockfile = LockfileSchema.parse(read('package-lock.json'))
const bundled = bundledIn(MetaSchema.parse(read('dist/meta.json')))
const bill = ofDeployed(BillSchema.parse(JSON.parse(stdout)), lockfile, bundled)
mkdirSync(path.dirname(file), { recursive: true })
writeFileSync(file, JSON.stringify(bill, null, 2))

const { components } = bill
console.log(`${path.relative(ROOT, file)}: ${components.length} packages go into what is deployed.`)
for (const [licence, names] of licencesOf(lockfile)) console.log(`${licence}: ${names.length}`)
