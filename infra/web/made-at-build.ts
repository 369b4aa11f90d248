import path from 'node:path'
import type { Plugin } from 'esbuild'
import { assetsModule } from './assets.ts'
import { templatesModule } from './templates.ts'

const modules: Readonly<Record<string, () => string | Promise<string>>> = {
  'web:templates': templatesModule,
  'web:assets': assetsModule,
}

/** Lets the pages' handler import what the build makes: its templates, compiled, and its assets. */
export const madeAtBuild: Plugin = {
  name: 'made-at-build',
  setup(build) {
    build.onResolve({ filter: /^web:/ }, ({ path: name }) => ({ path: name, namespace: 'made' }))
    build.onLoad({ filter: /.*/, namespace: 'made' }, async ({ path: name }) => ({
      contents: (await modules[name]?.()) ?? '',
      loader: 'js',
      resolveDir: path.resolve(import.meta.dirname, '..', '..'),
    }))
  },
}
