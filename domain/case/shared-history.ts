import type { Reference } from '../../schemas/reference.ts'
import type { Case } from './case.ts'
import { withChangedFacts } from './changed-facts.ts'
import type { CaseEvent } from './events.ts'
import { transferReason } from './outlook.ts'

/*
 * What happens between cases, as one of them sees it: joined, declared another child's, handed over, or left with one notification
 * fewer.
 */

type Of<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>

/** The case that ended keeps its record and leads to the other; the one that goes on has the notifications of both. */
export function merged(next: Case, event: Of<'CasesMerged'>): Case {
  const { happened } = event
  if ('into' in happened) return { ...next, joinedTo: happened.into }
  const joinedFrom = [...next.joinedFrom, ...happened.joinedFrom]
  const separatedFrom = [...new Set([...next.separatedFrom, ...happened.separatedFrom])]
  const settled = new Set([next.reference, ...joinedFrom, ...separatedFrom])
  const duplicates = [...next.possibleDuplicates, ...happened.possibleDuplicates]
  return withChangedFacts(
    {
      ...next,
      joinedFrom,
      separatedFrom,
      possibleDuplicates: duplicates.filter(
        ({ other }, index) => !settled.has(other) && duplicates.findIndex((one) => one.other === other) === index,
      ),
      // Of one moment the last record stands: that of the case that goes on.
      recordedMoments: [...happened.recordedMoments, ...next.recordedMoments],
    },
    event,
    next.notifications,
  )
}

/** The flag goes, and does not come back. */
export function separated(next: Case, { at, by, happened: { others, reason } }: Of<'CasesSeparated'>): Case {
  return {
    ...next,
    separatedFrom: [...new Set([...next.separatedFrom, ...others])],
    separations: [...next.separations, { others, at, by, ...(reason !== undefined && { reason }) }],
    possibleDuplicates: next.possibleDuplicates.filter(({ other }) => !others.includes(other)),
  }
}

/** The panel owns the case from the moment that it was handed over; it did not ask who else is to be told. */
export function transferred(next: Case, { happened }: Of<'CaseTransferred'>): Case {
  if (!next.routing) return next
  const { from, to, namedByFacts, clocks, clockRuleSetVersion } = happened
  const reason = transferReason(from)
  return {
    ...next,
    routing: { ...next.routing, panel: to, basis: 'transferred', reason, namedByFacts, clocks, clockRuleSetVersion },
  }
}

/** A case that ends with its last notification keeps that on its record. */
export function retracted(next: Case, event: Of<'NotificationRetracted'>): Case {
  const { at, by, happened } = event
  const { notificationReference: reference, reason, explanation } = happened
  const notification = next.notifications.find((one) => one.reference === reference)
  if (!notification) return next
  const retraction = { notification, reason, ...(explanation !== undefined && { explanation }), at, by }
  const known = { ...next, retractions: [...next.retractions, retraction] }
  const [first, ...others] = next.notifications.filter((one) => one !== notification)
  return first ? withChangedFacts(known, event, [first, ...others]) : known
}

/** Every reference by which a case is known. */
export const referencesOf = ({
  reference,
  joinedFrom,
}: Pick<Case, 'reference' | 'joinedFrom'>): readonly Reference[] => [reference, ...joinedFrom]
