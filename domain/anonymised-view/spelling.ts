/**
 * Whether one letter more, fewer, changed, or two neighbours exchanged makes one word of the other (Damerau-Levenshtein distance of
 * at most 1).
 */
export function differsByOne(one: string, other: string): boolean {
  if (one.length < other.length) return differsByOne(other, one)
  const longer = one.length - other.length
  if (longer > 1) return false
  let same = 0
  while (same < other.length && one[same] === other[same]) same++
  const [restOfOne, restOfOther] = [one.slice(same + 1), other.slice(same + 1)]
  if (longer === 1) return restOfOne === other.slice(same)
  return restOfOne === restOfOther || isExchanged(one, other, same)
}

const isExchanged = (one: string, other: string, at: number) =>
  one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2)

/** The word with each of its letters left out in turn. Two words that differ by one share one of these, or one is the other's. */
export const withOneLetterLess = (word: string): string[] =>
  Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1))

/** Finds words that differ by one letter at the cost of a few look-ups, however many words there are. */
export function misspellingsOf(words: Iterable<string>): (written: string) => string | undefined {
  const near = new Map<string, string[]>()
  for (const word of words)
    for (const key of [word, ...withOneLetterLess(word)]) {
      const words = near.get(key)
      if (words) words.push(word)
      else near.set(key, [word])
    }
  return (written) => {
    for (const key of [written, ...withOneLetterLess(written)]) {
      const found = near.get(key)?.find((word) => differsByOne(word, written))
      if (found !== undefined) return found
    }
    return undefined
  }
}
