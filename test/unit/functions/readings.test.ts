import type { Person } from '../../../domain/access/access.ts'
import { READINGS_COLUMNS } from '../../../functions/read/readings.ts'
import { readRoutes } from '../../../functions/read/routes.ts'
import { ReadingsSchema } from '../../../schemas/api.ts'
import { readingsCsv } from '../../../schemas/history.ts'
import { showReference } from '../../../schemas/reference.ts'
import { aPanelThatAsks } from '../../support/agency.ts'
import { call } from '../../support/http.ts'
import { hash, manager } from '../../support/pipeline.ts'

const scrutineer: Person = { subject: 'scrutineer', roles: ['scrutineer'], area: 'panel/northamptonshire' }

/** A case that its panel's manager read, then an agency its form. */
async function readByTwo() {
  const { service, reference, agency, ask } = await aPanelThatAsks()
  const { store } = service
  const routes = readRoutes({ cases: store, queues: store, register: store, hash, now: () => service.now })
  const get = (path: string, person: Person, headers: Record<string, string> = {}) =>
    call(routes, `GET /api/v1/cases/{reference}${path}`, { person, params: { reference }, headers })
  await get('', manager)
  await agency.opened(await ask())
  return { get, reference, service }
}

describe('Who read a case', () => {
  it('is told to its scrutineer, whose own asking is on record too', async () => {
    const { get, reference } = await readByTwo()
    const { status, body } = await get('/readings', scrutineer)
    expect(status).toBe(200)
    expect(ReadingsSchema.parse(body)).toMatchObject({
      whole: true,
      readings: [
        { number: 1, what: 'case', by: { subject: 'manager', roles: ['cdop-manager'] } },
        { number: 2, what: 'form', by: { subject: `${reference}.4/link-1`, roles: [] } },
        { number: 3, what: 'readings', by: { subject: 'scrutineer' } },
      ],
    })
  })

  it('can be had as a table, which names the case and nobody in it', async () => {
    const { get, reference, service } = await readByTwo()
    const { text, headers } = await get('/readings', scrutineer, { accept: 'text/csv' })
    const shown = showReference(reference)
    expect(headers['content-disposition']).toBe(`attachment; filename="readings-${shown}.csv"`)
    const [heading, ...lines] = text.trimEnd().split('\r\n')
    expect(heading).toBe(READINGS_COLUMNS.join(','))
    expect(heading).toBe(readingsCsv.split('\r\n')[0])
    expect(lines).toEqual([
      `${shown},1,${service.now},case,manager,cdop-manager`,
      `${shown},2,${service.now},form,${reference}.4/link-1,`,
      `${shown},3,${service.now},readings,scrutineer,scrutineer`,
    ])
    expect(text).not.toMatch(/Zaphod|999/)
  })
})
