import type { Instant } from '../../domain/calendar/instant.ts'
import { amend } from '../../functions/capture/amend.ts'
import { notify } from '../../functions/capture/notify.ts'
import { categorise } from '../../functions/categorise/categorise.ts'
import { rotate } from '../../functions/rotate-identity-key/rotate.ts'
import { route } from '../../functions/route/route.ts'
import { DynamoCaseRepository } from '../../functions/shared/adapters/dynamodb/case-repository.ts'
import { documentClient } from '../../functions/shared/adapters/dynamodb/document-client.ts'
import { DynamoHashedRows } from '../../functions/shared/adapters/dynamodb/hashed-rows.ts'
import { caseTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { identityHash } from '../../functions/shared/adapters/keyed-hash.ts'
import { InMemoryPostcodeDirectory } from '../../functions/shared/adapters/memory/postcode-directory.ts'
import { findNotification } from '../../functions/shared/find-notification.ts'
import { eachLed } from '../../functions/shared/identity-keys.ts'
import type { KeyNumbers, RotationRequest } from '../../schemas/identity-key-rotation.ts'
import type { NotificationInput } from '../../schemas/notification/notification.ts'
import type { Reference } from '../../schemas/reference.ts'
import { meterRequestUnits } from '../bench/request-units.ts'
import { nhsNumber } from '../support/builders/nhs-number.ts'
import { bodies } from '../support/builders/notification.ts'
import { createTable, localDynamo } from '../support/dynamodb.ts'
import { aMeter, doctor, hash, nurse } from '../support/pipeline.ts'

const client = localDynamo()
const metered = localDynamo()
const meter = meterRequestUnits(metered, caseTable)
afterAll(() => {
  client.destroy()
  metered.destroy()
})

/** The table with functions that have these keys, which a test may change. */
async function aService() {
  const table = await createTable(client, caseTable)
  const cases = new DynamoCaseRepository(documentClient(metered), table)
  const rows = new DynamoHashedRows(documentClient(client), table, 7)
  let has: KeyNumbers = [1]
  let now = Date.parse('2026-11-20T03:00:00.000Z')
  const deps = () => ({
    cases,
    directory: new InMemoryPostcodeDirectory(),
    hash,
    identities: identityHash(eachLed(has, (number) => ({ number, secret: `${number}`.repeat(32) }))),
    meter: aMeter(),
    now: () => new Date(now).toISOString() as Instant,
  })
  const submission = (person: typeof doctor, key: string, json: unknown) => ({
    ...{ person, key, json, body: JSON.stringify(json) },
  })
  return {
    rows,
    deploy: (keys: KeyNumbers) => {
      has = keys
    },
    notify: async (
      child: number,
      person: typeof doctor,
      key: string,
      more: Partial<NotificationInput['child']> = {},
    ) => {
      const json = bodies.minimal({
        child: { nhsNumber: nhsNumber(child), dateOfBirth: `2018-05-${10 + child}`, ...more },
      })
      const notified = await notify(submission(person, key, json), deps())
      if (!('notification' in notified)) throw new Error(notified.outcome)
      return { outcome: notified.outcome, reference: notified.notification.reference }
    },
    amend: (reference: Reference, json: unknown) => amend(reference, submission(doctor, 'amend', json), deps()),
    settle: async (reference: Reference) => {
      await categorise(reference, deps())
      await route(reference, deps())
    },
    caseOf: async (reference: Reference) => (await findNotification(reference, cases))?.case.reference,
    /** An hour after whatever was last. */
    rotate: (request: RotationRequest, isTimeUp = () => false) => {
      now += 3_600_000
      return rotate(request, { ...deps(), rows, has, settleSeconds: 60, isTimeUp })
    },
  }
}

const done = { outcome: 'done' }

describe('A rotation of the identity key', () => {
  it('knows each child again, leaves every answer as it was, and nothing under the old key', async () => {
    const service = await aService()
    const { reference: one } = await service.notify(1, doctor, 'one')
    const { reference: two } = await service.notify(2, doctor, 'two')
    // A number that came later, and one that was corrected since.
    const three = await service.notify(3, doctor, 'three', { nhsNumber: undefined })
    await service.amend(three.reference, { child: { nhsNumber: nhsNumber(3) } })
    await service.amend(two, { child: { nhsNumber: nhsNumber(4) } })
    for (const reference of [one, two]) await service.settle(reference)

    expect(await service.rotate({ step: 'rehash' })).toMatchObject({ outcome: 'refused' })
    expect(await service.rotate({ step: 'prepare', keys: [2] })).toMatchObject({ outcome: 'refused' })
    expect(await service.rotate({ step: 'prepare', keys: [1, 2] })).toMatchObject(done)
    expect(await service.rotate({ step: 'rehash' })).toMatchObject({ outcome: 'refused' })
    service.deploy([1, 2])
    expect(await service.rotate({ step: 'rehash' })).toMatchObject({ outcome: 'settling' })
    const { reference: five } = await service.notify(5, doctor, 'five')
    // Cut off after each page, it goes on where it was.
    let answer = await service.rotate({ step: 'rehash' }, () => true)
    let calls = 1
    for (; answer.outcome === 'going-on'; calls++) answer = await service.rotate({ step: 'rehash' }, () => true)
    expect(calls).toBeGreaterThan(2)
    expect(answer).toMatchObject({ ...done, standing: { complete: [1, 2] } })
    expect(answer).toMatchObject({ counts: { identities: 5 } })

    expect(await service.rotate({ step: 'prepare', keys: [2, 1] })).toMatchObject(done)
    service.deploy([2, 1])
    expect(await service.notify(1, doctor, 'one')).toEqual({ outcome: 'replayed', reference: one })
    const further = await service.notify(1, nurse, 'further')
    expect(await service.caseOf(further.reference)).toBe(one)

    expect(await service.rotate({ step: 'prepare', keys: [2] })).toMatchObject(done)
    service.deploy([2])
    expect(await service.rotate({ step: 'retire' })).toMatchObject({ outcome: 'settling' })
    expect(await service.rotate({ step: 'retire' })).toMatchObject(done)
    expect(await service.rotate({ step: 'count' })).toMatchObject({
      ...done,
      counts: { 'key 2': expect.any(Number) as number },
    })
    expect((await service.rotate({ step: 'count' })) as object).not.toHaveProperty(['counts', 'key 1'])
    const cases = [one, three.reference, two, five]
    for (const [index, child] of [1, 3, 4, 5].entries()) {
      const { reference } = await service.notify(child, nurse, `last ${child}`)
      expect([child, await service.caseOf(reference)]).toEqual([child, cases[index]])
    }
    expect(await service.notify(5, doctor, 'five')).toEqual({ outcome: 'replayed', reference: five })
  })

  it('costs a notification two units while a key follows, and nothing otherwise', async () => {
    const service = await aService()
    const cost = async (child: number, keys: KeyNumbers) => {
      service.deploy(keys)
      meter.take()
      await service.notify(child, doctor, `cost ${child}`)
      return meter.take().write
    }
    const [plain, following, led, after] = [
      await cost(1, [1]),
      await cost(2, [1, 2]),
      await cost(3, [2, 1]),
      await cost(4, [2]),
    ]
    expect([following - plain, led - plain, after - plain]).toEqual([2, 2, 0])
  })

  it('is refused where an identity leads to a case that never had it, and loses nothing by that', async () => {
    const service = await aService()
    const { reference } = await service.notify(1, doctor, 'one')
    await service.rows.copy(
      { kind: 'identity', hash: (await service.rows.rows()).rows[0]?.hash ?? '', reference },
      'stray',
    )
    await service.rotate({ step: 'prepare', keys: [1, 2] })
    service.deploy([1, 2])
    await service.rotate({ step: 'status' })
    const refused = await service.rotate({ step: 'rehash' })
    expect(refused).toMatchObject({ outcome: 'refused', because: expect.stringContaining('1 identities') as string })
    expect(await service.rotate({ step: 'prepare', keys: [2, 1] })).toMatchObject({ outcome: 'refused' })
  })
})
