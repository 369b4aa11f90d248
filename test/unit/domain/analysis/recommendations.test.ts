import {
  actOnRecommendation,
  actsAllowed,
  registered,
  standingOfRecommendation,
  transitions,
  type ActName,
} from '../../../../domain/analysis/recommendations.ts'
import type { CivilDate } from '../../../../domain/calendar/civil-date.ts'
import {
  RECOMMENDATION_STATUSES,
  RecommendationActSchema,
  type RecommendationAct,
  type RecommendationStatus,
  type RegisteredRecommendation,
} from '../../../../schemas/analysis/recommendation.ts'
import { changed } from '../../../support/changed.ts'

const today = '2026-11-03' as CivilDate
const day = (date: string) => date as CivilDate

/** Addressed, informed and answered, so that nothing but its status stands in the way. */
const answered = (status: RecommendationStatus): RegisteredRecommendation => ({
  id: 'recommendation-1',
  text: 'Book interpreters with the appointment.',
  level: 'local',
  addressee: 'Imaginary General Hospital',
  dueOn: day('2026-10-31'),
  informedOn: day('2026-06-01'),
  response: 'We will.',
  status,
})
const without = (left: keyof RegisteredRecommendation, status: RecommendationStatus = 'proposed') =>
  changed(answered(status), [left], undefined) as RegisteredRecommendation

const acts: Record<ActName, RecommendationAct> = {
  assign: { act: 'assign', owner: 'Panel manager' },
  inform: { act: 'inform', on: day('2026-11-02') },
  respond: { act: 'respond', response: 'Done since May.' },
  accept: { act: 'accept' },
  start: { act: 'start' },
  decline: { act: 'decline', response: 'There is no money.' },
  close: { act: 'close' },
  reopen: { act: 'reopen', reason: 'It happened again.' },
}
const ACTS = Object.keys(acts) as ActName[]
const STATUSES = Object.keys(RECOMMENDATION_STATUSES) as RecommendationStatus[]
const cells = STATUSES.flatMap((status) => ACTS.map((act): [RecommendationStatus, ActName] => [status, act]))

/** The table once more, as the rule book would print it: rows are statuses, columns acts in the order above. */
const BOOK: Record<RecommendationStatus, string> = {
  //           assign inform respond accept start decline close reopen
  proposed: 'proposed proposed proposed accepted - declined closed -',
  accepted: 'accepted accepted accepted - in-progress declined closed -',
  'in-progress': 'in-progress in-progress in-progress - - - closed -',
  declined: 'declined declined declined accepted - - closed proposed',
  closed: '- - - - - - - proposed',
}

const refusal = (recommendation: RegisteredRecommendation, act: RecommendationAct) => {
  const outcome = actOnRecommendation(recommendation, act, today)
  return outcome.outcome === 'refused' ? outcome.code : undefined
}
const done = (recommendation: RegisteredRecommendation, act: RecommendationAct) => {
  const outcome = actOnRecommendation(recommendation, act, today)
  if (outcome.outcome === 'refused') throw new Error(outcome.because)
  return outcome.recommendation
}

describe('the register of recommendations', () => {
  it.each(cells)('a recommendation that is %s: %s', (status, act) => {
    const expected = BOOK[status].split(' ')[ACTS.indexOf(act)]
    const outcome = actOnRecommendation(answered(status), acts[act], today)
    if (expected === '-')
      expect(outcome).toMatchObject({ outcome: 'refused', code: 'not-in-this-status', allowed: actsAllowed(status) })
    else expect(outcome).toMatchObject({ outcome: 'done', recommendation: { status: expected } })
  })

  it('lets every status be left, and be reached from a new recommendation', () => {
    const reached = new Set<RecommendationStatus>([registered(answered('closed'), 'recommendation-1').status])
    for (const status of reached)
      for (const act of ACTS) {
        const next = transitions[status][act]
        if (typeof next === 'string') reached.add(next)
      }
    expect([...reached].sort()).toEqual([...STATUSES].sort())
    for (const status of STATUSES) expect(actsAllowed(status).length).toBeGreaterThan(0)
  })

  it('keeps what an act says', () => {
    expect(done(answered('proposed'), acts.assign)).toMatchObject({ owner: 'Panel manager', dueOn: '2026-10-31' })
    expect(done(without('informedOn'), acts.inform).informedOn).toBe('2026-11-02')
    expect(done(answered('proposed'), acts.respond).response).toBe('Done since May.')
    expect(done(answered('proposed'), acts.accept).response).toBe('We will.')
    expect(done(answered('proposed'), { act: 'accept', response: 'Gladly.' }).response).toBe('Gladly.')
    expect(done(answered('proposed'), acts.decline).response).toBe('There is no money.')
    const closed = done(without('response'), { act: 'close', reason: 'The ward was closed.' })
    expect(closed.closedBecause).toBe('The ward was closed.')
    expect(done(closed, acts.reopen)).not.toHaveProperty('closedBecause')
  })

  it.each(['respond', 'accept', 'decline'] as const)('refuses to %s before the addressee was informed', (act) => {
    expect(refusal(without('informedOn'), acts[act])).toBe('not-informed')
  })

  it('refuses to inform nobody, and on a day to come', () => {
    expect(refusal(without('addressee'), acts.inform)).toBe('addressee-missing')
    expect(refusal(without('informedOn'), { act: 'inform', on: day('2026-11-04') })).toBe('in-the-future')
    expect(refusal(without('informedOn'), { act: 'inform', on: today })).toBeUndefined()
  })

  it('refuses another addressee once one was informed, and allows it before', () => {
    const other = { act: 'assign', addressee: 'Another Hospital' } as const
    expect(refusal(answered('proposed'), other)).toBe('addressee-informed')
    expect(refusal(answered('proposed'), { act: 'assign', addressee: 'Imaginary General Hospital' })).toBeUndefined()
    expect(done(without('informedOn'), other).addressee).toBe('Another Hospital')
  })

  it.each([
    ['nobody was informed', without('informedOn'), 'response-or-reason-needed'],
    ['nobody answered', without('response'), 'response-or-reason-needed'],
    ['the addressee answered', answered('proposed'), undefined],
  ])('where %s, closes without a reason only with a response', (_when, recommendation, code) => {
    expect(refusal(recommendation, acts.close)).toBe(code)
    expect(refusal(recommendation, { act: 'close', reason: 'The ward was closed.' })).toBeUndefined()
  })

  it('knows every act of the schema, and the schema every act', () => {
    for (const act of ACTS) expect(RecommendationActSchema.safeParse(acts[act]).success).toBe(true)
    expect(Object.keys(transitions.proposed)).toEqual(ACTS)
    expect(RecommendationActSchema.options).toHaveLength(ACTS.length)
  })
})

describe('how a recommendation stands', () => {
  const overdue = (status: RecommendationStatus, on: string) =>
    standingOfRecommendation(answered(status), day(on)).daysOverdue

  it.each(STATUSES)(
    'when it is %s: overdue from the day after it was due, only while somebody has to act',
    (status) => {
      const awaits = ['proposed', 'accepted', 'in-progress'].includes(status)
      expect(overdue(status, '2026-10-30')).toBe(0)
      expect(overdue(status, '2026-10-31')).toBe(0)
      expect(overdue(status, '2026-11-01')).toBe(awaits ? 1 : 0)
      expect(overdue(status, '2027-10-31')).toBe(awaits ? 365 : 0)
      expect(standingOfRecommendation(without('informedOn', status), today).addresseeNotInformed).toBe(awaits)
      expect(standingOfRecommendation(answered(status), today).addresseeNotInformed).toBe(false)
    },
  )

  it('is never overdue without a due date', () => {
    expect(standingOfRecommendation(without('dueOn'), today).daysOverdue).toBe(0)
  })
})
