import type { Mask } from './mask.ts'
import { isFunctionWord } from './ordinary-words.ts'
import type { Reading } from './reading.ts'
import type { Token } from './tokens.ts'
import { isWord, NAMED_PLACES, saysKindOfPlace, STREETS } from './vocabulary.ts'
import type { NameOrPlace } from './written-forms.ts'

/** A name in a text: from one token to another, both included. */
export interface Name {
  readonly from: number
  readonly to: number
  readonly kind: NameOrPlace
}

/** Names in the order of the text, each with what belongs to it: initials and the rest of the name; of a place its kind and number. */
export function extentsOf(reading: Reading, names: readonly Name[]): Mask[] {
  let [after, end] = [-1, 0]
  return names.map((name, position) => {
    const widened = widen(reading, name, after, names[position + 1]?.from ?? reading.tokens.length)
    const mask = { ...reading.stretch(widened.from, widened.to), kind: name.kind }
    const house = isAddress(reading, widened) ? houseNumberBefore(reading.text, end, mask.start) : 0
    after = widened.to
    end = mask.end
    return { ...mask, start: mask.start - house }
  })
}

/** Takes in the tokens around a name that belong to it, between the name before and the name after. */
function widen(reading: Reading, { from, to, kind }: Name, after: number, before: number): Name {
  const belongs = kind === 'name' ? belongsToName : belongsToPlace
  let [first, last] = [from, to]
  while (first - 1 > after && belongs(reading.tokens[first - 1], reading.gapAfter(first - 1), 'before')) first--
  while (last + 1 < before && belongs(reading.tokens[last + 1], reading.gapAfter(last), 'after')) {
    // In `Smith, J. Jones` the initial is the second one's.
    if (last + 2 === before && reading.gapAfter(last).startsWith(',')) break
    last++
  }
  return { from: first, to: last, kind }
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

const isAddress = ({ tokens }: Reading, { from, to, kind }: Name) =>
  kind === 'place' && tokens.slice(from, to + 1).some(({ letters }) => STREETS.has(letters))

const HOUSE_NUMBER =
  /(?:\b(?:flat|apartment|unit|no|number)\.?\s*)?(?:\d{1,4}[a-z]?\s*(?:[-–/]\s*\d{1,4}[a-z]?)?[,\s]+)+$/i
const LONGEST_HOUSE_NUMBER = 30

const houseNumberBefore = (text: string, from: number, at: number) =>
  HOUSE_NUMBER.exec(text.slice(Math.max(from, at - LONGEST_HOUSE_NUMBER), at))?.[0].length ?? 0
