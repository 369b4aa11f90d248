import LastUsedCache from '../../../infra/last-used-cache.ts'

describe('A cache of what was used last', () => {
  it('forgets what was used longest ago, once it is full', () => {
    const cache = new LastUsedCache<number>(2)
    cache.set('one', 1)
    cache.set('two', 2)
    expect(cache.get('one')).toBe(1)
    cache.set('three', 3)
    expect([cache.has('one'), cache.has('two'), cache.peek('three')]).toEqual([true, false, 3])
    cache.clear()
    expect(cache.get('one')).toBeUndefined()
  })
})
