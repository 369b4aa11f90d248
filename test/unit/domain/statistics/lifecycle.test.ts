import type { Instant } from '../../../../domain/calendar/instant.ts'
import { cut, cutsDue, outBefore, publish, withdraw, type Cut } from '../../../../domain/statistics/lifecycle.ts'
import { periodNamed, periodsOfRelease } from '../../../../domain/statistics/period-of-release.ts'
import type { CivilDate } from '../../../../schemas/calendar.ts'
import type { ReleaseHead } from '../../../../schemas/statistics/release-head.ts'
import { aHead, COUNTS_FROM, madeHead } from '../../../support/statistics/a-release.ts'

const AT = '2026-07-01T09:00:00.000Z' as Instant
const day = (text: string) => text as CivilDate
const wanted = (more: Partial<Cut> = {}): Cut => ({
  cohort: 'deathsNotified',
  period: '2025-26',
  asOf: day('2026-06-30'),
  note: 'A note',
  restates: false,
  ...more,
})
const out = (head: ReleaseHead, publishedAt = AT): ReleaseHead => ({ ...head, state: 'published', publishedAt })

describe('A period', () => {
  it.each(['2025-26', '2025-28', '2025-26-Q1', '2025-26-Q4'])('is named %s', (code) => {
    expect(periodNamed(code)?.code).toBe(code)
  })

  it.each(['2026-29', '2025-27', '2025-26-Q5', '25-26', ''])('is not named %j', (code) => {
    expect(periodNamed(code)).toBeUndefined()
  })

  it('of a year is released with its quarters, and with the block that it completes', () => {
    const released = (code: string) => periodsOfRelease(periodNamed(code)!).map((period) => period.code)
    expect(released('2025-26')).toEqual(['2025-26-Q1', '2025-26-Q2', '2025-26-Q3', '2025-26-Q4', '2025-26'])
    expect(released('2027-28').at(-1)).toBe('2025-28')
    expect(released('2025-26-Q3')).toEqual(['2025-26-Q3'])
  })
})

describe('Cutting a release', () => {
  it('makes a draft named by cohort, period and version', () => {
    expect(cut(wanted(), [], AT, 'lead', COUNTS_FROM)).toMatchObject({
      outcome: 'decided',
      head: { id: 'deathsNotified-2025-26-v1', state: 'draft', requestedBy: 'lead' },
    })
  })

  it('finds the one in hand, whether it is made yet or not', () => {
    for (const head of [aHead(), madeHead()])
      expect(cut(wanted(), [head], AT, 'lead', COUNTS_FROM)).toMatchObject({ head })
  })

  it('takes the next version after one that failed or was withdrawn', () => {
    const failed = aHead({ failure: { at: AT, reason: 'audit-failed', cells: [] } })
    for (const head of [failed, aHead({ state: 'withdrawn' })])
      expect(cut(wanted(), [head], AT, 'lead', COUNTS_FROM)).toMatchObject({
        head: { id: 'deathsNotified-2025-26-v2' },
      })
  })

  it.each([
    [{ period: '2025-28' }, 'unknown-period'],
    [{ period: '2025-26-Q9' }, 'unknown-period'],
    [{ period: '2018-19' }, 'before-the-service'],
    [{ period: '2018-19-Q4' }, 'before-the-service'],
    [{ asOf: day('2026-03-31') }, 'period-not-over'],
    [{ asOf: day('2026-07-02') }, 'as-of-in-the-future'],
    [{ restates: true }, 'not-published-yet'],
  ])('of %j is refused: %s', (more, refused) => {
    expect(cut(wanted(more), [], AT, 'lead', COUNTS_FROM)).toEqual({ outcome: 'refused', refused })
  })

  it('of a period that is out is only ever a restatement', () => {
    const heads = [out(madeHead())]
    expect(cut(wanted(), heads, AT, 'lead', COUNTS_FROM)).toEqual({ outcome: 'refused', refused: 'published-already' })
    expect(cut(wanted({ restates: true }), heads, AT, 'lead', COUNTS_FROM)).toMatchObject({
      head: { version: 2, restates: true },
    })
  })
})

describe('Publishing a release', () => {
  it('takes one that was audited with all that is out, withdrawn ones too, and no other', () => {
    const first = out(madeHead(), '2026-06-01T09:00:00.000Z' as Instant)
    const gone: ReleaseHead = { ...first, state: 'withdrawn', withdrawn: { at: AT, by: 'lead', reason: 'Wrong' } }
    const next = madeHead(undefined, { id: 'deathsNotified-2025-26-v2', version: 2, follows: [first.id] })
    expect(outBefore([gone], 'deathsNotified')).toEqual([gone])
    expect(publish(next, 1, AT, 'lead')).toMatchObject({ head: { state: 'published', publishedBy: 'lead' } })
    expect(publish({ ...next, follows: [] }, 1, AT, 'lead')).toMatchObject({
      refused: 'others-published-since',
    })
    expect(publish(aHead(), 0, AT, 'lead')).toMatchObject({ refused: 'not-audited' })
    expect(publish(gone, 1, AT, 'lead')).toMatchObject({ refused: 'withdrawn-already' })
  })

  it('is done once, and withdrawing it needs one reason', () => {
    const head = out(madeHead())
    expect(publish(head, 1, AT, 'other')).toEqual({ outcome: 'decided', head })
    const withdrawn = withdraw(head, 'Wrong', AT, 'lead')
    if (withdrawn.outcome !== 'decided') throw new Error('It is withdrawn.')
    expect(withdrawn.head).toMatchObject({ state: 'withdrawn', publishedAt: AT })
    expect(withdraw(withdrawn.head, 'Wrong', AT, 'lead')).toEqual(withdrawn)
    expect(withdraw(withdrawn.head, 'Other', AT, 'lead')).toMatchObject({ refused: 'withdrawn-already' })
  })
})

describe('The timetable', () => {
  const due = (today: string, heads: readonly ReleaseHead[] = [], countsFrom = COUNTS_FROM) =>
    cutsDue({ quarter: 60, year: 90 }, heads, day(today), countsFrom).map(({ cohort, period }) => `${cohort} ${period}`)
  const ofBoth = (head: ReleaseHead): readonly ReleaseHead[] => [
    head,
    { ...head, cohort: 'reviewsCompleted', id: head.id.replace('deathsNotified', 'reviewsCompleted') },
  ]

  it('cuts both cohorts of the year that ended long enough ago', () => {
    expect(due('2026-06-28')).toEqual(['deathsNotified 2024-25', 'reviewsCompleted 2024-25'])
    expect(due('2026-06-29')).toEqual(['deathsNotified 2025-26', 'reviewsCompleted 2025-26'])
  })

  it('begins on an empty table with one release of each cohort, the latest whole year, however long the service has run', () => {
    expect(due('2026-12-01')).toEqual(['deathsNotified 2025-26', 'reviewsCompleted 2025-26'])
  })

  it('cuts no period that began before every death came to the service', () => {
    const since = (countsFrom: string) => due('2026-12-01', [], day(countsFrom))
    expect(since('2025-04-02')).toEqual(['deathsNotified 2026-27-Q2', 'reviewsCompleted 2026-27-Q2'])
    expect(since('2026-07-02')).toEqual([])
  })

  it('goes on to the quarter when the year is decided, and cuts nothing beside what is in hand', () => {
    const quarter = ['deathsNotified 2026-27-Q1', 'reviewsCompleted 2026-27-Q1']
    expect(due('2026-08-28', ofBoth(out(madeHead())))).toEqual([])
    expect(due('2026-08-29', ofBoth(out(madeHead())))).toEqual(quarter)
    expect(due('2026-08-29', ofBoth(aHead({ state: 'withdrawn' })))).toEqual(quarter)
    expect(due('2026-08-29', ofBoth(aHead()))).toEqual([])
    expect(due('2026-08-29', ofBoth(madeHead()))).toEqual([])
    const failed = aHead({ failure: { at: AT, reason: 'audit-failed', cells: [] } })
    expect(due('2026-08-29', ofBoth(failed))).toEqual(quarter)
    expect(due('2026-08-29', [out(madeHead()), ...ofBoth(madeHead()).slice(1)])).toEqual(quarter.slice(0, 1))
  })

  it('cuts nothing twice, and no quarter alone whose year is cut', () => {
    expect(due('2026-06-29', ofBoth(out(madeHead())))).toEqual([])
    expect(due('2026-06-29', ofBoth(aHead({ state: 'withdrawn' })))).toEqual([
      'deathsNotified 2025-26-Q4',
      'reviewsCompleted 2025-26-Q4',
    ])
  })

  it('cuts nothing where it says never', () => {
    expect(cutsDue({ quarter: undefined, year: undefined }, [], day('2026-12-31'), COUNTS_FROM)).toEqual([])
  })
})
