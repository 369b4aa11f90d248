import { renderer, type Renderer } from '../../functions/web/render.ts'
import { templatesModule } from '../../infra/web/templates.ts'

const assets = ['site', 'enhance', 'icon'].map((name) => ({
  name,
  path: `/assets/${name}`,
  type: 'text/plain',
  gzip: '',
}))

/** The pages' own renderer, with their templates compiled as the build compiles them. */
export async function realRenderer(): Promise<Renderer> {
  const url = `data:text/javascript;base64,${Buffer.from(templatesModule()).toString('base64')}`
  const { default: templates } = (await import(url)) as { readonly default: Record<string, object> }
  return renderer(templates, assets)
}
