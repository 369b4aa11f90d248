import { execFile } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.resolve(import.meta.dirname, '..', '..')

/** Where the synthesised production service lies while the tests run. */
export const assembly = path.join(root, 'dist', 'assembly-under-test')

/** What administrators put in place before it. */
export const guard = path.join(root, 'dist', 'guard-under-test')

/**
 * Synthesises the production environment once for all infrastructure tests, in a process of its own, as the CDK's command line
 * does: bundles, templates and the rule packs included.
 */
export default async function synthesise() {
  const { context } = JSON.parse(readFileSync(path.join(root, 'cdk.json'), 'utf8')) as { context?: object }
  await Promise.all([synthesiseApp('infra/app.ts', assembly, context), synthesiseApp('infra/guard.ts', guard, context)])
}

async function synthesiseApp(app: string, directory: string, context: object | undefined) {
  rmSync(directory, { recursive: true, force: true })
  await promisify(execFile)(process.execPath, ['--import', 'tsx', app], {
    cwd: root,
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      CDK_OUTDIR: directory,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, environment: 'prod' }),
    },
  })
}
