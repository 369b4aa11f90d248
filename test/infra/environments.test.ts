import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { environmentNames } from '../../infra/config.ts'
import { templates, type Value } from './assembly.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
const at = (name: string) => path.join(root, 'dist', `${name}-under-test`)

/** In a process of its own, as loading the whole CDK under jest takes five times as long; of the bundles that are there, without the rule packs. */
const synthesise = `
  import { App } from 'aws-cdk-lib'
  import { environmentNamed } from './infra/config.ts'
  import { addService } from './infra/stacks/service.ts'
  for (const [name, outdir] of JSON.parse(process.env.ENVIRONMENTS)) {
    const app = new App({ outdir })
    addService(app, environmentNamed(name))
    app.synth()
  }
`
const others = environmentNames.filter((name) => name !== 'prod')

beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['--import', 'tsx', '--eval', synthesise], {
    cwd: root,
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      CDK_CONTEXT_JSON: JSON.stringify((JSON.parse(readFileSync(path.join(root, 'cdk.json'), 'utf8')) as Cdk).context),
      ENVIRONMENTS: JSON.stringify(others.map((name) => [name, at(name)])),
    },
  })
}, 120_000)

interface Cdk {
  readonly context?: object
}

/** What may be otherwise, by the path in the template, and why. */
const MAY_DIFFER: readonly RegExp[] = [
  // Whoever is on call, and whoever hears of deadlines, is somebody in production only.
  /^(Alarms|Alerts)Email/,
  // Logs of tests need not outlive them.
  /Log[s]?\.(DeletionPolicy|UpdateReplacePolicy|Properties\.RetentionInDays)$/,
  // Nothing is locked into a vault that a test filled.
  /^BackupsVault\.Properties\.LockConfiguration/,
  // Where it stands, and who pays.
  /^SignInPeoplePages\.Properties\.(Callback|Logout)URLs/,
  /^SignInPeopleDomain\.Properties\.Domain$/,
  /Tags(\.|$)/,
  // From when statistics count, and whether by the clock.
  /^(Statistics|PublishStatistics)Function\.Properties\.Environment\.Variables\.(COUNTS_FROM|CUT_\w+)$/,
]

/** Every value of a template by its path. */
function leaves(value: Value | undefined, where = ''): [string, string][] {
  if (typeof value !== 'object') return [[where, String(value)]]
  return Object.entries(value).flatMap(([key, inner]: [string, Value]) =>
    leaves(inner, where ? `${where}.${key}` : key),
  )
}

const flat = (name: string, resources: object) =>
  new Map(
    leaves(JSON.parse(JSON.stringify(resources).replaceAll(`cdr-${name}`, 'cdr-<environment>')) as Value).map(
      ([where, value]) => [where.replace(/^(\w+?)[0-9A-F]{8}\b/, '$1'), value],
    ),
  )

describe('an environment', () => {
  it.each(others)('%s is kept, protected, watched and bounded as production is', (name) => {
    const production = flat('prod', Object.assign({}, ...templates.map(({ Resources }) => Resources)) as object)
    const there = ['Stateful', 'Stateless'].map(
      (stack) =>
        (JSON.parse(readFileSync(path.join(at(name), `${stack}.template.json`), 'utf8')) as Template).Resources,
    )
    // No name of one is in the way of another's, where they share an account.
    expect(JSON.stringify(there)).not.toContain('cdr-prod')
    const other = flat(name, Object.assign({}, ...there) as object)
    const differs = [...new Set([...production.keys(), ...other.keys()])].filter(
      (where) => production.get(where) !== other.get(where),
    )
    expect(production.size).toBeGreaterThan(5000)
    expect(differs.filter((where) => !MAY_DIFFER.some((one) => one.test(where)))).toEqual([])
  })
})

interface Template {
  readonly Resources: object
}
