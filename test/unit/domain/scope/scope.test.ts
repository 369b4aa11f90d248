import { scopeOf, scopeReasons, type ScopeFacts } from '../../../../domain/scope/scope.ts'
import type { Answer } from '../../../../schemas/assessment.ts'
import type { CivilDate } from '../../../../schemas/calendar.ts'

const date = (text: string) => text as CivilDate
const child: ScopeFacts = {
  bornOn: date('2016-05-06'),
  diedOn: date('2026-03-09'),
  bornAlive: 'yes',
  termination: 'no',
  unattended: 'no',
  gestationWeeks: undefined,
  residentInEngland: 'yes',
  diedInEngland: 'yes',
}
const ANSWERS: Answer[] = ['yes', 'no', 'not-known']

describe('Scope', () => {
  it('covers a live-born child who died before the 18th birthday (R1)', () => {
    expect(scopeOf(child)).toEqual({ status: 'in-scope' })
  })

  it.each([
    ['2008-03-09', '2026-03-08', 'in-scope'],
    ['2008-03-09', '2026-03-09', 'out-of-scope'],
    ['2008-02-29', '2026-02-28', 'in-scope'],
    ['2008-02-29', '2026-03-01', 'out-of-scope'],
  ])('of one born on %s and dead on %s: %s', (bornOn, diedOn, status) => {
    expect(scopeOf({ ...child, bornOn: date(bornOn), diedOn: date(diedOn) }).status).toBe(status)
  })

  it('is pending while the dates leave the age open, and never refused', () => {
    expect(scopeOf({ ...child, bornOn: undefined })).toEqual({ status: 'scope-pending', code: 'AGE_NOT_ESTABLISHED' })
    expect(scopeOf({ ...child, bornOn: date('2008') })).toMatchObject({ status: 'scope-pending' })
  })

  it.each([
    ['a stillbirth', { bornAlive: 'no', gestationWeeks: 24 }, 'STILLBIRTH'],
    ['a stillbirth of unknown gestation', { bornAlive: 'no' }, 'STILLBIRTH'],
    ['a late fetal loss', { bornAlive: 'no', gestationWeeks: 23 }, 'LATE_FETAL_LOSS'],
    ['a termination', { termination: 'yes' }, 'TERMINATION'],
    ['a live birth after a termination', { termination: 'yes', bornAlive: 'yes' }, 'TERMINATION'],
    ['nobody of England', { residentInEngland: 'no', diedInEngland: 'no' }, 'NOT_RESIDENT_NOT_DIED_HERE'],
  ] as const)('refuses %s with its reason code (R2)', (_what, facts, code) => {
    expect(scopeOf({ ...child, ...facts })).toEqual({ status: 'out-of-scope', code })
  })

  it.each([
    ['lived here and died elsewhere (R6)', { residentInEngland: 'yes', diedInEngland: 'no' }],
    ['died here and lived elsewhere (R5)', { residentInEngland: 'no', diedInEngland: 'yes' }],
  ] as const)('covers a child who %s', (_what, facts) => {
    expect(scopeOf({ ...child, ...facts })).toEqual({ status: 'in-scope' })
  })

  it.each(['not-known', 'no'] as const)('is pending for an unattended birth, born alive: %s (R3)', (bornAlive) => {
    expect(scopeOf({ ...child, bornOn: child.diedOn, bornAlive, unattended: 'yes' })).toEqual({
      status: 'scope-pending',
      code: 'BORN_ALIVE_NOT_ESTABLISHED',
    })
  })

  it('is never lost to an answer that is not known, over every combination', () => {
    const questions = ['bornAlive', 'termination', 'unattended', 'residentInEngland', 'diedInEngland'] as const
    for (let number = 0; number < 3 ** questions.length; number++) {
      const facts = { ...child }
      questions.forEach((question, place) => {
        facts[question] = ANSWERS[Math.floor(number / 3 ** place) % 3]!
      })
      if (scopeOf(facts).status === 'out-of-scope') continue
      for (const question of questions)
        expect(scopeOf({ ...facts, [question]: 'not-known' }).status).not.toBe('out-of-scope')
    }
  })

  it('gives every code its rule and the words of the guidance', () => {
    for (const { rule, text } of Object.values(scopeReasons)) {
      expect(rule).toMatch(/^R\d$/)
      expect(text.length).toBeGreaterThan(30)
    }
  })
})
