import type { AnonymisedCase, AnonymisedFacts } from '../../schemas/anonymised-case.ts'
import type { Notification } from '../../schemas/notification/notification.ts'
import { civilDateInLondon } from '../calendar/london.ts'
import type { Case } from '../case/case.ts'
import { circumstancesOfCase } from '../case/circumstances.ts'
import { queueEntry } from '../case/queue-entry.ts'
import { ageAtDeath } from './age-in-words.ts'
import { fields } from './fields.ts'
import { asInterval } from './generalised.ts'
import { identitiesOf, lifeOf } from './identities.ts'
import { knownTogether, type KnownIdentities } from './known-identities.ts'
import { maskerOf } from './mask-text.ts'
import { shown, type Treatments } from './treatment.ts'

export interface ViewOptions {
  /** What is known beside the case as it stands: names taken back by an amendment, or typed on a form of the review. */
  readonly alsoKnown?: KnownIdentities
}

/**
 * A case as panel members and the chair see it, without identities (R41; panel packs, domain facts section 7): see `fields` for what
 * becomes of each answer. Only what is named there, and here, is ever shown.
 */
export function anonymisedView(known: Case, { alsoKnown }: ViewOptions = {}): AnonymisedCase {
  const identities = identitiesOf(known)
  const mask = maskerOf(alsoKnown ? knownTogether(identities, alsoKnown) : identities)
  const life = lifeOf(known)
  const { stage, ageBand } = queueEntry(known)
  const { facts, answers, residence } = circumstancesOfCase(known)
  // The schema's shape follows from the table's; a test reads every view with the schema.
  const factsShown = (told: Notification) => shown(told, fields, life, mask) as unknown as AnonymisedFacts
  return {
    reference: known.reference,
    stage,
    ageAtDeath: ageAtDeath(life),
    ageBand,
    notified: asInterval(civilDateInLondon(known.openedAt), life),
    residence: residence.kind,
    deprivationDecile: (residence.kind === 'england' ? residence.deprivationDecile : undefined) ?? null,
    assessment: assessmentShown(known.categorisation),
    decision: decisionShown(known.decision, mask),
    facts: factsShown({ ...facts, answers }),
    furtherNotifications: known.notifications.slice(1).map((one) => factsShown(one.facts)),
  }
}

function assessmentShown(categorisation: Case['categorisation']): AnonymisedCase['assessment'] {
  if (!categorisation) return null
  const { expectedness, jointAgencyResponse, coroner, socialCare, nationalPanel, lookedAfterChild, ...rest } =
    categorisation.assessment
  return {
    expectedness: expectedness.outcome,
    jointAgencyResponse: jointAgencyResponse.outcome,
    coroner: coroner.outcome,
    socialCare: socialCare.outcome,
    nationalPanel: nationalPanel.outcome,
    lookedAfterChild: lookedAfterChild.outcome,
    decidedByDesignatedDoctor: rest.decidedByDesignatedDoctor,
  }
}

function decisionShown(decision: Case['decision'], mask: ReturnType<typeof maskerOf>): AnonymisedCase['decision'] {
  if (!decision) return null
  const { reason, ...decided } = decision.decided
  return { ...decided, reason: mask(reason) }
}
