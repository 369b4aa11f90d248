import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import nunjucks from 'nunjucks'

const OURS = path.resolve(import.meta.dirname, '..', '..', 'functions', 'web', 'templates')
/** Below it lies `nhsuk/`, which is how its macros name each other. */
export const FRONTEND = path.dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/dist/nhsuk/template.njk'))

const sourceOf = (name: string) =>
  readFileSync(name.startsWith('nhsuk/') ? path.join(path.dirname(FRONTEND), name) : path.join(OURS, name), 'utf8')

/** What a template names of others; a name made at run time would escape this, so none may be. */
const named = (source: string) =>
  [...source.matchAll(/{%-?\s*(?:from|import|include|extends)\s+(["'])(.+?)\1/g)].map(([, , name = '']) => name)

const isTemplate = (file: string) => file.endsWith('.njk')

/** Our templates and, of the frontend, those that they come to use: all of them would be half a megabyte. */
export function templateNames(): readonly string[] {
  const names = new Set(readdirSync(OURS, { recursive: true, encoding: 'utf8' }).filter(isTemplate))
  for (const name of names) for (const other of named(sourceOf(name))) names.add(other)
  return [...names].sort()
}

/** A template as a module that needs no compiler at run time: compiling all takes more than a second, and a doctor waits for it. */
export const templateModule = (name: string) => `module.exports = ${compiled(name)}\n`

/** Its own code is the body of a function. The types speak of one template where the compiler gives a list of one. */
const compiled = (name: string) =>
  nunjucks.precompileString(sourceOf(name), {
    name,
    wrapper: (given) => {
      const [only] = given as unknown as readonly [{ readonly template: string }]
      return `(function () {\n${only.template}\n})()`
    },
  })
