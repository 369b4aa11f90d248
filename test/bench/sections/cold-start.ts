import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { bundleDirectory, bundleFunctions, FORM } from '../../../infra/bundle.ts'
import { median } from '../measure/samples.ts'
import { FLOOR } from './names.ts'
import { dependenciesIn, type Dependency, type Metafile } from './dependencies.ts'

/** Start of one bundle in fresh processes. */
export interface Start {
  readonly name: string
  /** Of all that is loaded. */
  readonly kilobytes: number
  /** Processor time of loading it; the least that was seen is what it takes on a quiet machine. */
  readonly milliseconds: { readonly median: number; readonly min: number }
  /** Median of the rounds' ratios to the floor. */
  readonly ratio: number
}

export interface ColdStarts {
  /** The floor first: DynamoDB's client and four of its commands, bundled in the same way, and nothing else. */
  readonly starts: readonly Start[]
  readonly dependencies: readonly Dependency[]
}

const FLOOR_SOURCE = `
  import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
  export const client = new DynamoDBClient({})
  export const commands = [GetItemCommand, PutItemCommand, QueryCommand, TransactWriteItemsCommand]`

const ROOT = path.resolve(import.meta.dirname, '../../..')
const SHOWN_DEPENDENCIES = 20

/** Loads every bundle in fresh processes, turn by turn with the floor. */
export async function measureColdStarts(
  rounds: number,
  onProgress: (done: number, all: number) => void,
): Promise<ColdStarts> {
  const directory = mkdtempSync(path.join(tmpdir(), 'bench-cold-'))
  try {
    const floorFile = await bareClient(directory)
    const bundles = [
      { name: FLOOR, file: floorFile, bytes: statSync(floorFile).size },
      ...(await bundleFunctions()).map(({ name, bytes }) => ({
        name,
        file: path.join(bundleDirectory(name), 'index.mjs'),
        bytes,
      })),
    ]
    const taken = new Map(bundles.map(({ name }) => [name, [] as number[]]))
    for (let round = 0; round < rounds; round++) {
      for (const { name, file } of bundles) taken.get(name)?.push(await loadingTime(name, file))
      onProgress(round + 1, rounds)
    }
    const floor = taken.get(FLOOR) ?? []
    const starts = bundles.map(({ name, bytes }): Start => {
      const times = taken.get(name) ?? []
      return {
        name,
        kilobytes: bytes / 1000,
        milliseconds: { median: median(times), min: Math.min(...times) },
        ratio: median(times.map((time, round) => time / (floor[round] ?? NaN))),
      }
    })
    const meta = JSON.parse(readFileSync(path.join(ROOT, 'dist/meta.json'), 'utf8')) as Metafile
    return { starts, dependencies: dependenciesIn(meta).slice(0, SHOWN_DEPENDENCIES) }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function bareClient(directory: string): Promise<string> {
  const file = path.join(directory, 'index.mjs')
  await build({ ...FORM, stdin: { contents: FLOOR_SOURCE, resolveDir: ROOT }, outfile: file })
  return file
}

/** In the child, so that starting Node itself is not counted. */
const LOAD = `
  const before = process.cpuUsage()
  await import(process.argv[1])
  const { user, system } = process.cpuUsage(before)
  console.log((user + system) / 1000)`

async function loadingTime(name: string, file: string): Promise<number> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', LOAD, pathToFileURL(file).href],
    { env: settingsOf(name) },
  )
  return Number(stdout)
}

/** A setting of every kind for every name that the function asks for: what they say is not looked at while it loads. */
function settingsOf(name: string): Record<string, string> {
  const asked = [
    ...readOr(path.join(ROOT, 'functions', name, 'env.ts'), '').matchAll(
      /\b([A-Z]+(?:_[A-Z]+)+|[A-Z]{5,}): ([^,\n]*)/g,
    ),
  ]
  const settings = asked.map(([, setting = '', schema = '']) => [setting, settingOf(setting, schema)])
  return { AWS_REGION: 'eu-west-2', ...(Object.fromEntries(settings) as Record<string, string>) }
}

function settingOf(setting: string, schema: string): string {
  if (/url|URL/.test(schema)) return 'https://service.example'
  if (/CivilDate/.test(schema)) return '2025-04-01'
  if (/IdentityKeys/.test(schema)) return `1:${'k'.repeat(64)}`
  if (/TOPIC/.test(setting)) return 'arn:aws:sns:eu-west-2:000000000000:topic'
  return /number|coerce|int|DAYS|HOURS|SECONDS/.test(`${setting} ${schema}`) ? '60' : 'k'.repeat(64)
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}
