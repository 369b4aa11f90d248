import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import * as z from 'zod'
import { FORM } from '../../../infra/bundle.ts'

const RanSchema = z.object({ counts: z.record(z.string(), z.number()), failures: z.array(z.string()) })

/**
 * Runs histories in a process of their own, from one file, as Lambda runs functions. Under jest, whose sandbox every look at `Date` or
 * `JSON` has to pass, and module by module, each takes twice the processor time.
 */
export async function runBundled(from: number, histories: number): Promise<z.infer<typeof RanSchema>> {
  const directory = mkdtempSync(path.join(tmpdir(), 'simulation-'))
  try {
    const outfile = path.join(directory, 'simulate.mjs')
    await build({ ...FORM, entryPoints: ['test/simulation/simulate.ts'], outfile, logLevel: 'error' })
    const flags = ['--from', String(from), '--histories', String(histories), '--json']
    const { stdout } = await promisify(execFile)(process.execPath, [outfile, ...flags], {
      env: { ...process.env, NODE_OPTIONS: '' },
      maxBuffer: 100_000_000,
    })
    return RanSchema.parse(JSON.parse(stdout))
  } finally {
    rmSync(directory, { recursive: true })
  }
}
