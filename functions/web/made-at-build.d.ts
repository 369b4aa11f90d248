declare module 'web:templates' {
  const templates: Readonly<Record<string, object>>
  export default templates
}

declare module 'web:assets' {
  import type { Asset } from './assets.ts'
  const assets: readonly Asset[]
  export default assets
}

declare module 'nunjucks/browser/nunjucks-slim.js' {
  import type * as whole from 'nunjucks'
  const nunjucks: typeof whole
  export default nunjucks
}
