import { diedNeonatally } from '../calendar/age.ts'
import type { Case } from '../case/case.ts'
import { circumstancesOfCase } from '../case/circumstances.ts'
import { bornOn, UNASSIGNED } from '../case/outlook.ts'
import { routesOfPanel } from '../triage/panel-routes.ts'
import { triageOf, type Triage, type TriageFacts } from '../triage/triage.ts'

/** What triage rests on. Before the death is categorised the safe side stands, as in the queue. */
function triageFacts(known: Case): TriageFacts {
  const { facts, answers } = circumstancesOfCase(known)
  const { assessment } = known.categorisation ?? {}
  const born = bornOn(facts)
  const died = facts.death.dateOfDeath
  return {
    expectedness: assessment?.expectedness.outcome ?? 'not-yet-known',
    jointAgencyResponse: assessment?.jointAgencyResponse.outcome ?? 'required-until-known',
    abuseOrNeglect: answers.abuseOrNeglect,
    neonatal: born && died ? diedNeonatally(born, died) : 'not-known',
    suspectedCategory: facts.death.suspectedCategory,
    circumstances: known.work.forms.circumstances,
  }
}

/** Where the death is reviewed, by the panel that has the case: by rule, or as a person decided last. */
export const triageOfCase = (known: Case): Triage =>
  triageOf(triageFacts(known), routesOfPanel(known.routing?.panel ?? UNASSIGNED), known.work.review.triageChanges)
