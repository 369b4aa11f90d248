import { isListed, isOrdinary } from './ordinary-words.ts'
import { fold } from './tokens.ts'
import { isAbbreviation, isTitle, PLACEHOLDERS, saysKindOfPlace, saysRole } from './vocabulary.ts'

/** What people type into one box: names, titles, roles and places together. */

const wordsOf = (...texts: readonly (string | undefined)[]): string[] =>
  texts.flatMap((text) => text?.split(/\s+/) ?? []).filter((word) => word !== '')

const plain = (word: string) => fold(word).replace(/[^\p{L}\p{N}'-]/gu, '')

const partsOf = (entry: string) => entry.split(/[,;:()\n/&]|\s[-–—]\s|\s(?:at|and|from|of)\s/u)

/** The names in an entry such as `Dr Madeup Sample, consultant` or `Grandmother (Jean Testperson)`: without what says a role. */
export const peopleIn = (entry: string): string[][] =>
  partsOf(entry)
    .map(nameIn)
    .filter(({ length }) => length > 0)

function nameIn(part: string): string[] {
  const hasCapital = /\p{Lu}/u.test(part)
  const words = wordsOf(part)
  const name = words.filter((word) => !saysRole(plain(word)) && !isPlainWord(word, hasCapital) && !isCode(word))
  const isPlaceOnly = name.every((word) => saysKindOfPlace(plain(word)))
  return isPlaceOnly && !words.some((word) => isTitle(plain(word))) ? [] : name
}

/** A small word beside capitalised ones, or one that is no word as listed: `carers`, but not `grace`. */
const isPlainWord = (word: string, hasCapital: boolean) =>
  /^\p{Ll}/u.test(word) && isOrdinary(plain(word)) && (hasCapital || !isListed(plain(word)))

const isCode = (word: string) => /^\p{Lu}{2,}$/u.test(word) && isAbbreviation(plain(word))

/** The words of a child's name: all of them, whatever they say elsewhere, but for what is written while there is none. */
export const nameOfChild = (givenNames: string | undefined, familyName: string | undefined): string[] =>
  wordsOf(givenNames, familyName).filter((word) => !PLACEHOLDERS.has(plain(word)))

/** An entry that may name a person, a place or both, taken apart: what has a title is a person, what says a kind of place is one. */
export function peopleAndPlacesIn(entry: string): { people: string[][]; places: string[] } {
  const parts = partsOf(entry).map((part) => ({ part, words: wordsOf(part).map(plain) }))
  const isPlace = ({ words }: { words: readonly string[] }) => words.some(saysKindOfPlace) && !words.some(isTitle)
  return {
    people: parts.filter((one) => !isPlace(one)).flatMap(({ part }) => peopleIn(part)),
    places: parts.filter(isPlace).map(({ part }) => part),
  }
}

/** Telephone numbers that stand within an entry. */
export const numbersIn = (entry: string): string[] =>
  Array.from(entry.matchAll(/\+?\d(?:[\s()-]{0,2}\d){3,}/g), ([number]) => number)

/** The mailbox of an address, where it names somebody: `jane.bloggs`, but not `surgery`. */
export const mailboxesIn = (address: string): string[] =>
  [address.slice(0, address.lastIndexOf('@'))].filter(
    (mailbox) => /[\p{L}\p{N}][._\-+\d]/u.test(mailbox) && mailbox.length >= 5,
  )
