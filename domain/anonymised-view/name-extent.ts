import type { NameOrPlace } from './lexicon.ts'
import { isFunctionWord } from './ordinary-words.ts'
import type { Reading } from './reading.ts'
import type { Token } from './tokens.ts'
import { isWord, NAMED_PLACES, saysKindOfPlace, STREETS } from './vocabulary.ts'

interface Name {
  readonly from: number
  readonly to: number
  readonly kind: NameOrPlace
}

/** Tokens that belong to other names: the last one of the name before, the first one of the name after. */
interface Bounds {
  readonly after: number
  readonly before: number
}

/** A name with what belongs to it: initials and the rest of the name; of a place its kind and the number of the house. */
export function extentOf(
  reading: Reading,
  { from, to, kind }: Name,
  { after, before }: Bounds,
): { start: number; end: number; to: number } {
  const belongs = kind === 'name' ? belongsToName : belongsToPlace
  let [first, last] = [from, to]
  while (first - 1 > after && belongs(reading.tokens[first - 1], reading.gapAfter(first - 1), 'before')) first--
  while (last + 1 < before && belongs(reading.tokens[last + 1], reading.gapAfter(last), 'after')) {
    // In `Smith, J. Jones` the initial is the second one's.
    if (last + 2 === before && reading.gapAfter(last).startsWith(',')) break
    last++
  }
  const { start, end } = reading.maskOf(first, last)
  const isStreet = kind === 'place' && reading.tokens.slice(first, last + 1).some(({ letters }) => STREETS.has(letters))
  return { start: isStreet ? start - houseNumberBefore(reading.text, start) : start, end, to: last }
}

type Belongs = (token: Token | undefined, gap: string, side: 'before' | 'after') => boolean

const belongsToName: Belongs = (token, gap, side) => {
  if (!token?.isCapitalised) return false
  if (token.letters.length > 1) return /^[ -]$/.test(gap) && isStranger(token)
  return side === 'before' ? /^\.?\s?$/.test(gap) : /^,?\s$/.test(gap) && token.letters !== 'i'
}

const belongsToPlace: Belongs = (token, gap, side) => {
  if (!token || !/^(\s|['’]s? ?|\.\s)$/.test(gap) || !saysKindOfPlace(token.letters)) return false
  const isNamed = token.isCapitalised && !isFunctionWord(token.letters)
  return side === 'before' ? isNamed && !token.startsSentence : isNamed || NAMED_PLACES.has(token.letters)
}

/** Capitalised like a name, and no word that this service knows. */
export const isStranger = ({ letters, isCapitalised, isUpperCase }: Token): boolean =>
  isCapitalised && letters.length > 1 && !(isUpperCase && letters.length <= 5) && !isWord(letters)

const HOUSE_NUMBER =
  /(?:\b(?:flat|apartment|unit|no|number)\.?\s*)?(?:\d{1,4}[a-z]?\s*(?:[-–/]\s*\d{1,4}[a-z]?)?[,\s]+)+$/i
const LONGEST_HOUSE_NUMBER = 30

const houseNumberBefore = (text: string, at: number) =>
  HOUSE_NUMBER.exec(text.slice(Math.max(0, at - LONGEST_HOUSE_NUMBER), at))?.[0].length ?? 0
