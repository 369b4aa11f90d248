declare module 'templates:print' {
  /** By name, as nunjucks compiles them; its types take the record for a list. */
  const templates: unknown[]
  export default templates
}
