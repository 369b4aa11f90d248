import type { CaseNotification } from '../../../domain/case/case.ts'
import { outlookOf } from '../../../domain/case/outlook.ts'
import { circumstancesOfNotification } from '../../../domain/case/circumstances.ts'
import { nhsNumber } from '../../support/builders/nhs-number.ts'
import { bodies } from '../../support/builders/notification.ts'
import { doctor, nurse, TestPipeline } from '../../support/pipeline.ts'

const received = async (pending: ReturnType<TestPipeline['notify']>): Promise<CaseNotification> => {
  const notified = await pending
  if (!('notification' in notified)) throw new Error(notified.outcome)
  return notified.notification
}

describe('Notifying a death', () => {
  it('opens a case under an unguessable reference and says what the law requires next', async () => {
    const service = new TestPipeline()
    const notification = await received(service.notify(bodies.minimal({ answers: { suddenNoApparentCause: 'yes' } })))
    expect(notification.reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
    const outlook = outlookOf(circumstancesOfNotification(notification))
    expect(outlook.assessment.jointAgencyResponse.outcome).toBe('required')
    expect(outlook.assessment.expectedness.outcome).toBe('not-yet-known')
  })

  it('gives the same request the same answer for ever, even after an amendment', async () => {
    const service = new TestPipeline()
    const first = await service.notify(bodies.minimal())
    if (!('notification' in first)) throw new Error(first.outcome)
    await service.amend(first.notification.reference, { answers: { lookedAfter: 'no' } })
    service.later(200)
    const again = await service.notify(bodies.minimal())
    expect(again).toEqual({ ...first, outcome: 'replayed' })
  })

  it('refuses a key that was used for another body', async () => {
    const service = new TestPipeline()
    await service.notify(bodies.minimal())
    const other = bodies.minimal({ answers: { lookedAfter: 'yes' } })
    expect(await service.notify(other)).toEqual({ outcome: 'key-reused' })
  })

  it('keeps the same key of two people apart', async () => {
    const service = new TestPipeline()
    const mine = await received(service.notify(bodies.minimal(), { person: doctor }))
    const theirs = await received(
      service.notify(bodies.minimal({ child: { nhsNumber: nhsNumber(7) } }), { person: nurse }),
    )
    expect(theirs.reference).not.toBe(mine.reference)
  })

  it('joins a second notifier of the same child to the case, and tells them nothing of the first', async () => {
    const service = new TestPipeline()
    const number = nhsNumber(1)
    const first = await received(
      service.notify(bodies.minimal({ child: { nhsNumber: number }, answers: { abuseOrNeglect: 'yes' } })),
    )
    const secondFacts = bodies.minimal({ child: { nhsNumber: number } })
    const second = await received(service.notify(secondFacts, { person: nurse, key: 'key-2' }))
    const alone = await received(new TestPipeline().notify(secondFacts, { person: nurse, key: 'key-2' }))
    expect(second).toEqual(alone)
    expect(second.reference).not.toBe(first.reference)

    await service.settle()
    const known = await service.case(first.reference)
    expect(known.notifications).toHaveLength(2)
    expect(known.categorisation?.assessment.nationalPanel.outcome).toBe('required')
    expect(await service.store.load(second.reference)).toMatchObject({ joined: first.reference })
  })

  it('replays a joined notification as the second notifier sent it', async () => {
    const service = new TestPipeline()
    const number = nhsNumber(1)
    await service.notify(bodies.minimal({ child: { nhsNumber: number } }))
    const again = () => service.notify(bodies.minimal({ child: { nhsNumber: number } }), { person: nurse, key: 'k' })
    const joined = await again()
    expect(await again()).toEqual({ ...joined, outcome: 'replayed' })
    const body = bodies.minimal({ child: { nhsNumber: number }, answers: { lookedAfter: 'yes' } })
    expect(await service.notify(body, { person: nurse, key: 'k' })).toEqual({ outcome: 'key-reused' })
  })

  it('refuses an 18-year-old with a reason code, counts it once and keeps no child', async () => {
    const service = new TestPipeline()
    const adult = bodies.minimal({ child: { dateOfBirth: '2008-11-19' }, death: { dateOfDeath: '2026-11-19' } })
    const refused = { outcome: 'out-of-scope', code: 'AGE_18_OR_OVER' }
    expect(await service.notify(adult)).toEqual(refused)
    expect(await service.notify(adult)).toEqual(refused)
    expect([...service.store.refusals.values()]).toEqual([
      { reference: expect.any(String) as string, code: 'AGE_18_OR_OVER', at: service.now },
    ])
    expect(service.bus).toEqual([])
  })

  it('takes an unattended birth as scope pending, with a Joint Agency Response', async () => {
    const service = new TestPipeline()
    const birth = bodies.minimal({
      child: { dateOfBirth: '2026-11-19', bornAlive: 'no', suspectedStillbirthAtHome: 'yes' },
      death: { dateOfDeath: '2026-11-19' },
      answers: { unattendedStillbirth: 'yes' },
    })
    const outlook = outlookOf(circumstancesOfNotification(await received(service.notify(birth))))
    expect(outlook.scope).toEqual({ status: 'scope-pending', code: 'BORN_ALIVE_NOT_ESTABLISHED' })
    expect(outlook.assessment.jointAgencyResponse.outcome).toBe('required')
  })

  it('is not stopped by a directory that does not answer', async () => {
    const service = new TestPipeline({ find: () => Promise.reject(new Error('unreachable')) })
    const notification = await received(service.notify(bodies.minimal()))
    expect(notification.residence).toEqual({ kind: 'not-known' })
    expect(service.meter.counts.get('DirectoryUnavailable')).toBe(1)
  })

  it('accepts fields that the form does not have, counts them and keeps them', async () => {
    const service = new TestPipeline()
    const body = { ...bodies.minimal(), weather: 'fog' } as ReturnType<typeof bodies.minimal>
    const notified = await service.notify(body)
    expect(notified).toMatchObject({ outcome: 'received', unrecognisedFields: 1 })
    expect(service.bus[0]).toMatchObject({ happened: { unrecognised: '[["/weather","fog"]]' } })
  })

  it('names every field that needs mending', async () => {
    const service = new TestPipeline()
    const notified = await service.notify(
      bodies.minimal({ child: { dateOfBirth: '2026-11-18' }, death: { dateOfDeath: '2026-11-17' } }),
    )
    expect(notified).toMatchObject({ outcome: 'invalid', errors: [{ code: 'before-birth' }] })
  })

  it('makes one case of a hundred simultaneous requests with one key', async () => {
    const service = new TestPipeline()
    const all = await Promise.all(Array.from({ length: 100 }, () => service.notify(bodies.minimal())))
    expect(all.filter(({ outcome }) => outcome === 'received')).toHaveLength(1)
    expect(all.filter(({ outcome }) => outcome === 'replayed')).toHaveLength(99)
    expect(service.bus).toHaveLength(1)
  })
})
