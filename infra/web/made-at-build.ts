import path from 'node:path'
import type { Plugin } from 'esbuild'
import { assetContent, assetsModule } from './assets.ts'
import { pagesModule } from './pages.ts'
import { templateModule } from './templates.ts'

const makers: Readonly<Record<string, (name: string) => string | Promise<string>>> = {
  'web:pages': pagesModule,
  'web:assets': assetsModule,
  'web:asset': assetContent,
  'web:template': templateModule,
}

/** Lets the pages' handler import what the build makes: the list of its pages, its assets, and its templates, compiled. */
export const madeAtBuild: Plugin = {
  name: 'made-at-build',
  setup(build) {
    build.onResolve({ filter: /^web:/ }, ({ path: name }) => ({ path: name, namespace: 'made' }))
    build.onLoad({ filter: /.*/, namespace: 'made' }, async ({ path: wanted }) => {
      const [kind = '', ...name] = wanted.split('/')
      const make = makers[kind]
      if (!make) throw new Error(`Nothing makes ${wanted}.`)
      return {
        contents: await make(name.join('/')),
        loader: 'js',
        resolveDir: path.resolve(import.meta.dirname, '..', '..'),
      }
    })
  },
}
