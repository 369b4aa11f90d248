import { changed, leavesOf, valueAt } from '../changed.ts'
import { PLANTS, SHORT_PLANTS } from './markup.ts'

export interface Planted<T> {
  readonly value: T
  /** How many texts of it are planted ones. */
  readonly count: number
}

/**
 * The same document with a planted text in every place that takes one: a code, a date or a number refuses it and stays as it is.
 *
 * @param takes whether the document is valid
 * @param from which text comes first: another makes another document
 */
export function planted<T>(document: T, takes: (document: unknown) => boolean, from = 0): Planted<T> {
  if (!takes(document)) throw new Error(`Not valid as it is: ${JSON.stringify(document).slice(0, 200)}`)
  let value: unknown = document
  let count = 0
  for (const [turn, path] of leavesOf(document).entries()) {
    if (typeof valueAt(value, path) !== 'string') continue
    const first = PLANTS[(turn + from) % PLANTS.length] ?? ''
    const [fits] = [first, ...SHORT_PLANTS].map((text) => changed(value, path, text)).filter(takes)
    if (fits === undefined) continue
    value = fits
    count += 1
  }
  return { value: value as T, count }
}
