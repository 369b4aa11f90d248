/** A run of letters in a text. */
export interface Token {
  readonly start: number
  readonly end: number
  /** Without case, accents and invisible characters: `Zoë` and `ZOE` are both `zoe`. */
  readonly letters: string
  /** Begins with a capital, or with a letter of a script that has none. */
  readonly isCapitalised: boolean
  readonly isUpperCase: boolean
  /** Capitalised, and the first word of a sentence. */
  readonly startsSentence: boolean
}

/** Letters that Unicode does not take apart, as they are written where the keyboard lacks them. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** A word as names are compared: no case, no accents, no apostrophes that count as letters, nothing invisible. */
export const fold = (word: string): string => (/^[a-z]*$/i.test(word) ? word.toLowerCase() : foldAny(word))

const foldAny = (word: string) =>
  word
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\p{Lm}]/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => PLAIN[letter] ?? letter)

const RUN = /\p{L}[\p{L}\p{M}\p{Cf}]*/gu
/** `InventedTestperson` are two words. */
const CAMEL = /(?<=\p{Ll}[\p{M}\p{Cf}]*)(?=\p{Lu})/u
const SENTENCE_START = /(^|[.!?:;•\n]["'’)\]]*)[\s"'‘“(\-–•*\d.)]*$/

/** How far back a sentence's end is looked for. */
const LOOK_BACK = 12

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (const { 0: run, index } of text.matchAll(RUN)) {
    let start = index
    for (const written of CAMEL.test(run) ? run.split(CAMEL) : [run]) {
      const letters = fold(written)
      if (letters !== '') tokens.push({ start, end: start + written.length, letters, ...caseOf(text, start, written) })
      start += written.length
    }
  }
  return tokens
}

function caseOf(text: string, start: number, written: string) {
  const isCapitalised = !/^\p{Ll}/u.test(written)
  return {
    isCapitalised,
    isUpperCase: isCapitalised && !/\p{Ll}/u.test(written),
    startsSentence: isCapitalised && SENTENCE_START.test(text.slice(Math.max(0, start - LOOK_BACK), start)),
  }
}

/** Written without any capital, so that case says nothing about which words are names. */
export const isWithoutCapitals = (tokens: readonly Token[]): boolean =>
  tokens.length >= 10 && !tokens.some(({ isCapitalised }) => isCapitalised)
