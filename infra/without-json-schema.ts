import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'

/**
 * Leaves out of the bundles how zod writes schemas down as JSON Schema: functions read with schemas and never describe them (the
 * description of the API is made before). It would be four in a hundred of what a doctor waits for.
 */
export const withoutJsonSchema: Plugin = {
  name: 'without-json-schema',
  setup: (build) => {
    build.onLoad({ filter: /zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/ }, ({ path }) => {
      const names = readFileSync(path, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm)
      return {
        contents: `const gone = () => gone\n${[...names].map(([, name]) => `export { gone as ${name} }`).join('\n')}`,
      }
    })
  },
}
