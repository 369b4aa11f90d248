import path from 'node:path'
import type { Plugin } from 'esbuild'
import nunjucks from 'nunjucks'

const PREFIX = 'templates:'

/** Lets `import templates from 'templates:print'` mean the templates of that function, compiled. */
export const precompiledTemplates = (root: string): Plugin => ({
  name: 'precompiled-templates',
  setup: (build) => {
    // Templates come compiled, so that the compiler can stay behind.
    const slim = path.join(root, 'node_modules', 'nunjucks', 'browser', 'nunjucks-slim.js')
    build.onResolve({ filter: /^nunjucks$/ }, () => ({ path: slim }))
    build.onResolve({ filter: new RegExp(`^${PREFIX}`) }, ({ path: name }) => ({ path: name, namespace: 'templates' }))
    build.onLoad({ filter: /.*/, namespace: 'templates' }, ({ path: name }) => {
      const folder = path.join(root, 'functions', name.slice(PREFIX.length), 'templates')
      return { contents: nunjucks.precompile(folder, { include: ['\\.njk$'], wrapper: asModule }), watchDirs: [folder] }
    })
  },
})

interface Compiled {
  readonly name: string
  readonly template: string
}

/** Its types say one template; for a folder it is given all. */
const asModule = (compiled: Compiled | readonly Compiled[]) =>
  `export default {${[compiled]
    .flat()
    .map(({ name, template }) => `${JSON.stringify(name)}: (() => {${template}\n})()`)
    .join(',')}}`
