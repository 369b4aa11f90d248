/** `npm run verify`: runs every check that can show a violation, and prints one page of what was done and found. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { PlainSentenceError, speakPlainly } from '../local/plain-sentence.ts'
import { resultsOf, verdictOf, type Tally } from './verification/checks.ts'
import { pageOf } from './verification/page.ts'

const USAGE = `npm run verify -- [--histories <n>] [--releases <n>] [--inputs <times>] [--kills <n>]
                  [--pairs <n>] [--share <0 to 1>] [--seed <n>] [--no-run]

--histories  how many are simulated (10,000)      --inputs  so many times as many made-up requests (1)
--releases   how many are made and attacked (100) --seed    begins another walk, or replays one
--kills      how often the running system is killed (20)
--pairs      how many pairs of faults, besides each by itself (2,000)
--share      how many of the faults on the real adapters are tried (1: all)
--no-run     shows what the last run left`

const ROOT = path.resolve(import.meta.dirname, '../..')
const ARTEFACTS = path.join(ROOT, 'test', 'artefacts')
const TALLIES = path.join(ARTEFACTS, 'verification')

/** Projects of the tests, one after the other: each may start engines that want the machine. */
const SUITES = ['unit', 'contract', 'integration', 'system', 'simulation'] as const

/** What the tests read of the flags. */
const SETTINGS = {
  histories: 'SIMULATED_HISTORIES',
  releases: 'GENERATED',
  inputs: 'FUZZ',
  kills: 'KILLS',
  pairs: 'FAULT_PAIRS',
  share: 'FAULT_SHARE',
  seed: 'FAST_CHECK_SEED',
} as const

/** More than the tests of every change have time for. */
const MORE: Partial<Record<keyof typeof SETTINGS, string>> = { kills: '20', pairs: '2000', share: '1' }

const TallySchema = z.record(z.string(), z.number())

await speakPlainly(async () => {
  const values = flags()
  const begun = Date.now()
  const failedSuites = values['no-run'] === true ? [] : await runSuites(values)
  const results = resultsOf(tallies())
  const page = pageOf({
    ...{ results, failedSuites, at: new Date().toISOString() },
    seconds: Math.round((Date.now() - begun) / 1000),
  })
  mkdirSync(ARTEFACTS, { recursive: true })
  writeFileSync(path.join(ARTEFACTS, 'verification.md'), page)
  console.log(page)
  if (verdictOf(results, failedSuites) !== 'passed') process.exitCode = 1
})

function flags() {
  try {
    const text = { type: 'string' } as const
    return parseArgs({
      options: {
        ...{ histories: text, releases: text, inputs: text, kills: text, pairs: text, share: text, seed: text },
        'no-run': { type: 'boolean' },
      },
    }).values
  } catch (cause) {
    throw new PlainSentenceError(USAGE, { cause })
  }
}

/** Runs the tests that leave tallies, and no others; names the suites that failed. What an earlier run left is thrown away first. */
async function runSuites(values: ReturnType<typeof flags>): Promise<string[]> {
  rmSync(TALLIES, { recursive: true, force: true })
  const settings = Object.fromEntries(
    Object.entries(SETTINGS).flatMap(([flag, name]) => {
      const value = values[flag as keyof typeof SETTINGS] ?? MORE[flag as keyof typeof SETTINGS]
      return value === undefined ? [] : [[name, value]]
    }),
  )
  const failed: string[] = []
  for (const suite of SUITES) {
    const files = testsThatTally(suite)
    if (files.length === 0) continue
    console.error(`${suite}: ${files.length} files ...`)
    if ((await jest(suite, files, settings)) !== 0) failed.push(suite)
  }
  return failed
}

function testsThatTally(suite: string): string[] {
  const directory = path.join(ROOT, 'test', suite)
  if (!existsSync(directory)) return []
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(directory, file))
    .filter((file) => file.endsWith('.test.ts') && doesTally(file))
}

/** Itself, or through a part of it that lies beside. */
function doesTally(file: string): boolean {
  const text = readFileSync(file, 'utf8')
  const beside = [...text.matchAll(/^import .* from '(\.\/[^']+)'$/gm)].map(([, part = '']) =>
    path.join(path.dirname(file), part),
  )
  return /^import .*support\/tally\.ts'$/m.test(text) || beside.some(doesTally)
}

/** What starts engines starts them one test after another: together they only wait for each other, and some give up. */
function beside(suite: string): readonly string[] {
  return suite === 'integration' || suite === 'system' ? ['--runInBand'] : []
}

function jest(suite: string, files: readonly string[], settings: Readonly<Record<string, string>>): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      path.join(ROOT, 'node_modules/jest/bin/jest.js'),
      '--selectProjects',
      suite,
      ...beside(suite),
      '--runTestsByPath',
      ...files,
    ],
    {
      cwd: ROOT,
      // The page alone goes to standard output.
      stdio: ['ignore', process.stderr, process.stderr],
      env: { ...process.env, ...settings, NODE_OPTIONS: '--experimental-vm-modules --no-warnings' },
    },
  )
  return new Promise((resolve) => {
    child.once('close', (status) => {
      resolve(status ?? 1)
    })
  })
}

function tallies(): Record<string, Tally> {
  mkdirSync(TALLIES, { recursive: true })
  return Object.fromEntries(
    readdirSync(TALLIES)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [
        path.basename(file, '.json'),
        TallySchema.parse(JSON.parse(readFileSync(path.join(TALLIES, file), 'utf8'))),
      ]),
  )
}
