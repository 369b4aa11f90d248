import { evolve, type Case } from '../../domain/case/case.ts'
import type { CaseEvent } from '../../domain/case/events.ts'
import { likenessesOf } from '../../domain/case/likeness.ts'
import type { HashedRow } from '../shared/ports/hashed-rows.ts'

/**
 * Every text of a case that was ever hashed: NHS numbers and likenesses by all its facts, also those that were corrected since, as what
 * they led to still leads there.
 */
export function everHashed(events: readonly CaseEvent[], kind: HashedRow['kind']): ReadonlySet<string> {
  const texts = new Set<string>()
  let known: Case | undefined
  for (const event of events) {
    known = evolve(known, event)
    for (const { facts } of known.notifications)
      for (const text of kind === 'likeness' ? likenessesOf(facts) : [facts.child.nhsNumber ?? '']) texts.add(text)
  }
  return texts
}
