import type { KnownIdentities } from './known-identities.ts'
import type { Finder, Mask } from './mask.ts'

/** A number or code to look for, by its letters and digits alone. */
interface Sought {
  readonly kind: 'number' | 'place'
  readonly signs: string
  /** Letters only, such as an organisation's code: a word unless it is written in capitals. */
  readonly needsCapitals: boolean
}

const POSTCODE = /(?<![\p{L}\p{N}])([a-z]{1,2}\d[a-z\d]?)\s*\d[a-z]{2}(?![\p{L}\p{N}])/giu
const SHORTEST = 3

/** The record's own numbers, with whatever people put between their signs; of its postcodes also the outward part. */
export function knownNumbersIn({ numbers, places }: KnownIdentities): Finder {
  const sought = [
    ...numbers.flatMap(partsOf).map((number) => seek('number', number, /^\p{L}+$/u.test(number))),
    ...places
      .flatMap((place) => Array.from(place.matchAll(POSTCODE)))
      .flatMap(([postcode, outward = '']) => [seek('place', postcode), seek('place', outward)]),
  ]
    .filter(({ kind, signs }) => signs.length >= (kind === 'number' ? SHORTEST : 2))
    .toSorted((one, other) => other.signs.length - one.signs.length)
  return (page) => {
    const squeezed = squeeze(page.rest)
    const found: Mask[] = []
    for (const one of sought)
      for (const mask of standing(page.rest, squeezed, one))
        if (!found.some(({ start, end }) => start < mask.end && mask.start < end)) found.push(mask)
    page.cover(found.toSorted((one, other) => one.start - other.start))
  }
}

/** `01632 960001 ext 2222` holds two numbers and is one; a reference such as `INV-2026-001` is only one. */
const partsOf = (number: string): string[] =>
  /\p{Ll}{2}/u.test(number) ? [number, ...number.split(/[^\d\s()+.\-–]+/)] : [number]

const seek = (kind: Sought['kind'], number: string, needsCapitals = false): Sought => ({
  kind,
  signs: squeeze(number).signs,
  needsCapitals,
})

/** The letters and digits of a text, small, and where each stands. */
interface Squeezed {
  readonly signs: string
  readonly at: readonly number[]
}

function squeeze(text: string): Squeezed {
  const at: number[] = []
  let signs = ''
  for (let index = 0; index < text.length; index++) {
    const sign = text.charAt(index)
    if (!/[\p{L}\p{N}]/u.test(sign)) continue
    const small = sign.toLowerCase()
    signs += small.length === 1 ? small : sign
    at.push(index)
  }
  return { signs, at }
}

/** Where a number stands, as a whole and for itself. */
function* standing(text: string, { signs, at }: Squeezed, sought: Sought): Generator<Mask> {
  const { length } = sought.signs
  for (let from = signs.indexOf(sought.signs); from >= 0; from = signs.indexOf(sought.signs, from + 1)) {
    const places = at.slice(from, from + length)
    const [start, end] = [places[0] ?? 0, (places.at(-1) ?? 0) + 1]
    const isWhole = places.every((here, n) => n === 0 || isGap(text, places[n - 1] ?? here, here))
    if (isWhole && stands(text, start, end, sought)) yield { ...withBracket(text, start, end), kind: sought.kind }
  }
}

/** What people put between two signs of a number: nothing, or up to two signs that mean nothing. */
const isGap = (text: string, one: number, next: number) =>
  next === one + 1 || (next <= one + 3 && /^[\s.\-–/_()\\]+$/.test(text.slice(one + 1, next)))

const isDigit = (sign: string) => /\p{N}/u.test(sign)
const isLetter = (sign: string) => /\p{L}/u.test(sign)
const LONG = 6

/** Whether it stands for itself, and is not part of a longer number, of a measurement or of a word. */
function stands(text: string, start: number, end: number, { signs, needsCapitals }: Sought): boolean {
  const [before, after] = [text.charAt(start - 1), text.charAt(end)]
  if (isDigit(before) || isDigit(after)) return false
  if (signs.length >= LONG && isDigit(signs)) return !needsCapitals
  if (isLetter(before) || isLetter(after) || /\d[.,]$/.test(text.slice(Math.max(0, start - 2), start))) return false
  return !needsCapitals || !/\p{Ll}/u.test(text.slice(start, end))
}

const withBracket = (text: string, start: number, end: number) => ({
  start: text.charAt(start - 1) === '(' && text.slice(start, end).includes(')') ? start - 1 : start,
  end,
})
