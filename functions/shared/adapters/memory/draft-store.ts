import { epochOf, type Instant } from '../../../../domain/calendar/instant.ts'
import { KEPT_POST_HOURS, type Draft, type DraftStore, type KeptPost } from '../../ports/draft-store.ts'
import { isSame } from '../chain.ts'

/** Drafts in memory; the same contract test holds them and the table's to one behaviour. */
export class InMemoryDraftStore implements DraftStore {
  readonly #drafts = new Map<string, Draft>()
  readonly #posts = new Map<string, { readonly post: KeptPost; readonly keptAt: Instant }>()

  create(subject: string, draft: Draft): Promise<void> {
    const key = keyOf(subject, draft.id)
    const found = this.#drafts.get(key)
    if (found && !isSame(found, draft)) return Promise.reject(new Error('There is another draft of that name.'))
    this.#drafts.set(key, structuredClone(draft))
    return Promise.resolve()
  }

  find(subject: string, id: string): Promise<Draft | undefined> {
    return Promise.resolve(structuredClone(this.#drafts.get(keyOf(subject, id))))
  }

  all(subject: string): Promise<readonly Draft[]> {
    const own = [...this.#drafts].filter(([key]) => key.startsWith(keyOf(subject, ''))).map(([, draft]) => draft)
    return Promise.resolve(structuredClone(own.sort((one, other) => other.savedAt.localeCompare(one.savedAt))))
  }

  change(subject: string, id: string, changed: (draft: Draft) => Draft): Promise<Draft | undefined> {
    const key = keyOf(subject, id)
    const found = this.#drafts.get(key)
    if (!found) return Promise.resolve(undefined)
    const draft = structuredClone(changed(structuredClone(found)))
    this.#drafts.set(key, draft)
    return Promise.resolve(structuredClone(draft))
  }

  discard(subject: string, id: string): Promise<void> {
    this.#drafts.delete(keyOf(subject, id))
    return Promise.resolve()
  }

  keepPost(subject: string, post: KeptPost, now: Instant): Promise<void> {
    this.#posts.set(subject, { post: structuredClone(post), keptAt: now })
    return Promise.resolve()
  }

  keptPost(subject: string, now: Instant): Promise<KeptPost | undefined> {
    const kept = this.#posts.get(subject)
    const isFresh = kept && epochOf(now) - epochOf(kept.keptAt) < KEPT_POST_HOURS * 3_600_000
    return Promise.resolve(isFresh ? structuredClone(kept.post) : undefined)
  }

  dropPost(subject: string, post: KeptPost): Promise<void> {
    if (isSame(this.#posts.get(subject)?.post, post)) this.#posts.delete(subject)
    return Promise.resolve()
  }
}

const keyOf = (subject: string, id: string) => JSON.stringify([subject, id]).slice(0, id === '' ? -2 : undefined)
