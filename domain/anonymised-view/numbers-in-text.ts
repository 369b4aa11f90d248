import type { KnownIdentities } from './known-identities.ts'
import { byPattern, inTurn, type Finder } from './mask.ts'

const NOT_WITHIN = String.raw`(?<![\p{L}\p{N}])`
const END = String.raw`(?![\p{L}\p{N}])`

const shape = (kind: 'number' | 'place' | 'contact', source: string, isIt: (written: string) => boolean = () => true) =>
  byPattern(new RegExp(source, 'giu'), ([written]) => (isIt(written) ? { kind } : undefined))

const TOP_LEVEL = String.raw`(?:uk|com|org|net|info|example|io|eu)`

/** E-mail addresses, also as people write them around filters; web addresses; names on social media. */
export const contactsIn: Finder = inTurn(
  shape(
    'contact',
    String.raw`[\p{L}\p{N}._%+'-]+\s?(?:@|[([]at[)\]])\s?[\p{L}\p{N}-]+(?:\s?(?:\.|[([]dot[)\]])\s?[\p{L}\p{N}-]+)+`,
  ),
  shape('contact', String.raw`(?:https?:\/\/|www\.)[^\s<>"')\]]*[^\s<>"')\].,;:!?]`),
  shape('contact', String.raw`${NOT_WITHIN}(?:[a-z\d-]+\.)+${TOP_LEVEL}(?:\/[^\s<>"')\]]*)?${END}`),
  shape('contact', String.raw`${NOT_WITHIN}@[a-z\d_.]{3,}`),
)

const GAP = String.raw`[\s.\-–]{1,2}`

/** Numbers that are identities by their shape, whether or not the record knows them. */
export const numbersIn: Finder = inTurn(
  // NHS number in its usual groups; then in any other spacing, whether or not its check digit fits
  shape('number', String.raw`${NOT_WITHIN}\d{3}${GAP}\d{3}${GAP}\d{4}(?!\d)`),
  // Telephone in the United Kingdom: 0, +44 or 0044, and nine or ten digits more
  shape('number', String.raw`${NOT_WITHIN}(?:\+\s?44|0044|\(?0)(?:[\s().\-–]{0,2}\d){9,10}(?!\d)`),
  shape('number', String.raw`(?<!\d)\d(?:[\s\-–]{0,2}\d){9}(?![\s\-–]?\d)`),
  // No measurement is written in so many digits without a break
  shape('number', String.raw`(?<!\d)\d{7,}`),
  // Postcode, in any spacing
  shape('place', String.raw`${NOT_WITHIN}(?:gir|[a-z]{1,2}\d[a-z\d]?)\s{0,2}\d[a-z]{2}${END}`, isPostcode),
  // Vehicle registration, National Insurance number
  shape('number', String.raw`${NOT_WITHIN}(?:[a-z]{2}\d\d\s?[a-z]{3}|[a-z]{2}(?:\s?\d\d){3}\s?[a-d])${END}`),
)

/** Inward codes have no C, I, K, M, O or V; a dose such as `B12 5mg` is none either, nor a time such as `H1 5pm`. */
function isPostcode(written: string): boolean {
  return !/[cikmov]/i.test(written.slice(-2)) && !/\s\d(?:hr|gs)$/i.test(written)
}

const POSTCODE = /(?<![\p{L}\p{N}])([a-z]{1,2}\d[a-z\d]?)\s*\d[a-z]{2}(?![\p{L}\p{N}])/giu

/** The record's own numbers in any spacing; of its postcodes also the outward part. */
export function knownNumbersIn({ numbers, places }: KnownIdentities): Finder {
  const postcodes = places.flatMap((place) => Array.from(place.matchAll(POSTCODE)))
  return inTurn(
    anyOf('number', numbers.filter((number) => !isWord(number)).flatMap(partsOf).map(spelledApart)),
    anyOf('number', numbers.filter(isWord), (written) => !/\p{Ll}/u.test(written)),
    anyOf('place', postcodes.flatMap(([postcode, outward = '']) => [spelledApart(postcode), outward])),
  )
}

function anyOf(kind: 'number' | 'place', sources: readonly string[], isIt?: (written: string) => boolean): Finder {
  const longestFirst = [...new Set(sources)].filter((source) => source !== '').sort((a, b) => b.length - a.length)
  if (longestFirst.length === 0) return () => undefined
  return shape(kind, String.raw`(?<!\d|\d[.,])(?<!${SAME_WORD})\(?(?:${longestFirst.join('|')})${END}`, isIt)
}

/** Letters may stand directly before a number (`NHS9990000018`), but not digits, nor letters before a code of letters. */
const SAME_WORD = String.raw`\p{L}(?=\p{L})`

/** `01632 960001 ext 2222` holds two numbers and is one; a reference such as `INV-2026-001` is only one. */
const partsOf = (number: string): string[] =>
  /\p{Ll}{2}/u.test(number) ? [number, ...number.split(/[^\d\s()+.\-–]+/)] : [number]

const SHORTEST = 3

/** The number's letters and digits with anything between them that people put there. */
function spelledApart(number: string): string {
  const signs = Array.from(number.normalize('NFKC').matchAll(/[\p{L}\p{N}]/gu), ([sign]) => sign)
  return signs.length < SHORTEST ? '' : signs.join(String.raw`[\s.\-–/_()\\]{0,2}`)
}

/** A code of letters alone, such as an organisation's, is a word unless it is written in capitals. */
const isWord = (number: string) => /^\p{L}+$/u.test(number)
