import { createHash } from 'node:crypto'

/** SHA-256 of a release without its hash: of JSON without blanks, the names of every object in the order of their characters. */
export function hashOf(release: Readonly<Record<string, unknown>>): string {
  const text = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(text).join(',')}]`
    if (value === null || typeof value !== 'object') return JSON.stringify(value)
    const fields = Object.entries(value).filter(([, content]) => content !== undefined)
    fields.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([name, content]) => `${JSON.stringify(name)}:${text(content)}`).join(',')}}`
  }
  return createHash('sha256')
    .update(text({ ...release, hash: undefined }))
    .digest('hex')
}
