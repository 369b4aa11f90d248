import type { MaskKind } from '../../schemas/anonymised-case.ts'

/** A stretch of a text that is not shown, and what is shown in its place. */
export interface Mask {
  readonly start: number
  readonly end: number
  readonly kind: MaskKind
  /** For a date or a time: what may be said of it. */
  readonly says?: string | undefined
}

/** What a mask says, without where it is. */
export type Meaning = Omit<Mask, 'start' | 'end'>

/** A text that is being masked. What is masked first stays so. */
export class Page {
  readonly text: string
  readonly #covered: Uint8Array
  readonly #masks: Mask[] = []

  constructor(text: string) {
    this.text = text
    this.#covered = new Uint8Array(text.length)
  }

  /** In the order of the text. */
  get masks(): readonly Mask[] {
    return this.#masks.toSorted((one, other) => one.start - other.start)
  }

  isFree(start: number, end: number): boolean {
    return !this.#covered.subarray(start, end).includes(1)
  }

  /** Masks a stretch, unless some of it is masked already; says whether it did. */
  cover(mask: Mask): boolean {
    if (mask.end <= mask.start || !this.isFree(mask.start, mask.end)) return false
    this.#covered.fill(1, mask.start, mask.end)
    this.#masks.push(mask)
    return true
  }
}

/** Finds something to mask on a page, and covers it. */
export type Finder = (page: Page) => void

/** A finder by a global pattern that never matches nothing: each match that `read` understands is masked. */
export const byPattern =
  (pattern: RegExp, read: (match: RegExpExecArray) => Meaning | undefined): Finder =>
  (page) => {
    // Not matchAll: it makes a new pattern each time, at several times the cost of using one.
    pattern.lastIndex = 0
    for (let match = pattern.exec(page.text); match; match = pattern.exec(page.text)) {
      const { 0: written, index } = match
      const meaning = read(match)
      const isCovered = meaning && page.cover({ start: index, end: index + written.length, ...meaning })
      // What is not masked as a whole may be in part: `12 and 13 March` where `12` belongs to the date before it.
      if (!isCovered) pattern.lastIndex = index + 1
    }
  }

/** Several finders as one. */
export const inTurn =
  (...finders: readonly Finder[]): Finder =>
  (page) => {
    for (const find of finders) find(page)
  }
