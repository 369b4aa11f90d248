import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** Everything that the template or a bundle is made from. */
const SOURCES = [
  'infra',
  'functions',
  'schemas',
  'domain',
  'cdk.json',
  'cdk.context.json',
  'package-lock.json',
  'tsconfig.json',
]
/** Made after the template. */
const NOT_SYNTHESISED = path.join(ROOT, 'infra', 'local')

/**
 * The cloud assembly of the service as its sources stand: `cdk synth`, bundles included, or what it gave last time if nothing
 * has changed since. It lies apart from `cdk.out`, which may hold another environment.
 */
export async function synthesise(directory: string, log: (line: string) => void): Promise<string> {
  const assembly = path.join(directory, 'assembly')
  const stamp = path.join(assembly, 'made-from')
  const fingerprint = fingerprintOf(SOURCES)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return assembly
  log('Synthesising the CDK app (half a minute, and only when something has changed) ...')
  rmSync(assembly, { recursive: true, force: true })
  await synth(assembly)
  writeFileSync(stamp, fingerprint)
  return assembly
}

async function synth(assembly: string): Promise<void> {
  const cdk = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk')
  const child = spawn(process.execPath, [cdk, 'synth', '--quiet', '--no-notices', '--output', assembly], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  const status = await new Promise((resolve) => child.once('close', resolve))
  if (status !== 0) throw new Error(`cdk synth failed.\n${output.join('')}`)
}

function fingerprintOf(sources: readonly string[]): string {
  const hash = createHash('sha256').update(process.version)
  const add = (file: string) =>
    hash.update(path.relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0')
  for (const source of sources.map((each) => path.join(ROOT, each))) {
    if (!existsSync(source)) continue
    if (/\.json$/.test(source)) add(source)
    else for (const file of filesIn(source)) add(file)
  }
  return hash.digest('hex')
}

const filesIn = (directory: string): string[] =>
  readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(NOT_SYNTHESISED))
    .sort()
