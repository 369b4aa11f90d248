import { isFunctionWord, isListed } from './ordinary-words.ts'
import { fold } from './tokens.ts'
import { isAbbreviation, nicknamesOf, saysKindOfPlace } from './vocabulary.ts'

export type NameOrPlace = 'name' | 'place'

/** How one person, place or organisation may be written, all folded. */
export interface WrittenForms {
  readonly kind: NameOrPlace
  /** Words that name it, each alone. */
  readonly words: readonly string[]
  /** Several words that name it together. */
  readonly phrases: readonly (readonly string[])[]
  /** First letters that stand for it. */
  readonly initials: readonly string[]
  /** Words of which a beginning is a short form. */
  readonly givenNames: readonly string[]
}

interface Run {
  readonly letters: string
  readonly isCapitalised: boolean
}

const runsOf = (text: string): Run[] =>
  Array.from(text.matchAll(/\p{L}[\p{L}\p{M}\p{Cf}]*/gu), ([run]) => ({
    letters: fold(run),
    isCapitalised: !/^\p{Ll}/u.test(run),
  })).filter(({ letters }) => letters !== '')

const PART_FROM = 3

/** A person by each word of the name and each part of a double-barrelled one, by the name in either order, and by initials. */
export function formsOfPerson(person: readonly string[]): WrittenForms {
  const parts = person.map((word) => runsOf(word).map(({ letters }) => letters)).filter(({ length }) => length > 0)
  const words = parts.map((letters) => letters.join(''))
  const [first = '', last = ''] = [words[0], words.at(-1)]
  const orders = words.length < 2 ? [] : [words, [first, last], [last, first], [last, ...words.slice(0, -1)]]
  const givenNames = words.slice(0, Math.max(1, words.length - 1))
  return {
    kind: 'name',
    words: [
      ...words,
      ...parts
        .filter(({ length }) => length > 1)
        .flatMap((letters) => letters.filter(({ length }) => length >= PART_FROM)),
      ...givenNames.flatMap(nicknamesOf),
    ],
    phrases: orders,
    initials: orders.map((order) => order.map((word) => word.slice(0, 1)).join('')),
    givenNames,
  }
}

/** The parts of an address, or of the name of an organisation, each by the words that name more than a kind of place. */
export const formsOfPlace = (place: string): WrittenForms[] =>
  place.split(/[,;:()\n/]|\s[-–—]\s/u).map((part) => formsOfPart(runsOf(part).filter(isWhole)))

/** Not the `s` of a possessive. */
const isWhole = ({ letters }: Run) => letters.length > 1 || /\p{Lo}/u.test(letters)

const ACRONYM_FROM = 3

function formsOfPart(runs: readonly Run[]): WrittenForms {
  const capitalised = runs.filter(({ isCapitalised }) => isCapitalised)
  const acronym = capitalised.map(({ letters }) => letters.slice(0, 1)).join('')
  const words = runs.filter((run) => isNaming(run, capitalised.length > 0)).map(({ letters }) => letters)
  return {
    kind: 'place',
    words: [...words, ...words.flatMap(townOf)],
    phrases: phrasesOf(
      runs.map(({ letters }) => letters),
      capitalised.length > 0,
    ),
    initials: acronym.length >= ACRONYM_FROM && !isAbbreviation(acronym) ? [acronym] : [],
    givenNames: [],
  }
}

/** A small word beside capitalised ones describes the place and does not name it; an ordinary word names it only with a capital. */
const isNaming = ({ letters, isCapitalised }: Run, hasCapital: boolean) =>
  letters.length >= PART_FROM && isNamingWord(letters) && (isCapitalised || !(hasCapital || isListed(letters)))

/** `northampton` of `northamptonshire`. */
const townOf = (county: string): string[] => /^(.{6,})shire$/.exec(county)?.slice(1) ?? []

const LONGEST_PHRASE = 6

/** Every run of words, from two on, that names more than a kind of place. */
function phrasesOf(words: readonly string[], hasCapital: boolean): string[][] {
  if (!hasCapital && words.every(isListed)) return []
  return words.flatMap((first, from) =>
    isFunctionWord(first)
      ? []
      : words
          .slice(from + 1, from + LONGEST_PHRASE)
          .map((_, more) => words.slice(from, from + more + 2))
          .filter((phrase) => !isFunctionWord(phrase.at(-1) ?? '') && phrase.some(isNamingWord)),
  )
}

const isNamingWord = (word: string) => !saysKindOfPlace(word) && !isFunctionWord(word) && !isAbbreviation(word)
