import fc from 'fast-check'
import { hmacHash, identityHash } from '../../../../functions/shared/adapters/keyed-hash.ts'
import { IdentityKeysSchema, keyNumberOf } from '../../../../functions/shared/identity-keys.ts'
import { ReferenceSchema, showReference } from '../../../../schemas/reference.ts'

const one = hmacHash('a secret of thirty-two characters!!')
const other = hmacHash('another secret of thirty-two chars!')

describe('A reference', () => {
  it('is the same for the same request, another for another person, key or secret', () => {
    const reference = one.reference('doctor', 'key')
    expect(one.reference('doctor', 'key')).toBe(reference)
    const others = [one.reference('nurse', 'key'), one.reference('doctor', 'yek'), other.reference('doctor', 'key')]
    expect(new Set([reference, ...others]).size).toBe(4)
  })

  it('cannot be made by moving characters from person to key', () => {
    expect(one.reference('ab', 'c')).not.toBe(one.reference('a', 'bc'))
  })

  it('uses its letters evenly, so that eighty bits of it are worth guessing', () => {
    const seen = new Map<string, number>()
    for (let n = 0; n < 2000; n++)
      for (const letter of one.reference('doctor', String(n))) seen.set(letter, (seen.get(letter) ?? 0) + 1)
    expect(seen.size).toBe(32)
    for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(200)
  })

  it('survives being shown, spoken and typed again', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        const reference = one.reference('doctor', key)
        const shown = showReference(reference)
        for (const typed of [
          shown,
          shown.toLowerCase(),
          shown.replaceAll('-', ' '),
          shown.replaceAll('0', 'o').replaceAll('1', 'l'),
        ])
          expect(ReferenceSchema.parse(typed)).toBe(reference)
      }),
    )
  })
})

describe('A hash of an identity', () => {
  const [first, second] = ['a', 'b'].map((letter) => letter.repeat(32)) as [string, string]
  const under = (...keys: Parameters<typeof identityHash>) => identityHash(...keys).under('nhs-number', '9990000018')

  it('is another under another key or of something else', () => {
    const [hash] = under([{ number: 1, secret: first }])
    expect(under([{ number: 1, secret: second }])).not.toContain(hash)
    expect(identityHash([{ number: 1, secret: first }]).under('likeness', '9990000018')).not.toContain(hash)
  })

  it('stands under every key in use, the leading one first, and says under which', () => {
    const both = under([
      { number: 2, secret: second },
      { number: 1, secret: first },
    ])
    expect(both).toEqual([...under([{ number: 2, secret: second }]), ...under([{ number: 1, secret: first }])])
    expect(both.map(keyNumberOf)).toEqual([2, 1])
  })

  it('has keys that a setting names, the leading one first', () => {
    expect(IdentityKeysSchema.parse(`2:${second} 1:${first}`)).toEqual([
      { number: 2, secret: second },
      { number: 1, secret: first },
    ])
    for (const wrong of ['', first, `1:${first},2:${second}`, '1:short', `0:${first}`, `1:${first} `])
      expect(IdentityKeysSchema.safeParse(wrong).success).toBe(false)
  })
})
