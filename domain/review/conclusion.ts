import type { RegisteredRecommendation } from '../../schemas/analysis/recommendation.ts'
import type { HoldReason } from '../../schemas/panel-work/codes.ts'
import { concludingObstacles, type Obstacle, type ObstacleCode } from '../analysis/conclude.ts'
import { DEFAULT_QUORUM } from '../analysis/quorum.ts'
import { registered } from '../analysis/recommendations.ts'
import { valueOf } from '../analysis/sectioned-form.ts'
import type { Case } from '../case/case.ts'
import { circumstancesOfCase } from '../case/circumstances.ts'
import type { Decision } from './events.ts'
import type { Review } from './review.ts'

const WAITS_FOR: Readonly<Record<HoldReason, string>> = {
  inquest: 'the inquest',
  criminal: 'the criminal investigation or proceedings',
  'rapid-review': 'the rapid review',
  'local-child-safeguarding-practice-review': 'the local child safeguarding practice review',
  'patient-safety-incident-investigation': 'the patient safety incident investigation',
  'perinatal-mortality-review': 'the perinatal mortality review',
  'maternity-and-newborn-safety-investigation': 'the maternity and newborn safety investigation',
  'learning-disabilities-mortality-review': 'the learning disabilities mortality review',
}

/** Everything that stands in the way of concluding the review of a case as these people decided it, all at once. */
export function obstaclesToConcluding(known: Case, { membersPresent, decidedBy, overrides }: Decision): Obstacle[] {
  const { holds, review } = known.work
  return concludingObstacles({
    form: review.form,
    holds: holds.map(({ hold }) => ({ id: hold, waitsFor: WAITS_FOR[hold] })),
    overrides,
    quorum: DEFAULT_QUORUM,
    membersPresent,
    conflicts: review.conflicts.filter(({ withdrawn }) => !withdrawn).map(({ subject }) => subject),
    decidedBy,
    abuseOrNeglect: circumstancesOfCase(known).answers.abuseOrNeglect,
  })
}

/** What only the meeting itself can settle. */
const AT_THE_MEETING: readonly ObstacleCode[] = ['no-quorum', 'nobody-decided']

/** What stands in the way so far, before anybody has met. */
export const obstaclesSoFar = (known: Case): Obstacle[] =>
  obstaclesToConcluding(known, { membersPresent: [], decidedBy: [], overrides: [] }).filter(
    ({ code }) => !AT_THE_MEETING.includes(code),
  )

/**
 * What a conclusion adds to the register: recommendations of the form that it does not have, numbered on. A second review writes on the
 * form of the first, and what stands there still is registered already; a new wording is a new recommendation.
 */
export function newRecommendations({ form, recommendations }: Review): readonly RegisteredRecommendation[] {
  const has = new Set(recommendations.map(({ text, level }) => `${level} ${text}`))
  const fresh = (valueOf(form, 'recommendations')?.recommendations ?? []).filter(
    ({ text, level }) => !has.has(`${level} ${text}`),
  )
  return fresh.map((one, index) => registered(one, String(recommendations.length + index + 1)))
}
