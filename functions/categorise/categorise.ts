import { epochOf } from '../../domain/calendar/instant.ts'
import type { Case } from '../../domain/case/case.ts'
import { categorise as decide, numbered } from '../../domain/case/decide.ts'
import { likenessesOf } from '../../domain/case/likeness.ts'
import type { Reference } from '../../schemas/reference.ts'
import { writeToCase, type CaseWriter } from '../shared/write-to-case.ts'
import type { IdentityHash } from '../shared/ports/identity-hash.ts'
import type { Meter } from '../shared/runtime/log.ts'

export interface CategoriseDeps extends CaseWriter {
  readonly identities: IdentityHash
  readonly meter: Meter
}

/** Categorises the death on the latest facts: the only writer of a case's categorisation. */
export async function categorise(reference: Reference, deps: CategoriseDeps): Promise<void> {
  const written = await writeToCase(reference, deps, (known, at) => {
    const [first, ...others] = decide(known)
    if (!first) return undefined
    const events = numbered(known, [first, ...others], at, { kind: 'step', step: 'categorise' })
    return { events, guards: { likenesses: likenessHashes(known, deps.identities) } }
  })
  if (written) measure(written, deps)
}

function measure({ categorisation, factsFrom }: Case, { meter }: CategoriseDeps) {
  if (!categorisation) return
  meter.count('DeathsCategorised')
  meter.count('SecondsToCategorised', (epochOf(categorisation.from.at) - epochOf(factsFrom.at)) / 1000)
  if (categorisation.assessment.jointAgencyResponse.outcome !== 'not-required')
    meter.count('JointAgencyResponsesRequired')
}

/** By these other cases of the same child may be found; hashed, as they are made of names and dates. */
const likenessHashes = ({ notifications }: Case, identities: IdentityHash) => [
  ...new Set(
    notifications.flatMap(({ facts }) => likenessesOf(facts)).flatMap((text) => identities.under('likeness', text)),
  ),
]
