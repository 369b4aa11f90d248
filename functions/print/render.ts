import nunjucks, { type ILoader } from 'nunjucks'

/** Makes HTML of a template and what it shows. */
export type Render = (template: string, shown: object) => string

/** Everything shown is escaped, and a template that asks for what is not there fails instead of leaving a hole. */
export function rendererOf(loader: ILoader): Render {
  const environment = new nunjucks.Environment(loader, { autoescape: true, throwOnUndefined: true })
  return (template, shown) => environment.render(template, shown)
}
