import fc from 'fast-check'
import { spellingsOf, spellingsOfTime } from './leaks.ts'

/** How people write what they should not have written: every form of the brief, applied to any value. */

const upper = (text: string) => text.toUpperCase()
const lower = (text: string) => text.toLowerCase()
const lettersOf = (text: string) => Array.from(text)
const mixed = (text: string) =>
  lettersOf(text)
    .map((letter, at) => (at % 2 ? upper(letter) : lower(letter)))
    .join('')
const bare = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/g, 'l').replace(/Ł/g, 'L').replace(/ø/g, 'o')

const between = (text: string, separator: string, at: number) => text.slice(0, at) + separator + text.slice(at)
const SEPARATORS = [' ', '-', ' - ', '.', '_', '/', '\u00ad', '\u200b', '\n', '’', '– ']

const cut = (word: string) =>
  fc
    .tuple(fc.integer({ min: 2, max: word.length - 2 }), fc.constantFrom(...SEPARATORS))
    .map(([at, separator]) => between(word, separator, at))
const hyphenated = (word: string) => fc.integer({ min: 1, max: word.length - 1 }).map((at) => between(word, '-', at))
const spelledOut = (word: string) =>
  fc.constantFrom(' ', '.', '-', '. ').map((separator) => lettersOf(word).join(separator))

/** One letter more, fewer, changed, or exchanged with its neighbour. */
export const misspelt = (word: string): fc.Arbitrary<string> => {
  const letters = lettersOf(word)
  const letter = fc.constantFrom(...lettersOf('abcdefghijklmnopqrstuvwxyz'))
  const at = fc.integer({ min: 1, max: letters.length - 1 })
  const spliced = (from: number, removed: number, ...put: string[]) => letters.toSpliced(from, removed, ...put).join('')
  return fc.oneof(
    fc.tuple(at, letter).map(([here, put]) => spliced(here, 0, put)),
    fc.tuple(at, letter).map(([here, put]) => spliced(here, 1, put)),
    at.map((here) => spliced(here, 1)),
    at.map((here) => spliced(here - 1, 2, letters[here]!, letters[here - 1]!)),
  )
}

/** Short names are only ever written as words; the rest in every form. */
const disguisedWord = (word: string): fc.Arbitrary<string> => {
  const letters = word.replace(/[^\p{L}]/gu, '')
  const anyLength = [word, upper(word), bare(word), `${word}'s`, `${word}’s`, `${upper(word)}'S`, `${word}s`].map(
    (form) => fc.constant(form),
  )
  if (letters.length < 5) return fc.oneof(...anyLength)
  return fc.oneof(
    ...anyLength,
    ...[lower(word), mixed(word), lower(bare(word)), `${lower(word)}s`, `${word}s'`].map((form) => fc.constant(form)),
    cut(letters),
    cut(lower(letters)),
    hyphenated(word),
    spelledOut(letters),
    spelledOut(upper(letters)),
    misspelt(word),
    misspelt(word).map(upper),
    ...(letters.length > 5 ? [misspelt(word).map(lower), misspelt(bare(word))] : []),
    misspelt(word).map((form) => `${form}'s`),
  )
}

/** A person as a text may name them: by any part of the name, by initials, by a short form. */
export function disguisedPerson(given: string, family: string): fc.Arbitrary<string> {
  const [g, f] = [given.slice(0, 1), family.slice(0, 1)]
  const whole = [
    `${given} ${family}`,
    `${family}, ${given}`,
    `${g}. ${family}`,
    `${g} ${family}`,
    `${family} ${g}`,
    `${family}, ${g}.`,
    `${g}${f}`,
    `${g}.${f}.`,
    `${g}. ${f}.`,
    `${given}${family}`,
    lower(`${given}${family}`),
    `${given}-${family}`,
    upper(`${given} ${family}`),
    `${lower(given)} ${lower(family)}`,
  ]
  const isLong = given.replace(/[^\p{L}]/gu, '').length > 4 && /^[\p{L}]+$/u.test(given)
  const shortForms = isLong
    ? [fc.integer({ min: 3, max: given.length - 1 }).map((length) => given.slice(0, length))]
    : []
  return fc.oneof(
    { weight: 2, arbitrary: disguisedWord(given) },
    { weight: 2, arbitrary: disguisedWord(family) },
    { weight: 2, arbitrary: fc.constantFrom(...whole) },
    ...shortForms.map((arbitrary) => ({ weight: 1, arbitrary })),
  )
}

/** A place or organisation: as written, in part, or miswritten. `word` is what names it. */
export const disguisedPlace = (place: string, word: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(
      place,
      upper(place),
      lower(place),
      place.replaceAll(' ', ''),
      place.replaceAll(' ', '-'),
      `${place}'s`,
    ),
    disguisedWord(word),
  )

/** A number with anything between its signs. */
export const disguisedNumber = (number: string): fc.Arbitrary<string> => {
  const signs = number.replace(/[^\p{L}\p{N}]/gu, '')
  const spaced = fc
    .array(fc.constantFrom('', '', ' ', '-', '.'), { minLength: signs.length, maxLength: signs.length })
    .map((gaps) =>
      lettersOf(signs)
        .map((sign, at) => sign + (at < signs.length - 1 ? gaps[at]! : ''))
        .join(''),
    )
  return fc.oneof(fc.constantFrom(number, signs, lower(number)), spaced)
}

export const disguisedPostcode = (postcode: string): fc.Arbitrary<string> => {
  const [outward = ''] = postcode.split(' ')
  return fc.constantFrom(
    postcode,
    postcode.replace(' ', ''),
    lower(postcode),
    outward,
    lower(postcode).replace(' ', '  '),
  )
}

const capitalised = (text: string) =>
  text.replace(/[a-z]{3,}/g, (word) => (word === 'the' ? word : upper(word.slice(0, 1)) + word.slice(1)))

export const disguisedDate = (date: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...spellingsOf(date)), fc.constantFrom(capitalised, lower, upper))
    .map(([spelling, recase]) => recase(spelling))

export const disguisedTime = (time: string): fc.Arbitrary<string> => fc.constantFrom(...spellingsOfTime(time))
