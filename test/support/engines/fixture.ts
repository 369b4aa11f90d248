import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'

const ROOT = path.resolve(import.meta.dirname, '../../..')

/** Synthesises the fixture service into `directory`, in a process of its own, as the CDK's command line would. */
export async function synthesiseFixture(directory: string): Promise<void> {
  await promisify(execFile)(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'fixture/app.ts')], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '', CDK_OUTDIR: directory },
  })
}
