interface AtPath {
  /** `/notifications/{reference}` */
  readonly path: string
}

export interface Found<P extends AtPath> {
  readonly page: P
  readonly params: Readonly<Record<string, string>>
}

/** Finds the page at an address. A literal segment goes before a parameter. */
export function findPage<P extends AtPath>(pages: readonly P[], path: string): Found<P> | undefined {
  const segments = path.split('/')
  const found = pages.flatMap((page) => {
    const params = match(page.path.split('/'), segments)
    return params ? [{ page, params }] : []
  })
  return found.sort((one, other) => Object.keys(one.params).length - Object.keys(other.params).length)[0]
}

function match(pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== path.length) return undefined
  const params: Record<string, string> = {}
  for (const [position, wanted] of pattern.entries()) {
    const given = path[position] ?? ''
    const [, name] = /^{(\w+)}$/.exec(wanted) ?? []
    if (name === undefined ? wanted !== given : given === '') return undefined
    if (name !== undefined) params[name] = given
  }
  return params
}
