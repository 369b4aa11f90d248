import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type BuildOptions, type Metafile, type OutputFile } from 'esbuild'
import { withoutJsonSchema } from './without-json-schema.ts'
import { precompiledTemplates } from './precompiled-templates.ts'
import { madeAtBuild } from './web/made-at-build.ts'
import { templateNames } from './web/templates.ts'

const root = path.resolve(import.meta.dirname, '..')

/** Where the bundle of one function lies: what is deployed is what runs locally. */
export const bundleDirectory = (name: string) => path.join(root, 'dist', 'functions', name)

export interface Bundle {
  readonly name: string
  /** Size of what is loaded when it starts; source maps are never deployed. */
  readonly bytes: number
}

/** What a function loads when it starts: its bundle, and the parts that this imports at once, each once. */
export function loadedAtStart(outputs: Metafile['outputs'], name: string): readonly string[] {
  const files = new Set([`dist/functions/${name}/index.mjs`])
  for (const file of files)
    for (const { path: part, kind } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && part in outputs) files.add(part)
  return [...files]
}

/**
 * Bundles every `functions/<name>/handler.ts` into `dist/functions/<name>/index.mjs`, and writes esbuild's account of what went in to
 * `dist/meta.json`. A file whose content has not changed is left alone, so a second run disturbs nobody.
 */
export async function bundleFunctions(): Promise<readonly Bundle[]> {
  const names = readdirSync(path.join(root, 'functions'))
    .filter((name) => existsSync(path.join(root, 'functions', name, 'handler.ts')))
    .sort()

  const results = await Promise.all([
    built(names.filter(describes)),
    built(
      names.filter((name) => !describes(name) && name !== IN_PARTS),
      reading,
    ),
    built([IN_PARTS], { ...reading, splitting: true, chunkNames: `${IN_PARTS}/parts/[hash]` }),
    builtTemplates(),
  ])
  const metafile: Metafile = {
    inputs: Object.assign({}, ...results.map((one) => one.metafile.inputs)) as Metafile['inputs'],
    outputs: Object.assign({}, ...results.map((one) => one.metafile.outputs)) as Metafile['outputs'],
  }

  const files = results.flatMap(({ outputFiles }) => outputFiles)
  const isStart = ({ path: file }: OutputFile) => file.endsWith('index.mjs')
  // Parts first, for whoever starts a function meanwhile.
  for (const { path: file, contents } of [...files.filter((one) => !isStart(one)), ...files.filter(isStart)])
    writeIfChanged(file, contents)
  removeOthers(files.map(({ path: file }) => file))
  for (const [name, companions] of Object.entries(BESIDE)) copyBeside(name, companions)
  for (const [output, { inputs }] of Object.entries(metafile.outputs))
    if (Object.keys(inputs).some((input) => input.endsWith(OPTIMISER.code)))
      writeIfChanged(path.join(root, path.dirname(output), OPTIMISER.beside), readFileSync(optimiserProgram))
  writeIfChanged(path.join(root, 'dist', 'meta.json'), Buffer.from(JSON.stringify(metafile, null, 1)))
  return names.map((name) => ({
    name,
    bytes: loadedAtStart(metafile.outputs, name).reduce((sum, file) => sum + (metafile.outputs[file]?.bytes ?? 0), 0),
  }))
}

/** The pages: each is loaded when it is asked for, for all of them together would take longer to load than a doctor should wait. */
const IN_PARTS = 'web'

/** Hands the questions of a form on as JSON Schema; every other function only reads with its schemas. */
const describes = (name: string) => name === 'agency-form'

const built = (names: readonly string[], { plugins = [], ...options }: BuildOptions = {}) =>
  build({
    ...FORM,
    entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, `functions/${name}/handler.ts`])),
    outExtension: { '.js': '.mjs' },
    alias: {
      '@aws-sdk/credential-provider-node': path.join(root, 'infra', 'environment-credentials.ts'),
      'mnemonist/lru-cache': path.join(root, 'infra', 'last-used-cache.ts'),
    },
    plugins: [precompiledTemplates(root), madeAtBuild, ...plugins],
    // Loaded by the SDK only when an operation streams events; none of DynamoDB's or SNS's does. The other is for browsers.
    external: ['@smithy/core/event-streams', 'bowser', ...Object.keys(PACKAGES_BESIDE)],
    sourcemap: 'linked',
    sourcesContent: false,
    ...options,
    ...PLACES,
  })

const reading = { plugins: [withoutJsonSchema] } satisfies BuildOptions

/** The templates of the pages, each a file of its own: rendering finds them by name, and cannot wait for an import. */
const builtTemplates = () =>
  build({
    ...PLACES,
    entryPoints: templateNames().map((name) => ({ in: `web:template/${name}`, out: `${IN_PARTS}/templates/${name}` })),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    target: FORM.target,
    plugins: [madeAtBuild],
  })

const PLACES = {
  absWorkingDir: root,
  outdir: 'dist/functions',
  metafile: true,
  write: false,
} as const satisfies BuildOptions

/** How anything is bundled for Lambda, ours or not. */
export const FORM = {
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // ES modules first: the CommonJS builds cannot be shaken and load three times slower.
  mainFields: ['module', 'main'],
  // The few CommonJS packages inside still call require, which an ES module does not have.
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  legalComments: 'none',
} as const satisfies BuildOptions

/** Packages that find their own parts by path, and so cannot be bundled: where they lie beside the bundle. */
const PACKAGES_BESIDE = { 'playwright-core': 'node_modules/playwright-core' } as const

/** What is copied beside the bundle of a function, from `node_modules`. */
const BESIDE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Chromium itself, packed.
  print: { '@sparticuz/chromium/bin': 'bin', ...PACKAGES_BESIDE },
}

/** Parts of playwright-core for people, not for programs. */
const NOT_NEEDED = /playwright-core\/(types|bin|lib\/vite|lib\/tools)(\/|$)|\.map$/

function copyBeside(name: string, companions: Readonly<Record<string, string>>) {
  for (const [from, to] of Object.entries(companions))
    cpSync(path.join(root, 'node_modules', from), path.join(bundleDirectory(name), to), {
      recursive: true,
      dereference: true,
      preserveTimestamps: true,
      filter: (source, target) => !NOT_NEEDED.test(source) && !isSameFile(source, target),
    })
}

function isSameFile(source: string, target: string) {
  if (!existsSync(target)) return false
  const [one, other] = [statSync(source), statSync(target)]
  return one.isFile() && one.size === other.size && one.mtimeMs === other.mtimeMs
}

/** The optimiser's program looks for itself beside the code that loads it. */
const OPTIMISER = { code: 'node_modules/highs/build/highs.mjs', beside: 'highs.wasm' }
const optimiserProgram = fileURLToPath(import.meta.resolve('highs/runtime'))

/** Takes away parts and templates of an earlier build: they would be deployed with the others. */
function removeOthers(made: readonly string[]) {
  const directory = bundleDirectory(IN_PARTS)
  const lying = readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((file) => path.join(directory, file))
  for (const file of lying) if (/\.(mjs|cjs|map)$/.test(file) && !made.includes(file)) rmSync(file, { force: true })
}

/** Renaming is atomic: a function that starts during a build reads the old file or the new one, never half of one. */
function writeIfChanged(file: string, contents: Uint8Array) {
  if (existsSync(file) && readFileSync(file).equals(contents)) return
  mkdirSync(path.dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, contents)
  renameSync(draft, file)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, bytes } of await bundleFunctions()) {
    console.log(`${name.padEnd(24)}${(bytes / 1000).toFixed(1).padStart(8)} KB`)
  }
}
