import type { FormLink, FormRequest } from '../../domain/agency-forms/form-work.ts'
import { linkIn } from '../../domain/agency-forms/links.ts'
import type { Instant } from '../../domain/calendar/instant.ts'
import type { Case } from '../../domain/case/case.ts'
import { withWhatFollows } from '../../domain/case/clocks.ts'
import { numbered } from '../../domain/case/decide.ts'
import type { Actor, Decided } from '../../domain/case/events.ts'
import { findCase } from '../shared/find-case.ts'
import type { AccessRecord, CaseRepository } from '../shared/ports/case-repository.ts'
import type { Now } from '../shared/ports/clock.ts'
import type { FormKey, FormKeys } from '../shared/ports/form-keys.ts'
import type { KeyedHash } from '../shared/ports/keyed-hash.ts'
import type { Secrets } from '../shared/ports/secrets.ts'
import { TemporaryFaultError } from '../shared/runtime/fate.ts'
import type { Meter } from '../shared/runtime/log.ts'

export interface AgencyFormDeps {
  readonly cases: CaseRepository & FormKeys & AccessRecord
  readonly hash: KeyedHash
  readonly secrets: Secrets
  readonly now: Now
  readonly meter: Meter
}

/** What a link or a session shows: one request of a case, and nothing else of it. */
export interface OwnForm {
  readonly known: Case
  readonly request: FormRequest
  readonly link: FormLink
  readonly key: FormKey
}

export function ownForm(known: Case, key: FormKey): OwnForm | undefined {
  const found = linkIn(known, key.form, key.link)
  return found && { known, ...found, key }
}

/** What a decision comes to: something to write, and what to answer once it is written. */
interface Step<T> {
  readonly decided: readonly Decided[]
  readonly formKey?: FormKey | undefined
  readonly answer: (after: Case) => T
}

/** How often the case may change under an agency's request. */
const TRIES = 6

/**
 * Loads the case to which a secret leads, decides, and writes if there is anything to write; decides again if the case changed meanwhile,
 * so that of two who open one link only one does.
 */
export async function onCaseOf<T>(
  { reference, form, link }: FormKey,
  { cases, now }: AgencyFormDeps,
  decide: (known: Case, at: Instant) => Step<T>,
): Promise<T | undefined> {
  const by: Actor = { kind: 'agency', form, link }
  for (let tries = 0; tries < TRIES; tries++) {
    const known = (await findCase(reference, cases))?.case
    if (!known) return undefined
    const at = now()
    const { decided, formKey, answer } = decide(known, at)
    const [first, ...others] = decided
    if (!first) return answer(known)
    const events = numbered(known, withWhatFollows(known, [first, ...others], at, by), at, by)
    const appended = await cases.append(known, events, { formKey })
    if (appended.outcome === 'appended') return answer(appended.case)
  }
  throw new TemporaryFaultError('The case keeps changing.')
}
