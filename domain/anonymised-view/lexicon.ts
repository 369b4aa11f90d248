import type { KnownIdentities } from './known-identities.ts'
import { isFunctionWord, isListed } from './ordinary-words.ts'
import { misspellingsOf } from './spelling.ts'
import { isAbbreviation } from './vocabulary.ts'
import { formsOfPerson, formsOfPlace, type NameOrPlace } from './written-forms.ts'

/** A word that names somebody or something. */
export interface Form {
  readonly kind: NameOrPlace
  /** Is also an ordinary word, or very short: a name only where it is capitalised. */
  readonly needsCapital: boolean
  /** Says so little that a capital at the start of a sentence does not make it a name. */
  readonly isPlainAtStart: boolean
}

/** What to look for in a text: everything that names a person or a place of the record, folded. */
export interface Lexicon {
  /** Words, also in the plural, and several words run together. */
  readonly forms: ReadonlyMap<string, Form>
  /** Several words with spaces, of which each may be an ordinary one: `green lane`. */
  readonly phrases: ReadonlyMap<string, NameOrPlace>
  /** Every beginning of a form or phrase: what does not begin like any need not be read on. */
  readonly beginnings: ReadonlySet<string>
  /** The form that a word is a misspelling of by one letter, if any. */
  readonly misspelt: (letters: string) => string | undefined
  /** Long names, which are also found inside another word. */
  readonly insides: readonly (readonly [letters: string, kind: NameOrPlace])[]
  /** Given names, of which a beginning is a short form. */
  readonly givenNames: readonly string[]
  /** Initials that stand as one word in capitals. */
  readonly capitals: ReadonlyMap<string, NameOrPlace>
  /** Initials of people, which may also stand with points or spaces. */
  readonly initials: ReadonlySet<string>
}

const LONG_ENOUGH = 4
const INSIDE_FROM = 6
/** Scripts that put no space between words, so that a name has no boundary to look for. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** Abbreviations that are written with points, and so are no initials even then. */
const DOTTED: ReadonlySet<string> = new Set(['am', 'pm', 'gp', 'eg', 'ie', 'nb'])

export function lexiconOf({ people, places }: KnownIdentities): Lexicon {
  const known = [...people.map(formsOfPerson), ...places.flatMap(formsOfPlace)]
  const named = new Map<string, Form>()
  const phrases = new Map<string, NameOrPlace>()
  for (const { kind, words, phrases: together } of known) {
    for (const word of words) if (word.length > 1 && !named.has(word)) named.set(word, formOf(word, kind))
    for (const phrase of together.filter((each) => !each.every(isFunctionWord))) {
      phrases.set(phrase.join(' '), kind)
      const joined = phrase.join('')
      if (joined.length >= LONG_ENOUGH && !named.has(joined))
        named.set(joined, { kind, needsCapital: false, isPlainAtStart: false })
    }
  }
  const forms = new Map(
    [...named].flatMap(([word, form]) => [`${word}es`, `${word}s`, word].map((each) => [each, form])),
  )
  const long = [...named].filter(([word]) => word.length >= LONG_ENOUGH)
  const initials = known.flatMap(({ kind, initials: letters }) => letters.map((each) => [each, kind] as const))
  return {
    forms,
    phrases,
    beginnings: beginningsOf([...forms.keys(), ...[...phrases.keys()].map((phrase) => phrase.replaceAll(' ', ''))]),
    misspelt: misspellingsOf(long.map(([word]) => word)),
    insides: [...named].flatMap(([word, form]) => (isFoundInside(word, form) ? [[word, form.kind]] : [])),
    givenNames: [...new Set(known.flatMap(({ givenNames }) => givenNames))].filter(
      ({ length }) => length >= LONG_ENOUGH,
    ),
    capitals: new Map(initials.filter(([letters]) => !isAbbreviation(letters) && !isListed(letters))),
    initials: new Set(
      initials.flatMap(([letters, kind]) => (kind === 'name' && !DOTTED.has(letters) ? [letters] : [])),
    ),
  }
}

const formOf = (word: string, kind: NameOrPlace): Form => ({
  kind,
  needsCapital: isListed(word) || word.length < LONG_ENOUGH,
  isPlainAtStart: isFunctionWord(word) || (kind === 'place' && isListed(word)),
})

const isFoundInside = (word: string, { needsCapital }: Form) =>
  (word.length >= INSIDE_FROM && !needsCapital) || WITHOUT_SPACES.test(word)

const beginningsOf = (words: readonly string[]): ReadonlySet<string> =>
  new Set(words.flatMap((word) => Array.from({ length: word.length }, (_, at) => word.slice(0, at + 1))))
