/**
 * Stands in for `mnemonist/lru-cache` inside the bundles (see `bundle.ts`): the SDK keeps discovered endpoints in one, and DynamoDB's
 * are never discovered where the endpoint is known. A whole library of data structures would come with it.
 */
export default class LastUsedCache<V> {
  readonly #capacity: number
  readonly #kept = new Map<string, V>()

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get(key: string): V | undefined {
    const value = this.#kept.get(key)
    if (value !== undefined) this.set(key, value)
    return value
  }

  peek(key: string): V | undefined {
    return this.#kept.get(key)
  }

  has(key: string): boolean {
    return this.#kept.has(key)
  }

  set(key: string, value: V): void {
    this.#kept.delete(key)
    this.#kept.set(key, value)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > this.#capacity && oldest !== undefined) this.#kept.delete(oldest)
  }

  clear(): void {
    this.#kept.clear()
  }
}
