import { epochOf } from '../../domain/calendar/instant.ts'
import type { Case } from '../../domain/case/case.ts'
import { flagPossibleDuplicates, mayBeSameChild, numbered, route as decide } from '../../domain/case/decide.ts'
import type { Actor, CaseEvent } from '../../domain/case/events.ts'
import { likenessesOf } from '../../domain/case/likeness.ts'
import type { Notice } from '../../domain/case/notice.ts'
import { UNASSIGNED } from '../../domain/case/outlook.ts'
import type { Reference } from '../../schemas/reference.ts'
import type { IdentityHash } from '../shared/ports/identity-hash.ts'
import type { Meter } from '../shared/runtime/log.ts'
import { findCase } from '../shared/find-case.ts'
import { writeToCase, type CaseWriter } from '../shared/write-to-case.ts'

export interface RouteDeps extends CaseWriter {
  readonly identities: IdentityHash
  readonly meter: Meter
}

/** Triplets are alike; hundreds are an import or an attack, which must not keep every case from its panel. */
const MOST_ALIKE = 10

const ROUTE: Actor = { kind: 'step', step: 'route' }

/**
 * Gives the case to the panel that reviews, with its place in the queue and its clocks: the only writer of these.
 * Cases that may be about the same child are flagged on both sides, the other side first, so that a failure in between leaves
 * this case still to be routed.
 */
export async function route(reference: Reference, deps: RouteDeps): Promise<void> {
  const routed = await writeToCase(reference, deps, async (known, at) => {
    const [first, ...others] = decide(known, at)
    if (!first) return undefined
    const alike = await casesAlike(known, deps)
    for (const other of alike) await flagOther(other, reference, deps)
    const events = numbered(known, [first, ...others, ...flagPossibleDuplicates(known, alike)], at, ROUTE)
    return { events, guards: { notices: noticesOf(known, events) } }
  })
  if (routed) measure(routed, deps)
}

/** Cases that still go on, and that nobody has declared to be about another child. */
async function casesAlike(known: Case, { cases, identities }: RouteDeps): Promise<Reference[]> {
  const likenesses = known.notifications.flatMap(({ facts }) => likenessesOf(facts))
  const alike = await cases.alike(likenesses.map((text) => identities.under('likeness', text)[0]))
  const named = alike.filter((other) => other !== known.reference).slice(0, MOST_ALIKE)
  const found = await Promise.all(named.map(async (reference) => (await findCase(reference, cases))?.case))
  const others = found.filter((other) => other !== undefined).filter((other) => mayBeSameChild(known, other))
  return [...new Set(others.map(({ reference }) => reference))]
}

async function flagOther(other: Reference, alikeTo: Reference, deps: RouteDeps): Promise<void> {
  const flagged = await writeToCase(other, deps, (known, at) => {
    const [first, ...others] = flagPossibleDuplicates(known, [alikeTo])
    return first && { events: numbered(known, [first, ...others], at, ROUTE) }
  })
  if (flagged) deps.meter.count('PossibleDuplicates')
}

/** Panels that are to be told now and were not told before. */
function noticesOf({ routing }: Case, events: readonly CaseEvent[]): Notice[] {
  const told = new Set(routing?.informedPanels)
  return events.flatMap((event) =>
    event.type === 'CaseRouted'
      ? event.happened.informedPanels
          .filter((panel) => !told.has(panel))
          .map((panel) => ({ panel, what: 'died-in-area', reviewedBy: event.happened.panel, at: event.at }))
      : [],
  )
}

function measure({ routing, factsFrom }: Case, { meter }: RouteDeps) {
  if (!routing) return
  meter.count('CasesRouted')
  meter.count('SecondsToRouted', (epochOf(routing.at) - epochOf(factsFrom.at)) / 1000)
  if (routing.panel === UNASSIGNED) meter.count('CasesUnassigned')
}
