declare module 'web:templates' {
  const templates: Readonly<Record<string, object>>
  export default templates
}

declare module 'web:assets' {
  /** As `Asset` in `assets.ts`, which a declaration like this cannot import. */
  const assets: readonly {
    readonly name: string
    readonly path: string
    readonly type: string
    readonly gzip: string
  }[]
  export default assets
}

declare module 'nunjucks/browser/nunjucks-slim.js' {
  import type * as whole from 'nunjucks'
  const nunjucks: typeof whole
  export default nunjucks
}
