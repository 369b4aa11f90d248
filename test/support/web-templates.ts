import { renderer, type Renderer } from '../../functions/web/render.ts'
import { templateModule, templateNames } from '../../infra/web/templates.ts'

const assets = ['site', 'enhance', 'icon'].map((name) => ({
  name,
  path: `/assets/${name}`,
  type: 'text/plain',
  gzip: () => Promise.resolve(''),
}))

type Load = (module: { exports: object }) => void

/** The pages' own renderer, with their templates compiled as the build compiles them. */
export async function realRenderer(): Promise<Renderer> {
  const loads = templateNames().map((name) => `${JSON.stringify(name)}: (module) => { ${templateModule(name)} }`)
  const text = `export default { ${loads.join()} }`
  const url = `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`
  const { default: templates } = (await import(url)) as { readonly default: Record<string, Load> }
  return renderer((name) => {
    const module = { exports: {} }
    templates[name]?.(module)
    return module.exports
  }, assets)
}
