import { execFile } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.resolve(import.meta.dirname, '..', '..')

/** Where the synthesised production service lies while the tests run. */
export const assembly = path.join(root, 'dist', 'assembly-under-test')

/**
 * Synthesises the production environment once for all infrastructure tests, in a process of its own, as the CDK's command line
 * does: bundles, templates and the rule packs included.
 */
export default async function synthesise() {
  rmSync(assembly, { recursive: true, force: true })
  const { context } = JSON.parse(readFileSync(path.join(root, 'cdk.json'), 'utf8')) as { context?: object }
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'infra/app.ts'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      CDK_OUTDIR: assembly,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, environment: 'prod' }),
    },
  })
}
