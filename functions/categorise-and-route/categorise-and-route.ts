import { epochOf, type Instant } from '../../domain/calendar/instant.ts'
import { evolve, type Case } from '../../domain/case/case.ts'
import { categorise, flagPossibleDuplicates, mayBeSameChild, numbered, route } from '../../domain/case/decide.ts'
import type { Actor, CaseEvent, Decided } from '../../domain/case/events.ts'
import { likenessesOf } from '../../domain/case/likeness.ts'
import type { Notice } from '../../domain/case/notice.ts'
import { UNASSIGNED } from '../../domain/case/outlook.ts'
import type { Reference } from '../../schemas/reference.ts'
import type { KeyedHash } from '../shared/ports/keyed-hash.ts'
import type { Meter } from '../shared/runtime/log.ts'
import { findCase } from '../shared/find-case.ts'
import { writeToCase, type CaseWriter } from '../shared/write-to-case.ts'

export interface StepDeps extends CaseWriter {
  readonly hash: KeyedHash
  readonly meter: Meter
}

/** Triplets are alike; hundreds are an import or an attack, which must not keep every case from its panel. */
const MOST_ALIKE = 10

const CATEGORISE: Actor = { kind: 'step', step: 'categorise' }
const ROUTE: Actor = { kind: 'step', step: 'route' }

/**
 * Categorises the death on the latest facts and gives the case to the panel that reviews, with its place in the queue and its clocks:
 * the only writer of these. Two decisions and an event of each, written at once (docs/adr/0021).
 * Cases that may be about the same child are flagged on both sides, the other side first, so that a failure in between leaves
 * this case still to be routed.
 */
export async function categoriseAndRoute(reference: Reference, deps: StepDeps): Promise<void> {
  const written = await writeToCase(reference, deps, async (known, at) => {
    const categorised = eventsOf(known, categorise(known), at, CATEGORISE)
    const next = categorised.reduce<Case>(evolve, known)
    const panel = route(next, at)
    const alike = panel.length > 0 ? await casesAlike(next, deps) : []
    for (const other of alike) await flagOther(other, reference, deps)
    const routed = eventsOf(next, [...panel, ...flagPossibleDuplicates(next, alike)], at, ROUTE)
    const [first, ...others] = [...categorised, ...routed]
    return first && { events: [first, ...others], guards: { notices: noticesOf(known, routed) } }
  })
  if (written) measure(written, deps)
}

const eventsOf = (known: Case, [first, ...others]: readonly Decided[], at: Instant, by: Actor): readonly CaseEvent[] =>
  first ? numbered(known, [first, ...others], at, by) : []

/** Cases that still go on, and that nobody has declared to be about another child. */
async function casesAlike(known: Case, { cases, hash }: StepDeps): Promise<Reference[]> {
  const likenesses = new Set(known.notifications.flatMap(({ facts }) => likenessesOf(facts)))
  const alike = await cases.alike(
    known.reference,
    [...likenesses].map((text) => [hash.of('likeness', text)]),
  )
  const found = await Promise.all(alike.slice(0, MOST_ALIKE).map(async (other) => (await findCase(other, cases))?.case))
  const others = found.filter((other) => other !== undefined).filter((other) => mayBeSameChild(known, other))
  return [...new Set(others.map(({ reference }) => reference))]
}

async function flagOther(other: Reference, alikeTo: Reference, deps: StepDeps): Promise<void> {
  const flagged = await writeToCase(other, deps, (known, at) => {
    const [first, ...others] = flagPossibleDuplicates(known, [alikeTo])
    return first && { events: numbered(known, [first, ...others], at, ROUTE) }
  })
  if (flagged) deps.meter.count('PossibleDuplicates')
}

/** Panels that are to be told now and were not told before. */
function noticesOf({ routing }: Case, routed: readonly CaseEvent[]): Notice[] {
  const told = new Set(routing?.informedPanels)
  return routed.flatMap((event) =>
    event.type === 'CaseRouted'
      ? event.happened.informedPanels
          .filter((panel) => !told.has(panel))
          .map((panel) => ({ panel, what: 'died-in-area', reviewedBy: event.happened.panel, at: event.at }))
      : [],
  )
}

function measure({ categorisation, routing, factsFrom }: Case, { meter }: StepDeps) {
  if (!categorisation || !routing) return
  meter.count('DeathsCategorised')
  if (categorisation.assessment.jointAgencyResponse.outcome !== 'not-required')
    meter.count('JointAgencyResponsesRequired')
  meter.count('CasesRouted')
  meter.count('SecondsToRouted', (epochOf(routing.at) - epochOf(factsFrom.at)) / 1000)
  if (routing.panel === UNASSIGNED) meter.count('CasesUnassigned')
}
