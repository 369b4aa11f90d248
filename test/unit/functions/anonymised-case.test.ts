import type { Person } from '../../../domain/access/access.ts'
import { readAnonymisedRoutes } from '../../../functions/read-anonymised/routes.ts'
import { ROLES } from '../../../schemas/access.ts'
import { AnonymisedCaseSchema } from '../../../schemas/anonymised-case.ts'
import type { Stage } from '../../../schemas/panel-work/codes.ts'
import { showReference } from '../../../schemas/reference.ts'
import { nhsNumber } from '../../support/builders/nhs-number.ts'
import { bodies } from '../../support/builders/notification.ts'
import { call } from '../../support/http.ts'
import { chair, TestPipeline } from '../../support/pipeline.ts'
import { takeTo, WAY } from '../../support/printing.ts'

const member: Person = { subject: 'member', roles: ['panel-member'], area: 'panel/northamptonshire' }

async function withCaseAt(stage: Stage) {
  const service = new TestPipeline()
  const notified = await service.notify(
    bodies.minimal({
      child: {
        normallyResidentAuthority: 'E06000061',
        nhsNumber: nhsNumber(0),
        name: { givenNames: 'Zebulon', familyName: 'Madeup' },
      },
      death: { circumstances: 'Zebulon was found by Dr Madeup.' },
    }),
  )
  if (!('notification' in notified)) throw new Error(notified.outcome)
  await service.settle()
  const { reference } = notified.notification
  await takeTo(stage, reference, service)
  const { store } = service
  const routes = readAnonymisedRoutes({ cases: store, now: () => service.now })
  const read = (person: Person) =>
    call(routes, 'GET /api/v1/cases/{reference}/anonymised', { person, params: { reference } })
  return { service, reference, read }
}

describe('A case without identities', () => {
  it('is shown to a member of its panel, and that it was read is recorded', async () => {
    const { read, reference, service } = await withCaseAt('listed')
    const { status, body, text } = await read(member)
    expect(status).toBe(200)
    expect(AnonymisedCaseSchema.parse(body)).toMatchObject({
      reference: showReference(reference),
      stage: 'listed',
      facts: { death: { circumstances: { text: '[name] was found by Dr [name].' } } },
    })
    expect(text).not.toMatch(/Zebulon|Madeup|999/)
    expect(service.store.readings).toMatchObject([{ reference, what: 'anonymised-case', subject: 'member' }])
  })

  it('is refused to somebody who has declared a conflict of interest in it', async () => {
    for (const person of [member, chair]) {
      const { read, service, reference } = await withCaseAt('listed')
      await service.work(reference, { action: 'declare-conflict' }, { person })
      expect(await read(person)).toMatchObject({
        status: 403,
        body: { reasonCode: 'conflict-of-interest' },
      })
      expect(service.store.readings).toEqual([])
    }
  })
})

describe('Who may read a case without identities at which stage', () => {
  const areas = ['panel/northamptonshire', 'panel/leeds', undefined]
  const cells = WAY.flatMap(([stage]) => ROLES.flatMap((role) => areas.map((area) => ({ stage, role, area }))))

  it.each(cells)('$role of $area at $stage', async ({ stage, role, area }) => {
    const { read } = await withCaseAt(stage)
    const { status } = await read({ subject: 'somebody', roles: [role], ...(area !== undefined && { area }) })
    const prepares = ['cdop-manager', 'designated-doctor'].includes(role)
    const reviews = ['panel-member', 'chair'].includes(role)
    const isTheirs = prepares || ['ready-for-panel', 'listed', 'reviewed'].includes(stage)
    expect(status).toBe(!prepares && !reviews ? 403 : area !== 'panel/northamptonshire' ? 404 : isTheirs ? 200 : 409)
  })
})
