import type { KnownIdentities } from './known-identities.ts'
import { lexiconOf, type Form, type Lexicon } from './lexicon.ts'
import type { Finder } from './mask.ts'
import { extentsOf } from './name-extent.ts'
import { isListed, isOrdinary } from './ordinary-words.ts'
import { Reading, type Joined } from './reading.ts'
import type { Token } from './tokens.ts'
import { isWord } from './vocabulary.ts'
import type { NameOrPlace } from './written-forms.ts'

/** The last token of a name, and what kind of name it is. */
interface Found {
  readonly to: number
  readonly kind: NameOrPlace
}

/** Names of people and places that the record knows, in every form in which people write and miswrite them. */
export function namesIn(known: KnownIdentities): Finder {
  const lexicon = lexiconOf(known)
  return (page) => {
    const reading = new Reading(page.rest)
    page.cover(extentsOf(reading, Array.from(namesOf(reading, lexicon))))
  }
}

function* namesOf(reading: Reading, lexicon: Lexicon): Generator<Found & { from: number }> {
  let at = 0
  while (at < reading.tokens.length) {
    const found = exactly(reading, lexicon, at) ?? misspelt(reading, lexicon, at) ?? inPart(reading, lexicon, at)
    if (found) yield { from: at, ...found }
    at = (found?.to ?? at) + 1
  }
}

/** The longest run of words that is a form or a phrase. */
function exactly(reading: Reading, lexicon: Lexicon, at: number): Found | undefined {
  let longest: Found | undefined
  for (const joined of reading.joinedFrom(at)) {
    if (!lexicon.beginnings.has(joined.letters)) break
    const kind = kindOf(reading, lexicon, joined, at)
    if (kind) longest = { to: joined.to, kind }
  }
  return longest
}

function kindOf(
  reading: Reading,
  { forms, phrases }: Lexicon,
  { letters, words, isTight }: Joined,
  at: number,
): NameOrPlace | undefined {
  const form = forms.get(letters)
  const isOneWord = words.length === 1 || isTight || isTakenApart(letters, words)
  if (form && isOneWord && isWrittenAsName(reading, form, at)) return form.kind
  const phrase = phrases.get(words.join(' '))
  const isSure = words.length > 2 || reading.ignoresCase || reading.tokens[at]?.isCapitalised
  return isSure ? phrase : undefined
}

const CHANCE_UP_TO = 6

/** Whether words with a space between are one name taken apart: not where short ordinary words only happen to spell it (`am in`). */
const isTakenApart = (letters: string, words: readonly string[]) =>
  letters.length > CHANCE_UP_TO || (letters.length >= 4 && !words.every(isListed))

/** Whether the case of a word fits its being a name. */
function isWrittenAsName(
  { tokens, ignoresCase }: Reading,
  { needsCapital, isPlainAtStart }: Form,
  at: number,
): boolean {
  if (!needsCapital) return true
  if (ignoresCase) return !isPlainAtStart
  return tokens[at]?.isCapitalised === true && !(isPlainAtStart && tokens[at].startsSentence)
}

const SURE_IN_SMALL_LETTERS_FROM = 5
const JOINED_FROM = 4
const SURE_JOINED_FROM = 6
const MAX_PARTS = 4

/** A name with one letter wrong. An ordinary word is not taken for one, unless a capital within a sentence says that it is a name. */
function misspelt(reading: Reading, lexicon: Lexicon, at: number): Found | undefined {
  for (const { to, letters, words, isTight } of reading.joinedFrom(at)) {
    if (!isTight || words.length > MAX_PARTS) return undefined
    if ((words.length > 1 && letters.length < JOINED_FROM) || isReadAsWord(reading.tokens[at], letters)) continue
    const meant = lexicon.misspelt(letters)
    const form = meant === undefined ? undefined : lexicon.forms.get(meant)
    if (!form || meant === undefined) continue
    const sureFrom = words.length > 1 ? SURE_JOINED_FROM : SURE_IN_SMALL_LETTERS_FROM
    const isSure = meant.length >= sureFrom && !form.needsCapital
    if (isSure || reading.ignoresCase || reading.tokens[at]?.isCapitalised) return { to, kind: form.kind }
  }
  return undefined
}

/** Listed words are words however they are written; a form of one (`Waiters`) only where its case does not make it a name. */
const isReadAsWord = (first: Token | undefined, letters: string) =>
  isWord(letters) && (isListed(letters) || !first?.isCapitalised || first.startsSentence || first.isUpperCase)

/** Names inside longer words, initials and short forms. */
function inPart(reading: Reading, lexicon: Lexicon, at: number): Found | undefined {
  const token = reading.tokens[at]
  if (!token) return undefined
  const { letters, isCapitalised, isUpperCase } = token
  const inside = isOrdinary(letters) ? undefined : lexicon.insides.find(([name]) => letters.includes(name))
  if (inside) return { to: at, kind: inside[1] }
  const initials = isUpperCase ? lexicon.capitals.get(letters) : undefined
  if (initials) return { to: at, kind: initials }
  if (isCapitalised && !isWord(letters) && lexicon.givenNames.some((given) => isShortFor(letters, given)))
    return { to: at, kind: 'name' }
  return letters.length === 1 ? spacedInitials(reading, lexicon, at) : undefined
}

/** `J.S.`, `J. S.`, `J S`. */
function spacedInitials(reading: Reading, { initials }: Lexicon, at: number): Found | undefined {
  let longest: Found | undefined
  for (const { to, letters, words } of reading.joinedFrom(at)) {
    if (!reading.tokens[to]?.isUpperCase || words.at(-1)?.length !== 1) break
    if (words.length > 1 && initials.has(letters)) longest = { to, kind: 'name' }
  }
  return longest
}

/** `Sam` and `Sammy` for `samuel`: three letters or more of the beginning, with or without a fond ending. */
function isShortFor(letters: string, given: string): boolean {
  if (letters.length < 3 || letters === given) return false
  if (given.startsWith(letters)) return true
  const stem = letters.replace(/(?:ie|ey|y|i|o|s|z)$/, '')
  const single = stem.replace(/(.)\1$/, '$1')
  return stem !== letters && [stem, single].some((begins) => begins.length >= 3 && given.startsWith(begins))
}
