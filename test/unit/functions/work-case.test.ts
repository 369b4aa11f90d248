import { findNotification, isRetracted } from '../../../functions/shared/find-notification.ts'
import type { Person } from '../../../domain/access/access.ts'
import type { Case } from '../../../domain/case/case.ts'
import { queueEntry } from '../../../domain/case/queue-entry.ts'
import type { NotificationInput } from '../../../schemas/notification/notification.ts'
import type { Reference } from '../../../schemas/reference.ts'
import { nhsNumber } from '../../support/builders/nhs-number.ts'
import { bodies } from '../../support/builders/notification.ts'
import { doctor, manager, nurse, TestPipeline } from '../../support/pipeline.ts'

const here = { normallyResidentAuthority: 'E06000061' }
const leeds: Person = { subject: 'leeds', roles: ['cdop-manager'], area: 'panel/leeds' }

let keys = 0

async function notified(service: TestPipeline, json: NotificationInput, person: Person = doctor): Promise<Reference> {
  const answer = await service.notify(json, { person, key: `k${(keys += 1)}` })
  if (!('notification' in answer)) throw new Error(answer.outcome)
  await service.settle()
  return answer.notification.reference
}

const aChild = (number: number, name = `Invented${number}`) =>
  bodies.minimal({ child: { ...here, nhsNumber: nhsNumber(number), name: { familyName: name } } })

async function done(pending: ReturnType<TestPipeline['work']>): Promise<Case> {
  const worked = await pending
  if (worked.outcome !== 'done') throw new Error('refused' in worked ? worked.outcome : JSON.stringify(worked))
  return worked.known
}

const typesOf = async (service: TestPipeline, reference: Reference) => {
  const found = await service.store.load(reference)
  return found && 'events' in found ? found.events.map(({ type }) => type) : []
}

describe('Working on a case', () => {
  it('does what is asked, and nothing more when the same request comes again', async () => {
    const service = new TestPipeline()
    const reference = await notified(service, aChild(1))
    const known = await done(service.work(reference, { action: 'claim' }, { key: 'a' }))
    expect(known.work.claim?.by).toBe('manager')
    service.later(1)
    expect(await service.work(reference, { action: 'claim' }, { key: 'a' })).toEqual({ outcome: 'replayed', known })
    expect(await service.work(reference, { action: 'release' }, { key: 'a' })).toEqual({ outcome: 'key-reused' })
    expect(await typesOf(service, reference)).toEqual([
      'NotificationReceived',
      'DeathCategorised',
      'CaseRouted',
      'CaseClaimed',
    ])
  })

  it('keeps the same key of two people apart', async () => {
    const service = new TestPipeline()
    const reference = await notified(service, aChild(1))
    const question = { action: 'log-family-question', question: 'Why?' } as const
    await done(service.work(reference, question, { key: 'a' }))
    await done(service.work(reference, question, { key: 'a', person: { ...manager, subject: 'colleague' } }))
    expect((await service.case(reference)).work.familyQuestions).toHaveLength(2)
  })

  it('is for the panel that has the case', async () => {
    const service = new TestPipeline()
    const reference = await notified(service, aChild(1))
    expect(await service.work(reference, { action: 'claim' }, { person: leeds })).toEqual({ outcome: 'not-found' })
  })

  it('lets one of two through who look at the same version, and shows the other what the first did', async () => {
    const service = new TestPipeline()
    const reference = await notified(service, aChild(1))
    const { version: basedOn } = await service.case(reference)
    const colleague = { ...manager, subject: 'colleague' }
    const [first, second] = await Promise.all([
      service.work(reference, { action: 'move-to-stage', stage: 'child-death-review-meeting', basedOn }),
      service.work(reference, { action: 'place-on-hold', hold: 'inquest', basedOn }, { person: colleague }),
    ])
    expect(first.outcome).toBe('done')
    expect(second).toMatchObject({
      outcome: 'changed-since',
      known: { work: { stage: 'child-death-review-meeting', holds: [] } },
      since: [{ type: 'StageReached', by: { subject: 'manager' } }],
    })
  })

  it('lets both through who do not mind each other, deciding the second anew', async () => {
    const service = new TestPipeline()
    const reference = await notified(service, aChild(1))
    const both = ['inquest', 'criminal'] as const
    const all = await Promise.all(both.map((hold) => service.work(reference, { action: 'place-on-hold', hold })))
    expect(all.map(({ outcome }) => outcome)).toEqual(['done', 'done'])
    expect(queueEntry(await service.case(reference)).holds).toEqual(both)
  })

  it('gives a claim to one of ten who ask at once', async () => {
    const service = new TestPipeline()
    const reference = await notified(service, aChild(1))
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, number) =>
        service.work(reference, { action: 'claim' }, { person: { ...manager, subject: `m${number}` } }),
      ),
    )
    expect(all.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
    expect(all.filter((one) => one.outcome === 'refused')).toHaveLength(9)
  })
})

describe('Two cases of one child', () => {
  /** One child notified twice, once without an NHS number: two cases, flagged. */
  async function flagged() {
    const service = new TestPipeline()
    const kept = await notified(service, aChild(1, 'Same'))
    const ended = await notified(service, bodies.minimal({ child: { ...here, name: { familyName: 'Same' } } }), nurse)
    expect((await service.case(ended)).possibleDuplicates).toEqual([{ other: kept, likeness: 'alike' }])
    return { service, kept, ended }
  }

  it('become one: every reference leads to the case that goes on, and each notifier still has their own', async () => {
    const { service, kept, ended } = await flagged()
    await done(service.work(ended, { action: 'join', into: kept }))
    await service.settle()
    const known = await service.case(kept)
    expect(known.notifications.map(({ reference }) => reference)).toEqual([kept, ended])
    expect(queueEntry(known).flags).toEqual(['several-notifications'])
    expect(await typesOf(service, ended)).toContain('CasesMerged')
    expect(await typesOf(service, kept)).toContain('CasesMerged')
    const amended = await service.amend(ended, { answers: { lookedAfter: 'yes' } }, { person: nurse })
    expect(amended).toMatchObject({ outcome: 'amended', notification: { reference: ended } })
    expect((await service.case(kept)).notifications[1]?.facts.answers.lookedAfter).toBe('yes')
  })

  it('stay found by the identity of the one that ended', async () => {
    const service = new TestPipeline()
    const kept = await notified(service, bodies.minimal({ child: { ...here, name: { familyName: 'Same' } } }))
    const ended = await notified(service, aChild(7, 'Same'), nurse)
    await done(service.work(ended, { action: 'join', into: kept }))
    const third = await notified(service, aChild(7, 'Same'), { ...nurse, subject: 'third' })
    expect((await service.case(kept)).notifications.map(({ reference }) => reference)).toEqual([kept, ended, third])
    expect(await service.store.load(third)).toMatchObject({ joined: kept })
  })

  it('answer a request of the one that ended again as the first time', async () => {
    const service = new TestPipeline()
    const kept = await notified(service, aChild(1, 'Same'))
    const json = bodies.minimal({ child: { ...here, name: { familyName: 'Same' } } })
    const first = await service.notify(json, { person: nurse, key: 'again' })
    if (!('notification' in first)) throw new Error(first.outcome)
    await service.settle()
    await done(service.work(first.notification.reference, { action: 'join', into: kept }))
    expect(await service.notify(json, { person: nurse, key: 'again' })).toEqual({ ...first, outcome: 'replayed' })
  })

  it('declared two children are not flagged again, whatever is heard of them', async () => {
    const { service, kept, ended: other } = await flagged()
    await done(service.work(other, { action: 'separate', from: kept }))
    await service.amend(other, { answers: { lookedAfter: 'no' } }, { person: nurse })
    await service.amend(other, { child: { nhsNumber: nhsNumber(1) } }, { person: nurse, key: 'number' })
    await service.settle()
    for (const reference of [kept, other]) {
      const known = await service.case(reference)
      expect(queueEntry(known).flags).not.toContain('possible-duplicate')
      expect(known.notifications).toHaveLength(1)
    }
  })
})

describe('A case handed to another panel', () => {
  it('is theirs at once, and stays theirs whatever the facts come to say', async () => {
    const service = new TestPipeline()
    const reference = await notified(service, aChild(1))
    await done(service.work(reference, { action: 'transfer', to: 'leeds', note: 'They had just moved.' }, { key: 't' }))
    expect((await service.store.queue('northamptonshire', { state: 'open' }, 10)).entries).toEqual([])
    const [line] = (await service.store.queue('leeds', { state: 'open' }, 10)).entries
    expect(line?.flags).toContain('transferred-in')
    expect(await service.store.notices('northamptonshire', 10)).toMatchObject([
      { reference, what: 'handed-over', reviewedBy: 'leeds', note: 'They had just moved.' },
    ])

    service.later(1)
    await done(service.work(reference, { action: 'accept-transfer' }, { person: leeds }))
    expect(await service.store.notices('northamptonshire', 10)).toMatchObject([{ acceptedAt: service.now }])
    await service.amend(reference, { child: { normallyResidentAuthority: 'E06000062' } })
    await service.settle()
    expect((await service.case(reference)).routing).toMatchObject({ panel: 'leeds', namedByFacts: 'northamptonshire' })
  })

  it('is no more to be worked on by those who handed it over, who may still ask whether it went', async () => {
    const service = new TestPipeline()
    const reference = await notified(service, aChild(1))
    const transfer = { action: 'transfer', to: 'leeds', note: 'They had just moved.' } as const
    await done(service.work(reference, transfer, { key: 't' }))
    expect(await service.work(reference, { action: 'claim' })).toEqual({ outcome: 'not-found' })
    expect(await service.work(reference, transfer, { key: 't' })).toMatchObject({ outcome: 'replayed' })
  })
})

describe('A notification made in error', () => {
  const retract = (notification: Reference) => ({ action: 'retract', notification, reason: 'wrong-child' }) as const

  it('ends its case, and every message already sent is followed by its retraction', async () => {
    const service = new TestPipeline()
    const json = bodies.minimal({ child: here, death: { authorityOfDeath: 'E08000021' } })
    const reference = await notified(service, json)
    service.later(1)
    await done(service.work(reference, retract(reference)))
    expect(service.bus.map(({ type }) => type)).toEqual(['NotificationRetracted'])
    await service.settle()
    expect(await typesOf(service, reference)).toEqual([
      'NotificationReceived',
      'DeathCategorised',
      'CaseRouted',
      'NotificationRetracted',
    ])
    expect(await service.store.notices('north-and-south-of-tyne', 10)).toMatchObject([
      { reference, what: 'retracted' },
      { reference, what: 'died-in-area' },
    ])
    expect((await service.store.queue('northamptonshire', { state: 'open' }, 10)).entries).toEqual([])
    expect((await service.store.queue('northamptonshire', { stage: 'retracted' }, 10)).entries).toHaveLength(1)
  })

  it('stands in nobody’s way: the same child notified afterwards has a new case, which others join', async () => {
    const service = new TestPipeline()
    const first = await notified(service, aChild(1))
    await done(service.work(first, retract(first)))
    await service.settle()
    const second = await notified(service, aChild(1))
    const known = await service.case(second)
    expect(known).toMatchObject({ reference: second, work: { stage: 'information-gathering' }, possibleDuplicates: [] })
    const third = await notified(service, aChild(1), nurse)
    expect(await service.store.load(third)).toMatchObject({ joined: second })
  })

  it('can be amended no more', async () => {
    const service = new TestPipeline()
    const reference = await notified(service, aChild(1))
    await done(service.work(reference, retract(reference)))
    expect(await service.amend(reference, { answers: { lookedAfter: 'no' } })).toEqual({ outcome: 'retracted' })
  })

  it('of several goes alone, and its child’s number is free again', async () => {
    const service = new TestPipeline()
    const kept = await notified(service, bodies.minimal({ child: { ...here, name: { familyName: 'Same' } } }))
    const wrong = await notified(service, aChild(5, 'Same'), nurse)
    await done(service.work(wrong, { action: 'join', into: kept }))
    await service.settle()
    await done(service.work(kept, retract(wrong)))
    await service.settle()
    expect((await service.case(kept)).notifications).toHaveLength(1)
    const right = await notified(service, aChild(5, 'Other'))
    expect((await service.case(right)).reference).toBe(right)
  })

  it('is still found by its notifier when the case that it was in is joined to another', async () => {
    const service = new TestPipeline()
    const kept = await notified(service, bodies.minimal({ child: { ...here, name: { familyName: 'Same' } } }))
    const other = await notified(service, aChild(5, 'Same'), nurse)
    const wrong = await notified(service, aChild(5, 'Same'), doctor)
    await done(service.work(other, retract(wrong)))
    await done(service.work(other, { action: 'join', into: kept }))
    const found = await findNotification(wrong, service.store)
    expect(found && isRetracted(found.case, wrong)).toBe(true)
    expect(await service.amend(wrong, { answers: { lookedAfter: 'no' } })).toEqual({ outcome: 'retracted' })
  })

  it('leaves a number free that its notifier corrected', async () => {
    const service = new TestPipeline()
    const first = await notified(service, aChild(5))
    await service.amend(first, { child: { nhsNumber: nhsNumber(6) } })
    const second = await notified(service, aChild(5, 'Other'))
    expect((await service.case(second)).reference).toBe(second)
  })
})
