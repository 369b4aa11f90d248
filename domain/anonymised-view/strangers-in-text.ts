import { byPattern, type Finder } from './mask.ts'
import { isStranger, type Name } from './name-extent.ts'
import { isFunctionWord, isListed } from './ordinary-words.ts'
import { Reading } from './reading.ts'
import type { Token } from './tokens.ts'
import { FIRM_TITLES, LOOSE_TITLES, NAMED_PLACES, saysRole, SMALL_TITLES, STREETS } from './vocabulary.ts'

/** People and places that the record does not know, where a title or the kind of place gives them away. */
export const strangersIn: Finder = (page) => {
  const reading = new Reading(page.rest)
  const found: Name[] = []
  for (const at of reading.tokens.keys()) {
    const name = titled(reading, at) ?? namedPlace(reading, at)
    if (name && name.from > (found.at(-1)?.to ?? -1)) found.push(name)
  }
  page.cover(found.map(({ from, to, kind }) => ({ ...reading.stretch(from, to), kind })))
  houses(page)
}

const MAX_WORDS = 3
/** `PC 1234 Bloggs`; `called "Bloggs"`. */
const AFTER_TITLE = /^[.:]?\s+(?:\d+\s+)?["'‘“(]?$/
const WITHIN_NAME = /^(?:\.?\s|[-'’])$/

/** `Dr Bloggs`, `PC J. Bloggs`, `Nurse Bloggs`, `called Bloggs`: the name after the title, which itself stays. */
function titled(reading: Reading, at: number): Name | undefined {
  const [title, first] = [reading.tokens[at], reading.tokens[at + 1]]
  if (!title || !first || !isNamedBy(title, first) || !AFTER_TITLE.test(reading.gapAfter(at))) return undefined
  let to = at + 1
  while (to - at < MAX_WORDS && WITHIN_NAME.test(reading.gapAfter(to)) && continuesName(reading.tokens[to + 1])) to++
  return { from: at + 1, to, kind: 'name' }
}

function isNamedBy(title: Token, next: Token): boolean {
  if (LOOSE_TITLES.has(title.letters)) return isStranger(next)
  if (!FIRM_TITLES.has(title.letters) || saysRole(next.letters)) return false
  const isSmall = SMALL_TITLES.has(title.letters)
  if (next.isCapitalised) return (title.isCapitalised || isSmall) && !isFunctionWord(next.letters)
  return isSmall && !isListed(next.letters) && next.letters.length > 2
}

const continuesName = (token: Token | undefined): boolean =>
  token !== undefined &&
  (isStranger(token) || (token.isUpperCase && token.letters.length === 1 && token.letters !== 'i'))

const MAX_WORDS_OF_PLACE = 5

/** `Madeup Road`, `Alder Hey Hospital`: capitalised words, one at least none of ours, before a kind of place. */
function namedPlace(reading: Reading, at: number): Name | undefined {
  const kindOfPlace = reading.tokens[at]
  if (!kindOfPlace || !NAMED_PLACES.has(kindOfPlace.letters)) return undefined
  let from = at
  while (
    at - from < MAX_WORDS_OF_PLACE &&
    /^(?:\s|['’])$/.test(reading.gapAfter(from - 1)) &&
    isOfPlace(reading.tokens[from - 1])
  )
    from--
  const { isCapitalised } = kindOfPlace
  const isNamed = reading.tokens
    .slice(from, at)
    .some((token) => isStranger(token) && (isCapitalised || !token.startsSentence))
  return isNamed ? { from, to: isCapitalised ? at : at - 1, kind: 'place' } : undefined
}

const isOfPlace = (token: Token | undefined): boolean =>
  token !== undefined &&
  (isStranger(token) ||
    ['s', 'st'].includes(token.letters) ||
    (token.isCapitalised && !token.startsSentence && !isFunctionWord(token.letters) && !saysRole(token.letters)))

const STREET = [...STREETS].join('|')
const HOUSE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?:flat|apartment|unit)\s\d+[a-z]?,?\s)?\d{1,4}[a-z]?,?\s(?:\p{Lu}[\p{L}'’-]*\s){1,3}(?:${STREET})(?![\p{L}])`,
  'giu',
)

/** A number and a street, whatever the street is called. */
const houses: Finder = byPattern(HOUSE, ([written]) => (/\s\p{Lu}/u.test(written) ? { kind: 'place' } : undefined))
