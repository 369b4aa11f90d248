import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, transform } from 'esbuild'
import { FRONTEND } from './templates.ts'

const OURS = path.resolve(import.meta.dirname, '..', '..', 'functions', 'web', 'assets')

/**
 * What pages fetch besides themselves: one stylesheet, one small script, one icon. They lie in the bundle compressed, and their
 * names change with their content, so that a browser keeps them for ever.
 */
export async function assetsModule(): Promise<string> {
  const files = [
    asset('site', 'css', 'text/css; charset=utf-8', await stylesheet()),
    asset('enhance', 'js', 'text/javascript; charset=utf-8', await script()),
    asset('icon', 'svg', 'image/svg+xml', readFileSync(path.join(OURS, 'icon.svg'))),
  ]
  return `export default ${JSON.stringify(files)}\n`
}

function asset(name: string, extension: string, type: string, content: string | Uint8Array) {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 12)
  return { name, path: `/assets/${name}-${hash}.${extension}`, type, gzip: gzipSync(content).toString('base64') }
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
