import { byPattern, type Finder } from './mask.ts'
import { isStranger } from './names-in-text.ts'
import { isFunctionWord, isListed } from './ordinary-words.ts'
import { tokensOf, type Token } from './tokens.ts'
import { FIRM_TITLES, LOOSE_TITLES, NAMED_PLACES, saysRole, SMALL_TITLES, STREETS } from './vocabulary.ts'

const MAX_NAMES = 3

/** People and places that the record does not know, where a title or the kind of place gives them away. */
export const strangersIn: Finder = (page) => {
  const { text } = page
  const tokens = tokensOf(text)
  const gapAfter = (at: number) => text.slice(tokens[at]?.end, tokens[at + 1]?.start)
  for (const at of tokens.keys()) {
    const range = titled(tokens, at, gapAfter) ?? namedPlace(tokens, at, gapAfter)
    const [start, end] = [tokens[range?.from ?? -1]?.start, tokens[range?.to ?? -1]?.end]
    if (range && start !== undefined && end !== undefined) page.cover({ start, end, kind: range.kind })
  }
  houses(page)
}

interface Range {
  readonly from: number
  readonly to: number
  readonly kind: 'name' | 'place'
}
type Gap = (at: number) => string

/** `Dr Bloggs`, `PC J. Bloggs`, `Nurse Bloggs`, `called Bloggs`: the name after the title, which itself stays. */
function titled(tokens: readonly Token[], at: number, gapAfter: Gap): Range | undefined {
  const title = tokens[at]
  if (!title || !isTitle(title) || !/^[.:]?\s+["'‘“(]?$/.test(gapAfter(at))) return undefined
  let to = at
  while (to + 1 < tokens.length && to - at < MAX_NAMES && (to === at || /^(?:\.?\s|[-'’])$/.test(gapAfter(to)))) {
    const next = tokens[to + 1]
    if (!next || !(to === at ? isNamedBy(title, next) : continuesName(next))) break
    to++
  }
  return to > at ? { from: at + 1, to, kind: 'name' } : undefined
}

const isTitle = ({ letters }: Token) => FIRM_TITLES.has(letters) || LOOSE_TITLES.has(letters)

function isNamedBy(title: Token, next: Token): boolean {
  if (saysRole(next.letters) && !isInitial(next)) return false
  if (FIRM_TITLES.has(title.letters)) {
    if (next.isCapitalised) return title.isCapitalised ? !isFunctionWord(next.letters) : SMALL_TITLES.has(title.letters)
    return SMALL_TITLES.has(title.letters) && !isListed(next.letters) && next.letters.length > 2
  }
  return LOOSE_TITLES.has(title.letters) && isStranger(next)
}

const isInitial = ({ letters, isUpperCase }: Token) => letters.length === 1 && isUpperCase
const continuesName = (token: Token) => isStranger(token) || (isInitial(token) && token.letters !== 'i')

/** `Madeup Road`, `Alder Hey Hospital`: capitalised words that are none of ours, before a kind of place. */
function namedPlace(tokens: readonly Token[], at: number, gapAfter: Gap): Range | undefined {
  const kindOfPlace = tokens[at]
  if (!kindOfPlace || !NAMED_PLACES.has(kindOfPlace.letters)) return undefined
  let from = at
  while (from > 0 && at - from < 5 && /^(?:\s|['’])$/.test(gapAfter(from - 1)) && isPartOfPlace(tokens[from - 1])) from--
  const names = tokens.slice(from, at)
  const isNamed = names.some((token) => isStranger(token) && (kindOfPlace.isCapitalised || !token.startsSentence))
  return isNamed ? { from, to: kindOfPlace.isCapitalised ? at : at - 1, kind: 'place' } : undefined
}

const isPartOfPlace = (token: Token | undefined): boolean =>
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
