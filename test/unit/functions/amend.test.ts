import type { Reference } from '../../../schemas/reference.ts'
import { nhsNumber } from '../../support/builders/nhs-number.ts'
import { bodies } from '../../support/builders/notification.ts'
import { doctor, nurse, TestPipeline } from '../../support/pipeline.ts'

const notified = async (service: TestPipeline, ...args: Parameters<TestPipeline['notify']>): Promise<Reference> => {
  const answer = await service.notify(...args)
  if (!('notification' in answer)) throw new Error(answer.outcome)
  await service.settle()
  return answer.notification.reference
}

const allNo = {
  externalCauses: 'no',
  suddenNoApparentCause: 'no',
  inCustodyOrDetained: 'no',
  suspicionNotNatural: 'no',
  unattendedStillbirth: 'no',
  resuscitatedExpectedToDie: 'no',
} as const

describe('Amending a notification', () => {
  it('adds what was not known at night, and the death is categorised and routed again', async () => {
    const service = new TestPipeline()
    const reference = await notified(service, bodies.minimal())
    expect((await service.case(reference)).categorisation?.assessment.jointAgencyResponse.outcome).toBe(
      'required-until-known',
    )
    const amended = await service.amend(reference, { answers: allNo })
    expect(amended).toMatchObject({ outcome: 'amended', notification: { facts: { answers: allNo } } })
    await service.settle()
    const known = await service.case(reference)
    expect(known.categorisation?.assessment.jointAgencyResponse.outcome).toBe('not-required')
    expect(
      known.routing?.clocks.filter(({ supersededAt }) => supersededAt !== undefined).map(({ rule }) => rule),
    ).toEqual(expect.arrayContaining(['D4', 'D5']))
  })

  it('leaves every answer that it does not give as it was', async () => {
    const service = new TestPipeline()
    const reference = await notified(service, bodies.minimal({ answers: { externalCauses: 'yes' } }))
    await service.amend(reference, { answers: { lookedAfter: 'no' }, child: { ethnicity: 'A' } })
    const [{ facts }] = (await service.case(reference)).notifications
    expect(facts.answers).toMatchObject({ externalCauses: 'yes', lookedAfter: 'no' })
    expect(facts.child).toMatchObject({ ...bodies.minimal().child, ethnicity: 'A' })
  })

  it('is the notifier’s own alone', async () => {
    const service = new TestPipeline()
    const reference = await notified(service, bodies.minimal())
    expect(await service.amend(reference, { answers: allNo }, { person: nurse })).toEqual({ outcome: 'not-found' })
  })

  it('replays the same amendment and refuses its key for another', async () => {
    const service = new TestPipeline()
    const reference = await notified(service, bodies.minimal())
    const first = await service.amend(reference, { answers: allNo })
    expect(await service.amend(reference, { answers: allNo })).toEqual({ ...first, outcome: 'replayed' })
    expect(await service.amend(reference, { answers: { lookedAfter: 'yes' } })).toEqual({ outcome: 'key-reused' })
    expect((await service.case(reference)).notifications[0].amendments).toHaveLength(1)
  })

  it('refuses to build on a version that is no longer the latest', async () => {
    const service = new TestPipeline()
    const reference = await notified(service, bodies.minimal())
    await service.amend(reference, { answers: allNo, basedOn: 1 })
    expect(await service.amend(reference, { answers: { lookedAfter: 'no' }, basedOn: 1 }, { key: 'amend-2' })).toEqual({
      outcome: 'changed-since',
    })
  })

  it('names the field when the whole no longer fits together', async () => {
    const service = new TestPipeline()
    const reference = await notified(service, bodies.minimal())
    const amended = await service.amend(reference, {
      child: { dateOfBirth: '2026-11-20' },
      death: { dateOfDeath: '2026-11-19' },
    })
    expect(amended).toMatchObject({ outcome: 'invalid', errors: [{ code: 'before-birth' }] })
  })

  it('lets only a designated doctor decide against the answers, and keeps the decision until the answers change', async () => {
    const service = new TestPipeline()
    const decision = {
      designatedDoctorDecision: { expectedness: 'expected', reason: 'Long awaited, at the hospice.' },
    } as const
    const nurses = await notified(service, bodies.minimal(), { person: nurse })
    expect(await service.amend(nurses, decision, { person: nurse })).toEqual({ outcome: 'forbidden' })

    const reference = await notified(service, bodies.minimal(), { person: doctor, key: 'other' })
    await service.amend(reference, decision)
    await service.settle()
    expect((await service.case(reference)).categorisation?.assessment).toMatchObject({
      expectedness: { outcome: 'expected' },
      decidedByDesignatedDoctor: true,
    })
    await service.amend(reference, { answers: { externalCauses: 'yes' } }, { key: 'amend-2' })
    await service.settle()
    expect((await service.case(reference)).categorisation?.assessment).toMatchObject({
      expectedness: { outcome: 'not-yet-known' },
      decidedByDesignatedDoctor: false,
    })
  })

  it('lets the panel’s designated doctor decide on a case that another notified', async () => {
    const service = new TestPipeline()
    const child = { normallyResidentAuthority: 'E06000061' }
    const reference = await notified(service, bodies.minimal({ child }), { person: nurse })
    const decision = {
      designatedDoctorDecision: { jointAgencyResponse: 'not-required', reason: 'Seen by me at once.' },
    } as const
    expect(await service.amend(reference, decision)).toMatchObject({ outcome: 'amended' })
    expect(await service.amend(reference, { ...decision, answers: allNo }, { key: 'amend-2' })).toEqual({
      outcome: 'not-found',
    })
  })

  it('flags, and never merges, a case whose NHS number turns out to be another case’s', async () => {
    const service = new TestPipeline()
    const number = nhsNumber(3)
    const known = await notified(service, bodies.minimal({ child: { nhsNumber: number } }))
    const reference = await notified(service, bodies.minimal(), { person: nurse, key: 'key-2' })
    await service.amend(reference, { child: { nhsNumber: number } }, { person: nurse })
    expect((await service.case(reference)).possibleDuplicates).toContainEqual({
      other: known,
      likeness: 'same-nhs-number',
    })
    expect((await service.case(known)).notifications).toHaveLength(1)
  })
})
