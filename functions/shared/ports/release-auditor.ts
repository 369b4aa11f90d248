import type { ReleaseDraft } from '../../../schemas/statistics/release.ts'

export type Audited =
  | { readonly outcome: 'passed'; readonly protectedNumbers: number; readonly witnesses: number }
  | { readonly outcome: 'failed'; readonly failures: readonly { readonly number: string }[] }
  | { readonly outcome: 'contradiction'; readonly reason: string }
  /** It could not tell of this number, and will not the next time either. */
  | { readonly outcome: 'undecided'; readonly number: string }

/** Tries to work out what a release hides, from everything published. Shares no code with what hides it. */
export interface ReleaseAuditor {
  /** Name and version. */
  readonly name: string
  /** @param releases all that a reader may hold, first to last; the last is the one judged */
  audit(releases: readonly ReleaseDraft[]): Audited
}
