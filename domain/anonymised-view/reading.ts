import { isWithoutCapitals, tokensOf, type Token } from './tokens.ts'

/** Several tokens read as one word. */
export interface Joined {
  /** The last of them. */
  readonly to: number
  readonly letters: string
  readonly words: readonly string[]
  /** Nothing but a hyphen, a point or the like is between them: no space. */
  readonly isTight: boolean
}

const TIGHT = /^[-‐-―'’`´.·_/*~|\u00ad\u200b]{0,2}$/u
const LOOSE = /^[\s\-‐-―'’.,_/]{1,3}$/u

/** A text as its words, and what is between them. */
export class Reading {
  readonly text: string
  readonly tokens: readonly Token[]
  /** In a text without capitals, a small letter does not tell a word from a name. */
  readonly ignoresCase: boolean

  constructor(text: string) {
    this.text = text
    this.tokens = tokensOf(text)
    this.ignoresCase = isWithoutCapitals(this.tokens)
  }

  /** What is between a token and the next. */
  gapAfter(at: number): string {
    return this.text.slice(this.tokens[at]?.end, this.tokens[at + 1]?.start)
  }

  /** A token alone, then run together with one after the other that follows. The `s` of a possessive is not read. */
  *joinedFrom(at: number): Generator<Joined> {
    let [letters, isTight] = ['', true]
    const words: string[] = []
    for (let to = at; to < this.tokens.length; to++) {
      const word = this.tokens[to]?.letters ?? ''
      letters += word
      words.push(word)
      yield { to, letters, words, isTight }
      const gap = this.gapAfter(to)
      const isPossessive = /^['’]$/.test(gap) && this.tokens[to + 1]?.letters === 's'
      if (isPossessive || !(TIGHT.test(gap) || LOOSE.test(gap))) return
      isTight &&= TIGHT.test(gap)
    }
  }

  /** Where in the text these tokens stand, both included. */
  stretch(from: number, to: number): { start: number; end: number } {
    return { start: this.tokens[from]?.start ?? 0, end: this.tokens[to]?.end ?? 0 }
  }
}
