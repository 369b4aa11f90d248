import { readFileSync } from 'node:fs'
import { compileFunction } from 'node:vm'
import nunjucks from 'nunjucks/browser/nunjucks-slim.js'
import type { ILoader } from 'nunjucks'
import type { Role } from '../../schemas/access.ts'
import type { Asset } from './assets.ts'
import type { NavigationLink } from './navigation.ts'
import type { Shown } from './page.ts'
import { roleWords } from './words/roles.ts'

/** Who sees the page, if anybody is signed in, the mark that their forms carry, and where they may go. */
export interface SeenBy {
  readonly mark: string
  readonly roles: readonly Role[]
  readonly bar: readonly NavigationLink[]
}

export type Renderer = (shown: Shown, path: string, seenBy: SeenBy | undefined) => string

/** A template by its name, compiled. */
export type Templates = (name: string) => object

/** The templates that lie beside the bundle at this address, each read when it is first rendered. Rendering cannot wait for an import. */
export const templatesBeside =
  (url: string): Templates =>
  (name) =>
    templateIn(readFileSync(new URL(`templates/${name}.cjs`, url), 'utf8'), name)

/** What a module exports: as `require` would have it, which takes five times as long. */
export function templateIn(text: string, name: string): object {
  const module = { exports: {} }
  const run = compileFunction(text, ['module'], { filename: name }) as (given: typeof module) => void
  run(module)
  return module.exports
}

/** Renders with templates compiled at build. What is not marked safe is escaped, and nothing of ours is. */
export function renderer(templates: Templates, assets: readonly Asset[]): Renderer {
  // Its types know only sources as text; what is compiled comes as code.
  const getSource = (name: string) => ({ src: { type: 'code', obj: templates(name) }, path: name, noCache: false })
  const environment = new nunjucks.Environment({ getSource } as unknown as ILoader, {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  })
  const addresses = Object.fromEntries(assets.map(({ name, path }) => [name, path]))
  return ({ view, title, shows, mistakes = [] }, path, seenBy) =>
    environment.render(view, {
      assets: addresses,
      title,
      shows,
      mistakes,
      path,
      mark: seenBy?.mark,
      bar: seenBy?.bar ?? [],
      // Somebody at an agency has no role, and is not signed in.
      roles: seenBy && seenBy.roles.length > 0 ? seenBy.roles.map((role) => roleWords[role]) : undefined,
    })
}
