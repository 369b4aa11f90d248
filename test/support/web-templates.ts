import { renderer, templateIn, type Renderer } from '../../functions/web/render.ts'
import { templateModule } from '../../infra/web/templates.ts'

const assets = ['site', 'enhance', 'icon'].map((name) => ({
  name,
  path: `/assets/${name}`,
  type: 'text/plain',
  gzip: () => Promise.resolve(''),
}))

/** The pages' own renderer, with their templates compiled as the build compiles them. */
export const realRenderer = (): Renderer => renderer((name) => templateIn(templateModule(name), name), assets)
