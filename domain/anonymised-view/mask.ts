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

/** Stands for a sign that is masked: no letter, no digit, no space, so that nothing is read across it. */
const COVERED = '\u0000'

/** A text that is being masked. What is masked is no longer there for whoever looks next. */
export class Page {
  #rest: string
  readonly #masks: Mask[] = []

  constructor(text: string) {
    this.#rest = text
  }

  /** The text, with what is masked blotted out. */
  get rest(): string {
    return this.#rest
  }

  /** In the order of the text. */
  get masks(): readonly Mask[] {
    return this.#masks.toSorted((one, other) => one.start - other.start)
  }

  /** Masks stretches of the rest. */
  cover(masks: readonly Mask[]): void {
    let [rest, from] = ['', 0]
    for (const { start, end } of masks) {
      rest += this.#rest.slice(from, start) + COVERED.repeat(end - start)
      from = end
    }
    this.#rest = rest + this.#rest.slice(from)
    this.#masks.push(...masks)
  }
}

/** Finds something to mask on a page, and covers it. */
export type Finder = (page: Page) => void

/** A finder by a global pattern that never matches nothing: each match that `read` understands is masked. */
export const byPattern =
  (pattern: RegExp, read: (match: RegExpExecArray) => Meaning | undefined): Finder =>
  (page) => {
    const found: Mask[] = []
    // Not matchAll: it makes a new pattern each time, at several times the cost of using one.
    pattern.lastIndex = 0
    for (let match = pattern.exec(page.rest); match; match = pattern.exec(page.rest)) {
      const { 0: written, index } = match
      const meaning = read(match)
      if (meaning) found.push({ start: index, end: index + written.length, ...meaning })
      else pattern.lastIndex = index + 1
    }
    if (found.length > 0) page.cover(found)
  }

/** Several finders as one. */
export const inTurn =
  (...finders: readonly Finder[]): Finder =>
  (page) => {
    for (const find of finders) find(page)
  }
