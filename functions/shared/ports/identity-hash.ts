import type { Led } from '../identity-keys.ts'

/**
 * Stands for what could be found by trying all there are: an NHS number, or a child's likeness. Unlike a case's reference such a hash
 * need not stay: its keys can be rotated (docs/adr/0018).
 */
export interface IdentityHash {
  /** Under every key in use. Things are looked up under the leading one, and written under all. */
  under(what: 'nhs-number' | 'likeness', text: string): Led<string>
}
