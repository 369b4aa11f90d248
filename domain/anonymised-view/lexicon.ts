import type { KnownIdentities } from './known-identities.ts'
import { isFunctionWord, isListed } from './ordinary-words.ts'
import { misspellingsOf } from './spelling.ts'
import { fold } from './tokens.ts'
import { isAbbreviation, nicknamesOf, saysKindOfPlace } from './vocabulary.ts'

export type NameOrPlace = 'name' | 'place'

/** One way in which something known may be written. */
export interface Form {
  readonly kind: NameOrPlace
  /** Is also an ordinary word, or very short: a name only where it is capitalised. */
  readonly needsCapital: boolean
  /** Says so little that a capital at the start of a sentence does not make it a name. */
  readonly isPlainAtStart: boolean
}

/** What to look for in a text: names of people and places, folded, in every form that is looked up as a whole. */
export interface Lexicon {
  /** Words, and several words run together. */
  readonly forms: ReadonlyMap<string, Form>
  /** Several words of which each may be an ordinary one, with spaces: `green lane`. */
  readonly phrases: ReadonlyMap<string, NameOrPlace>
  /** The form that a word is a misspelling of by one letter, if any. */
  readonly misspelt: (letters: string) => string | undefined
  /** Long names that are also found inside another word. */
  readonly insides: readonly (readonly [letters: string, kind: NameOrPlace])[]
  /** Given names, of which a beginning is a short form. */
  readonly givenNames: readonly string[]
  /** Initials of people and places that stand as one word in capitals. */
  readonly capitals: ReadonlyMap<string, NameOrPlace>
  /** Initials of people that stand as single letters with points or spaces. */
  readonly initials: ReadonlySet<string>
  /** Every beginning of a form or phrase: what does not begin like any need not be read on. */
  readonly beginnings: ReadonlySet<string>
}

/** Abbreviations that are written with points, and so are no initials even then. */
const DOTTED = new Set(['am', 'pm', 'gp', 'eg', 'ie', 'nb'])
const MISSPELT_FROM = 4
const INSIDE_FROM = 6
/** Scripts that write words without spaces between them, so that a name has no boundary to look for. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

const runsOf = (text: string): string[] =>
  Array.from(text.matchAll(/\p{L}[\p{L}\p{M}\p{Cf}]*/gu), ([run]) => fold(run)).filter((run) => run !== '')

export function lexiconOf({ people, places }: KnownIdentities): Lexicon {
  const forms = new Map<string, Form>()
  const phrases = new Map<string, NameOrPlace>()
  const capitals = new Map<string, NameOrPlace>()
  const initials = new Set<string>()
  const givenNames = new Set<string>()

  const add = (letters: string, kind: NameOrPlace, needsCapital: boolean) => {
    if (letters.length < 2 || forms.has(letters)) return
    forms.set(letters, {
      kind,
      needsCapital,
      isPlainAtStart: isFunctionWord(letters) || (kind === 'place' && isListed(letters)),
    })
  }
  const addWord = (word: string, kind: NameOrPlace) => {
    const needsCapital = isListed(word) || [...word].length < MISSPELT_FROM
    for (const form of [word, `${word}s`, `${word}es`]) add(form, kind, needsCapital)
  }
  const addPhrase = (words: readonly string[], kind: NameOrPlace) => {
    if (words.length < 2 || words.every(isFunctionWord)) return
    phrases.set(words.join(' '), kind)
    if (words.join('').length >= MISSPELT_FROM) add(words.join(''), kind, false)
  }

  for (const person of people) {
    const words = person.map(runsOf).filter((runs) => runs.length > 0)
    for (const runs of words) {
      addWord(runs.join(''), 'name')
      if (runs.length > 1) for (const run of runs.filter(({ length }) => length >= 3)) addWord(run, 'name')
    }
    const whole = words.map((runs) => runs.join(''))
    for (const given of whole.slice(0, Math.max(1, whole.length - 1))) {
      givenNames.add(given)
      for (const short of nicknamesOf(given)) addWord(short, 'name')
    }
    const [first = '', last = ''] = [whole[0], whole.at(-1)]
    if (whole.length < 2) continue
    for (const order of [whole, [first, last], [last, first], [last, ...whole.slice(0, -1)]]) {
      addPhrase(order, 'name')
      initials.add(order.map((word) => word.slice(0, 1)).join(''))
    }
  }

  for (const segment of places.flatMap(segmentsOf)) {
    const { words, acronym, hasCapital } = segment
    for (const { letters, isCapitalised } of words) {
      if (letters.length < 3 || saysKindOfPlace(letters) || isFunctionWord(letters)) continue
      // A small word beside capitalised ones describes the place and does not name it.
      if (!isCapitalised && hasCapital) continue
      if (isListed(letters) && !isCapitalised) continue
      addWord(letters, 'place')
      const town = /^(.{6,})shire$/.exec(letters)?.[1]
      if (town !== undefined) addWord(town, 'place')
    }
    for (const phrase of phrasesOf(
      words.map(({ letters }) => letters),
      hasCapital,
    ))
      addPhrase(phrase, 'place')
    if (acronym.length >= 3 && !isAbbreviation(acronym)) capitals.set(acronym, 'place')
  }

  for (const letters of initials) if (!isAbbreviation(letters) && !isListed(letters)) capitals.set(letters, 'name')
  const spellable = [...forms].filter(([letters]) => letters.length >= MISSPELT_FROM)
  return {
    forms,
    phrases,
    misspelt: misspellingsOf(spellable.map(([letters]) => letters)),
    insides: spellable
      .filter(
        ([letters, { needsCapital }]) =>
          (!needsCapital && letters.length >= INSIDE_FROM) || WITHOUT_SPACES.test(letters),
      )
      .map(([letters, { kind }]) => [letters, kind]),
    givenNames: [...givenNames].filter(({ length }) => length >= MISSPELT_FROM),
    capitals,
    initials: new Set([...initials].filter((letters) => !DOTTED.has(letters))),
    beginnings: beginningsOf([...forms.keys(), ...[...phrases.keys()].map((phrase) => phrase.replaceAll(' ', ''))]),
  }
}

const beginningsOf = (words: readonly string[]): ReadonlySet<string> =>
  new Set(words.flatMap((word) => Array.from({ length: word.length }, (_, at) => word.slice(0, at + 1))))

interface PlaceWord {
  readonly letters: string
  readonly isCapitalised: boolean
}

/** The parts of an address or of the name of an organisation. */
function segmentsOf(place: string): { words: PlaceWord[]; acronym: string; hasCapital: boolean }[] {
  return place.split(/[,;:()\n/]|\s[-–—]\s/u).map((segment) => {
    const words = Array.from(segment.matchAll(/\p{L}[\p{L}\p{M}\p{Cf}]*/gu), ([run]) => ({
      letters: fold(run),
      isCapitalised: !/^\p{Ll}/u.test(run),
    })).filter(({ letters }) => letters.length > 1 || /\p{Lo}/u.test(letters))
    const named = words.filter(({ isCapitalised }) => isCapitalised)
    return { words, acronym: named.map(({ letters }) => letters.slice(0, 1)).join(''), hasCapital: named.length > 0 }
  })
}

/** Every run of words, from two on, that names more than a kind of place. */
function phrasesOf(words: readonly string[], hasCapital: boolean): string[][] {
  if (!hasCapital && words.every(isListed)) return []
  const starts = words.map((_, at) => at).filter((at) => !isFunctionWord(words[at] ?? ''))
  return starts.flatMap((from) =>
    starts
      .filter((to) => to > from)
      .map((to) => words.slice(from, to + 1))
      .filter((phrase) => phrase.some((word) => !saysKindOfPlace(word) && !isFunctionWord(word))),
  )
}
