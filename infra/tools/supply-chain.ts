/** `npm run bill-of-materials`: writes what the service is made of as CycloneDX, and prints packages by licence. */
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { licencesOf, LockfileSchema } from './supply-chain/lockfile.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const file = path.join(ROOT, 'dist', 'bill-of-materials.cdx.json')

// From the lockfile alone: it works without a network and without an installation, and says what `npm ci` will install.
const { stdout } = await promisify(execFile)(
  'npm',
  ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--omit', 'dev', '--omit', 'optional'],
  { cwd: ROOT, maxBuffer: 1 << 28 },
)
mkdirSync(path.dirname(file), { recursive: true })
writeFileSync(file, stdout)

const lockfile = LockfileSchema.parse(JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')))
const { components } = JSON.parse(stdout) as { readonly components: readonly unknown[] }
console.log(`${path.relative(ROOT, file)}: ${components.length} packages go into what is deployed.`)
for (const [licence, names] of licencesOf(lockfile)) console.log(`${licence}: ${names.length}`)
