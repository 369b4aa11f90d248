import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, transform } from 'esbuild'
import { FRONTEND } from './templates.ts'

const OURS = path.resolve(import.meta.dirname, '..', '..', 'functions', 'web', 'assets')

/** What pages fetch besides themselves: one stylesheet, one small script, one icon. */
const assets = [
  { name: 'site', extension: 'css', type: 'text/css; charset=utf-8', made: stylesheet },
  { name: 'enhance', extension: 'js', type: 'text/javascript; charset=utf-8', made: script },
  { name: 'icon', extension: 'svg', type: 'image/svg+xml', made: () => readFileSync(path.join(OURS, 'icon.svg')) },
] as const

/** Their names change with their content, so that a browser keeps them for ever; the content is loaded when one is asked for. */
export async function assetsModule(): Promise<string> {
  const listed = assets.map(async ({ name, extension, type, made }) => {
    const hash = createHash('sha256')
      .update(await made())
      .digest('base64url')
      .slice(0, 12)
    const known = JSON.stringify({ name, path: `/assets/${name}-${hash}.${extension}`, type }).slice(1, -1)
    return `{${known}, gzip: async () => (await import('web:asset/${name}')).default}`
  })
  return `export default [${(await Promise.all(listed)).join(',\n')}]\n`
}

/** The content of one, compressed, in base 64. */
export async function assetContent(name: string): Promise<string> {
  const asset = assets.find((one) => one.name === name)
  if (!asset) throw new Error(`There is no asset ${name}.`)
  return `export default ${JSON.stringify(gzipSync(await asset.made()).toString('base64'))}\n`
}

/** The frontend's styles without its typeface, which is licensed to the NHS alone and would come from another server; then ours. */
async function stylesheet(): Promise<string> {
  const frontend = readFileSync(path.join(FRONTEND, 'nhsuk-frontend.min.css'), 'utf8')
  const { code } = await transform(
    frontend
      .replace(/@font-face{[^}]*}/g, '')
      .replaceAll('Frutiger W01,', '')
      .replace(/\/\*# sourceMappingURL.*/, '') + readFileSync(path.join(OURS, 'site.css'), 'utf8'),
    { loader: 'css', minify: true },
  )
  return code
}

async function script(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(OURS, 'enhance.js')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}
