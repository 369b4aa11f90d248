declare module 'web:templates' {
  const templates: Readonly<Record<string, object>>
  export default templates
}

declare module 'web:assets' {
  const assets: readonly import('./assets.ts').Asset[]
  export default assets
}

declare module 'nunjucks/browser/nunjucks-slim.js' {
  const nunjucks: typeof import('nunjucks')
  export default nunjucks
}
