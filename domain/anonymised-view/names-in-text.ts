import type { KnownIdentities } from './known-identities.ts'
import { lexiconOf, type Form, type Lexicon, type NameOrPlace } from './lexicon.ts'
import type { Finder, Mask } from './mask.ts'
import { isFunctionWord, isListed, isOrdinary } from './ordinary-words.ts'
import { isWithoutCapitals, tokensOf, type Token } from './tokens.ts'
import { isAbbreviation, NAMED_PLACES, saysKindOfPlace, saysRole, STREETS } from './vocabulary.ts'

/** A name found: from one token to another, both included. */
interface Found {
  readonly from: number
  readonly to: number
  readonly kind: NameOrPlace
}

/** Several tokens read as one word. `tight`: nothing but a hyphen, point or the like is between them, no space. */
interface Joined {
  readonly to: number
  readonly letters: string
  readonly words: readonly string[]
  readonly isTight: boolean
}

const TIGHT = /^[-‐-―'’`´.·_/*~|\u00ad\u200b]{0,2}$/u
const LOOSE = /^[\s\-‐-―'’.,_/]{1,3}$/u
const MISSPELT_IN_SMALL_LETTERS_FROM = 5
const MISSPELT_JOINED_FROM = 6
const MAX_PARTS_MISSPELT = 4

/** Names of people and places that the record knows, in every form in which people write and miswrite them. */
export function namesIn(known: KnownIdentities): Finder {
  const lexicon = lexiconOf(known)
  return (page) => {
    const tokens = tokensOf(page.text).filter(({ start, end }) => page.isFree(start, end))
    for (const mask of new Reading(page.text, tokens, lexicon).masks()) page.cover(mask)
  }
}

/** One text being read for the names of one record. */
class Reading {
  readonly #text: string
  readonly #tokens: readonly Token[]
  readonly #lexicon: Lexicon
  /** In a text without capitals, a small letter does not make a name a word. */
  readonly #ignoresCase: boolean

  constructor(text: string, tokens: readonly Token[], lexicon: Lexicon) {
    this.#text = text
    this.#tokens = tokens
    this.#lexicon = lexicon
    this.#ignoresCase = isWithoutCapitals(tokens)
  }

  masks(): Mask[] {
    const found: Found[] = []
    let at = 0
    while (at < this.#tokens.length) {
      const here = this.#exact(at) ?? this.#misspelt(at) ?? this.#partly(at)
      if (here) found.push({ from: at, ...here })
      at = (here?.to ?? at) + 1
    }
    return found.map((one, position) => this.#widened(one, found[position - 1]?.to ?? -1, found[position + 1]?.from ?? this.#tokens.length))
  }

  #between(at: number): string {
    return this.#text.slice(this.#tokens[at]?.end, this.#tokens[at + 1]?.start)
  }

  /** What stands at a token, alone and run together with what follows, the shortest first. */
  *#joinedFrom(at: number): Generator<Joined> {
    let [letters, isTight] = ['', true]
    const words: string[] = []
    for (let to = at; to < this.#tokens.length; to++) {
      const word = this.#tokens[to]?.letters ?? ''
      letters += word
      words.push(word)
      yield { to, letters, words, isTight }
      const gap = this.#between(to)
      if (isPossessive(gap, this.#tokens[to + 1])) return
      if (!TIGHT.test(gap)) {
        if (!LOOSE.test(gap)) return
        isTight = false
      }
    }
  }

  #exact(at: number): Omit<Found, 'from'> | undefined {
    let best: Omit<Found, 'from'> | undefined
    for (const joined of this.#joinedFrom(at)) {
      if (!this.#lexicon.beginnings.has(joined.letters)) break
      const kind = this.#kindOf(joined, at)
      if (kind) best = { to: joined.to, kind }
    }
    return best
  }

  #kindOf({ letters, words, isTight }: Joined, at: number): NameOrPlace | undefined {
    const form = this.#lexicon.forms.get(letters)
    if (words.length === 1 || isTight) return form && this.#isName(form, at) ? form.kind : undefined
    if (form && isSplit(letters, words) && this.#isName(form, at)) return form.kind
    const phrase = this.#lexicon.phrases.get(words.join(' '))
    return phrase && (words.length > 2 || this.#ignoresCase || this.#tokens[at]?.isCapitalised) ? phrase : undefined
  }

  /** Whether the case of a word fits its being a name. */
  #isName({ needsCapital, isPlainAtStart }: Form, at: number): boolean {
    const token = this.#tokens[at]
    if (!needsCapital || !token) return true
    if (this.#ignoresCase) return !isPlainAtStart
    return token.isCapitalised && !(isPlainAtStart && token.startsSentence)
  }

  #misspelt(at: number): Omit<Found, 'from'> | undefined {
    for (const { to, letters, words, isTight } of this.#joinedFrom(at)) {
      if (!isTight || words.length > MAX_PARTS_MISSPELT) return undefined
      if (letters.length < (words.length > 1 ? MISSPELT_JOINED_FROM : 3) || isWord(letters)) continue
      const meant = this.#lexicon.misspelt(letters)
      const form = meant === undefined ? undefined : this.#lexicon.forms.get(meant)
      if (!form || meant === undefined) continue
      const token = this.#tokens[at]
      const isSureInSmallLetters = meant.length >= MISSPELT_IN_SMALL_LETTERS_FROM && !form.needsCapital
      if (isSureInSmallLetters || this.#ignoresCase || token?.isCapitalised) return { to, kind: form.kind }
    }
    return undefined
  }

  /** Short forms, initials, and names inside longer words. */
  #partly(at: number): Omit<Found, 'from'> | undefined {
    const token = this.#tokens[at]
    if (!token) return undefined
    const { letters, isCapitalised, isUpperCase } = token
    const { insides, givenNames, capitals } = this.#lexicon
    const inside = isOrdinary(letters) ? undefined : insides.find(([name]) => letters.includes(name))
    if (inside) return { to: at, kind: inside[1] }
    const initials = isUpperCase ? capitals.get(letters) : undefined
    if (initials) return { to: at, kind: initials }
    if (isCapitalised && !isWord(letters) && givenNames.some((given) => isShortFor(letters, given)))
      return { to: at, kind: 'name' }
    return this.#spacedInitials(at)
  }

  /** `J.S.`, `J. S.`, `J S`. */
  #spacedInitials(at: number): Omit<Found, 'from'> | undefined {
    let best: Omit<Found, 'from'> | undefined
    if (this.#tokens[at]?.letters.length !== 1) return undefined
    for (const { to, letters, words } of this.#joinedFrom(at)) {
      const token = this.#tokens[to]
      if (!token?.isUpperCase || words.at(-1)?.length !== 1) break
      if (words.length > 1 && this.#lexicon.initials.has(letters)) best = { to, kind: 'name' }
    }
    return best
  }

  /** With what belongs to it: initials and the rest of a name; the kind of place and the number of the house. */
  #widened({ from, to, kind }: Found, after: number, before: number): Mask {
    const belongs = kind === 'name' ? this.#belongsToName : this.#belongsToPlace
    let [first, last] = [from, to]
    while (first - 1 > after && belongs(first - 1, this.#between(first - 1), 'before')) first--
    while (last + 1 < before && belongs(last + 1, this.#between(last), 'after')) {
      // In `Smith, J. Jones` the initial is the second one's.
      if (last + 2 === before && this.#between(last).startsWith(',')) break
      last++
    }
    const [start, end] = [this.#tokens[first]?.start ?? 0, this.#tokens[last]?.end ?? 0]
    if (kind === 'name') return { start, end, kind }
    const isStreet = this.#tokens.slice(first, last + 1).some(({ letters }) => STREETS.has(letters))
    return { start: isStreet ? start - houseNumberBefore(this.#text.slice(Math.max(0, start - 30), start)) : start, end, kind }
  }

  #belongsToName = (at: number, gap: string, side: 'before' | 'after'): boolean => {
    const token = this.#tokens[at]
    if (!token?.isCapitalised) return false
    if (token.letters.length === 1)
      return (side === 'before' ? /^\.?\s?$/ : /^,?\s$/).test(gap) && (token.letters !== 'i' || side === 'before')
    return /^[ -]$/.test(gap) && isStranger(token)
  }

  #belongsToPlace = (at: number, gap: string, side: 'before' | 'after'): boolean => {
    const token = this.#tokens[at]
    if (!token || !/^(\s|['’]s? ?|\.\s)$/.test(gap) || !saysKindOfPlace(token.letters)) return false
    const isNamed = token.isCapitalised && !isFunctionWord(token.letters)
    return side === 'before' ? isNamed && !token.startsSentence : isNamed || NAMED_PLACES.has(token.letters)
  }
}

/** Capitalised like a name, and no word that this service knows. */
export const isStranger = ({ letters, isCapitalised, isUpperCase }: Token): boolean =>
  isCapitalised && letters.length > 1 && !(isUpperCase && letters.length <= 5) && !isWord(letters)

const isWord = (letters: string) =>
  isOrdinary(letters) || isAbbreviation(letters) || saysRole(letters) || saysKindOfPlace(letters)

const CHANCE_UP_TO = 6

/** Whether words with a space between are one name taken apart: not where short ordinary words only happen to spell it (`am in`). */
const isSplit = (letters: string, words: readonly string[]) =>
  letters.length > CHANCE_UP_TO || (letters.length >= 4 && !words.every(isListed))

const isPossessive = (gap: string, next: Token | undefined) => /^['’]$/.test(gap) && next?.letters === 's'

const houseNumberBefore = (text: string) =>
  /(?:\b(?:flat|apartment|unit|no|number)\.?\s*)?(?:\d{1,4}[a-z]?\s*(?:[-–/]\s*\d{1,4}[a-z]?)?[,\s]+)+$/i.exec(text)?.[0].length ?? 0

/** `Sam` and `Sammy` for `samuel`: three letters or more of the beginning, with or without a fond ending. */
function isShortFor(letters: string, given: string): boolean {
  if (letters.length < 3 || letters === given) return false
  if (given.startsWith(letters)) return true
  const stem = letters.replace(/(?:ie|ey|y|i|o|s|z)$/, '')
  const single = stem.replace(/(.)\1$/, '$1')
  return stem !== letters && [stem, single].some((begins) => begins.length >= 3 && given.startsWith(begins))
}
