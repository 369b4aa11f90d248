/* eslint-disable @typescript-eslint/consistent-type-imports -- a declaration like this has no other way to import */
declare module 'web:pages' {
  /** As the lists of these names in the sources, each page loaded when it is first asked for. */
  export const pages: typeof import('./pages/all.ts').pages
  export const agencyPages: typeof import('./agency/pages.ts').agencyPages
}

declare module 'web:assets' {
  /** As `Asset` in `assets.ts`, which a declaration like this cannot import. */
  const assets: readonly {
    readonly name: string
    readonly path: string
    readonly type: string
    readonly gzip: () => Promise<string>
  }[]
  export default assets
}

declare module 'nunjucks/browser/nunjucks-slim.js' {
  import type * as whole from 'nunjucks'
  const nunjucks: typeof whole
  export default nunjucks
}
