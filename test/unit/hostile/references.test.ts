import { REFERENCE_ALPHABET, REFERENCE_LENGTH } from '../../../schemas/reference.ts'
import { hash } from '../../support/pipeline.ts'

/** References of requests that follow each other as closely as any do. */
const references = Array.from({ length: 20_000 }, (_, number) => hash.reference('nurse', `key-${number}`))

describe('References', () => {
  it('are all different, and no place in them prefers a letter: 80 bits to guess', () => {
    expect(new Set(references).size).toBe(references.length)
    const expected = references.length / REFERENCE_ALPHABET.length
    for (let place = 0; place < REFERENCE_LENGTH; place++) {
      const counts = new Map<string, number>()
      for (const reference of references) counts.set(reference[place]!, (counts.get(reference[place]!) ?? 0) + 1)
      expect(counts.size).toBe(REFERENCE_ALPHABET.length)
      // Chi-squared with 31 degrees of freedom: above 75 once in a hundred thousand.
      const distance = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
      expect(distance).toBeLessThan(75)
    }
  })

  it('follow no order, so that one tells nothing of the next', () => {
    const rising = references.filter((reference, number) => number > 0 && reference > references[number - 1]!)
    expect(Math.abs(rising.length / references.length - 0.5)).toBeLessThan(0.02)
    const alike = references
      .slice(1)
      .map((one, number) => Array.from(one).filter((letter, at) => letter === references[number]![at]).length)
    expect(Math.max(...alike)).toBeLessThan(8)
  })

  it('are another for another person or another secret, with the same key', () => {
    expect(hash.reference('doctor', 'key-1')).not.toBe(hash.reference('nurse', 'key-1'))
  })
})
