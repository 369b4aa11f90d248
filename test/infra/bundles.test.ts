import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Metafile } from 'esbuild'
import { loadedAtStart } from '../../infra/bundle.ts'
import { assembly } from './synthesise.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
const names = readdirSync(path.join(root, 'functions')).filter((name) =>
  existsSync(path.join(root, 'functions', name, 'handler.ts')),
)
const bundle = (name: string) => `dist/functions/${name}/index.mjs`

const { outputs } = JSON.parse(readFileSync(path.join(root, 'dist', 'meta.json'), 'utf8')) as Metafile

/** All that lies in a function's folder and was made from sources. */
const filesOf = (name: string) =>
  Object.entries(outputs).filter(([file]) => file.startsWith(`dist/functions/${name}/`) && !file.endsWith('.map'))
const inputsOf = (name: string) => filesOf(name).flatMap(([, { inputs }]) => Object.keys(inputs))

/** Functions that may be larger, in bytes. */
const largest: Readonly<Record<string, number>> = {
  // What a panel does by day, at desks where others have warmed it.
  'work-case': 475_000,
  read: 475_000,
  // The whole description of the API, as text.
  describe: 600_000,
  // Nobody waits in the night for these: one holds protection and audit, the other writes spreadsheets.
  'publish-statistics': 550_000,
  statistics: 500_000,
  // Waits for a browser to start, which takes many times as long as loading its templates.
  print: 650_000,
}

describe('bundles', () => {
  it.each(names)('of %s stay small, since a doctor waits while a cold one loads', (name) => {
    // Of 467 KB for logger, metrics, zod and the DynamoDB client as they come, 312 KB are left after bundling.
    const atStart = loadedAtStart(outputs, name).reduce((sum, file) => sum + (outputs[file]?.bytes ?? NaN), 0)
    expect(atStart).toBeLessThan(largest[name] ?? 450_000)
  })

  it.each(names)('of %s hold nothing of what cannot be of use in Lambda', (name) => {
    const useless = inputsOf(name).filter((input) =>
      /credential-provider-(?!env)|nested-clients|event-streams|aws-xray|token-providers|bowser/.test(input),
    )
    expect(useless).toEqual([])
  })

  it('of the pages start without any page, question or template', () => {
    const early = loadedAtStart(outputs, 'web').flatMap((file) => Object.keys(outputs[file]?.inputs ?? {}))
    // Words for anyone are no more than their address and a heading.
    const isPart = (input: string) =>
      /functions\/web\/(pages\/(?!open\.ts)|questions\/|charts\/|agency\/pages)|schemas\/(notification|analysis|supplementary)\/|made:web:(template|asset)\//.test(
        input,
      )
    expect(early.filter(isPart)).toEqual([])
    // All of it is there, and the pattern still fits.
    expect(new Set(inputsOf('web').filter(isPart)).size).toBeGreaterThan(150)
  })

  it('all load, and offer a handler', async () => {
    const load = names.map(
      (name) => `typeof (await import(${JSON.stringify(pathToFileURL(path.join(root, bundle(name))).href)})).handler`,
    )
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', `console.log([${load.join()}].join())`],
      {
        env: {
          AWS_REGION: 'eu-west-2',
          API_URL: 'https://api.example',
          CLIENT_ID: 'client',
          CLIENT_SECRET: 'secret',
          DRAFT_TABLE: 'drafts',
          ISSUER: 'https://issuer.example',
          SCOPES: 'openid',
          SESSION_KEY: 'k'.repeat(64),
          COUNTS_FROM: '2025-04-01',
          CUT_QUARTER_AFTER_DAYS: '60',
          CUT_YEAR_AFTER_DAYS: 'never',
          STATISTICS_TABLE: 'statistics',
          ALERTS_TOPIC: 'arn:aws:sns:eu-west-2:000000000000:alerts',
          CASE_TABLE: 'cases',
          CLAIM_HOURS: '4',
          FORM_LINK_DAYS: '28',
          CASE_EVENTS_TOPIC: 'arn:aws:sns:eu-west-2:000000000000:case-events',
          DIRECTORY_TABLE: 'directory',
          IDENTITY_KEYS: `1:${'k'.repeat(64)}`,
          REFERENCE_KEY: 'k'.repeat(64),
          SETTLE_SECONDS: '60',
          PATIENCE_SECONDS: '120',
        },
      },
    )
    expect(stdout.trim()).toBe(names.map(() => 'function').join())
  })

  it('are deployed without their source maps', () => {
    const assets = readdirSync(assembly).filter((file) => file.startsWith('asset.'))
    expect(assets).not.toEqual([])
    const contents = assets.map((asset) => readdirSync(path.join(assembly, asset)).sort().join(' '))
    expect(contents.filter((files) => files !== 'index.mjs').sort()).toEqual([
      'bin index.mjs node_modules',
      'highs.wasm index.mjs',
      'index.mjs parts templates',
    ])
  })

  it('of the pages are deployed with every part of this build, and none of an earlier one', () => {
    const made = filesOf('web').map(([file]) => path.relative('dist/functions/web', file))
    const assets = readdirSync(assembly).map((file) => path.join(assembly, file))
    const deployed = assets.filter((asset) => existsSync(path.join(asset, 'parts')))
    expect(deployed).toHaveLength(1)
    const lies = readdirSync(deployed[0] ?? '', { recursive: true, encoding: 'utf8' })
    expect(lies.filter((file) => /\.\w+$/.test(file)).sort()).toEqual(made.sort())
  })
})
