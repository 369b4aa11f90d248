import fc from 'fast-check'
import type { Person } from '../../../domain/access/access.ts'
import { addHours, type Instant } from '../../../domain/calendar/instant.ts'
import type { CaseEvent } from '../../../domain/case/events.ts'
import { COMPLIANCE_COLUMNS } from '../../../functions/read/compliance.ts'
import { readRoutes } from '../../../functions/read/routes.ts'
import { workCase } from '../../../functions/work-case/work-case.ts'
import { ROLES } from '../../../schemas/access.ts'
import { complianceCsv, ComplianceSchema } from '../../../schemas/compliance.ts'
import { showReference, type Reference } from '../../../schemas/reference.ts'
import { complianceFromEvents, complianceLine, panelAtTheEnd } from '../../support/compliance-from-events.ts'
import { nhsNumber } from '../../support/builders/nhs-number.ts'
import { bodies } from '../../support/builders/notification.ts'
import { call, type Call } from '../../support/http.ts'
import { hash, manager, TestPipeline } from '../../support/pipeline.ts'

const START = '2026-03-09T03:00:00.000Z' as Instant
const panel = 'northamptonshire'

class Panel {
  readonly service = new TestPipeline()
  readonly references: Reference[] = []

  constructor() {
    this.service.now = START
  }

  async notify(answers: { externalCauses?: 'yes' | 'no'; abuseOrNeglect?: 'yes' | 'no' } = {}): Promise<Reference> {
    const number = this.references.length
    const body = bodies.minimal({
      child: { normallyResidentAuthority: 'E06000061', nhsNumber: nhsNumber(number), dateOfBirth: '2018-05-06' },
      death: { dateOfDeath: '2026-03-09', timeOfDeath: '01:20' },
      answers,
    })
    const notified = await this.service.notify(body, { key: `n${number}` })
    if (!('notification' in notified)) throw new Error(notified.outcome)
    await this.service.settle()
    this.references.push(notified.notification.reference)
    return notified.notification.reference
  }

  async work(reference: Reference, json: object): Promise<void> {
    const request = { person: manager, key: JSON.stringify(json), body: JSON.stringify(json), json }
    await workCase(reference, request, this.service.workDeps)
    await this.service.settle()
  }

  read(more: Call = {}) {
    const { service } = this
    const routes = readRoutes({
      cases: service.store,
      queues: service.store,
      register: service.store,
      hash,
      now: () => service.now,
    })
    return call(routes, 'GET /api/v1/panels/{panel}/compliance', { person: manager, params: { panel }, ...more })
  }

  async events(): Promise<CaseEvent[][]> {
    const found = await Promise.all(this.references.map((reference) => this.service.store.load(reference)))
    return found.map((one) => (one && 'events' in one ? [...one.events] : []))
  }
}

describe('Compliance of a panel', () => {
  it('shows every clock of every case, and what that comes to', async () => {
    const cases = new Panel()
    const [reference] = [await cases.notify(), await cases.notify()]
    cases.service.now = addHours(START, 47)
    await cases.service.record(reference, 'D3', { metAt: addHours(START, 22) })
    await cases.service.record(reference, 'D4', { metAt: addHours(START, 40) })
    const { status, body } = await cases.read()
    expect(status).toBe(200)
    const shown = ComplianceSchema.parse(body)
    expect(shown).toMatchObject({ from: '2025-03-12', to: '2026-03-11', cases: 2, asOf: cases.service.now })
    const rule = (id: string) => shown.rules.find((one) => one.rule === id)
    expect(rule('D3')).toMatchObject({ standings: { met: 1, running: 0, missed: 1 }, medianHoursToMeet: 23.67 })
    expect(rule('D4')).toMatchObject({ standings: { 'met-late': 1, missed: 1 } })
    expect(rule('D15')).toMatchObject({ standings: { met: 0, running: 0 }, medianHoursToMeet: null })
    expect(shown.clocks.filter((one) => one.reference === showReference(reference)).length).toBeGreaterThan(5)
  })

  it('is a table where the caller would rather have that', async () => {
    const cases = new Panel()
    const reference = await cases.notify()
    const { status, headers, text } = await cases.read({ headers: { accept: 'text/csv, */*;q=0.1' } })
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="compliance-northamptonshire-2025-03-10-to-2026-03-09.csv"',
      'cache-control': 'no-store',
      vary: 'Accept',
    })
    const [heading, first] = text.split('\r\n')
    expect(heading).toBe(COMPLIANCE_COLUMNS.join(','))
    expect(heading).toBe(complianceCsv.split('\r\n')[0])
    expect(first).toContain(showReference(reference))
  })

  it('names nobody', async () => {
    const cases = new Panel()
    const reference = await cases.notify()
    await cases.service.record(reference, 'D3', { metAt: START, note: 'Told by Nurse Invented.' })
    for (const accept of ['application/json', 'text/csv']) {
      const { text } = await cases.read({ headers: { accept } })
      expect(text).toContain(showReference(reference))
      expect(text).not.toMatch(/Invented|Testperson|999 ?\d|NN1|2018/)
    }
  })

  it('counts the cases of the days asked for, both included, as the calendar in England has them', async () => {
    const cases = new Panel()
    // Half past midnight in England on the first of April, and still March by UTC.
    cases.service.now = '2026-03-31T23:30:00.000Z' as Instant
    await cases.notify()
    const counted = async (from: string, to: string) =>
      ComplianceSchema.parse((await cases.read({ query: { from, to } })).body).cases
    expect(await counted('2026-04-01', '2026-04-01')).toBe(1)
    expect(await counted('2026-03-01', '2026-03-31')).toBe(0)
    expect(await counted('2025-04-02', '2026-04-01')).toBe(1)
  })

  it('leaves out cases that ended, and those of another panel', async () => {
    const cases = new Panel()
    const [first, second] = [await cases.notify(), await cases.notify()]
    await cases.notify()
    await cases.work(first, { action: 'retract', notification: first, reason: 'sent-as-a-test' })
    await cases.work(second, { action: 'transfer', to: 'leeds', note: 'The family lives there.' })
    const shown = ComplianceSchema.parse((await cases.read()).body)
    expect(shown.cases).toBe(1)
    const there: Person = { ...manager, area: 'panel/leeds' }
    const { body } = await cases.read({ person: there, params: { panel: 'leeds' } })
    expect(ComplianceSchema.parse(body).cases).toBe(1)
  })

  it.each([
    ['a last day before the first', { from: '2026-03-09', to: '2026-03-08' }, '/to'],
    ['more than a year', { from: '2024-01-01', to: '2026-03-09' }, '/from'],
    ['a day that is none', { from: '2026-02-30' }, '/from'],
  ])('answers %s with 400 and the parameter to mend', async (_what, query, pointer) => {
    const answer = await new Panel().read({ query })
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } })
  })

  it('can be asked for a year that ends on the last of February, whichever year', async () => {
    for (const now of ['2025-02-28', '2024-02-29', '2025-03-01']) {
      const cases = new Panel()
      cases.service.now = `${now}T12:00:00.000Z` as Instant
      expect((await cases.read()).status).toBe(200)
    }
  })

  it.each(
    ROLES.flatMap((role) => [`panel/${panel}`, 'panel/leeds', 'region/E12000004'].map((area) => ({ role, area }))),
  )('is open to $role of $area only if it is theirs', async ({ role, area }) => {
    const { status } = await new Panel().read({ person: { subject: 'somebody', roles: [role], area } })
    const may = ['cdop-manager', 'designated-doctor', 'chair', 'scrutineer'].includes(role)
    expect(status).toBe(!may ? 403 : area === `panel/${panel}` ? 200 : 404)
  })
})

describe('Compliance recomputed from the events alone', () => {
  const life = fc.record({
    externalCauses: fc.constantFrom('yes' as const, 'no' as const),
    records: fc.array(fc.record({ rule: fc.constantFrom('D3', 'D4', 'D5', 'D12', 'D14', 'D15'), hours: fc.nat(100) }), {
      maxLength: 5,
    }),
    amendsTo: fc.option(fc.constantFrom('00:40', '02:40')),
    ends: fc.constantFrom('stays', 'stays', 'stays', 'is retracted', 'goes to another panel'),
  })

  it('agrees, whatever became of the cases', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(life, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 100, max: 3000 }),
        async (lives, hours) => {
          const cases = new Panel()
          const { service } = cases
          for (const { externalCauses, records, amendsTo, ends } of lives) {
            service.now = START
            const reference = await cases.notify({ externalCauses })
            service.now = addHours(START, 101)
            for (const { rule, hours: after } of records) {
              const moment = addHours(START, after)
              const told = rule === 'D15' ? { startedAt: moment } : { metAt: moment }
              await service.record(reference, rule, { ...told, note: `Record of ${after}.` })
            }
            if (amendsTo) await service.amend(reference, { death: { timeOfDeath: amendsTo } }, { key: reference })
            await service.settle()
            await service.chase()
            if (ends === 'is retracted')
              await cases.work(reference, { action: 'retract', notification: reference, reason: 'sent-as-a-test' })
            if (ends === 'goes to another panel')
              await cases.work(reference, { action: 'transfer', to: 'leeds', note: 'The family lives there.' })
          }
          service.now = addHours(START, hours)
          const shown = ComplianceSchema.parse(
            (await cases.read({ query: { from: '2026-03-01', to: '2026-03-31' } })).body,
          )
          const own = (await cases.events()).filter((events) => panelAtTheEnd(events) === panel)
          expect(shown.cases).toBe(own.length)
          expect(shown.clocks.map(complianceLine).sort()).toEqual(
            own.flatMap((events) => complianceFromEvents(events, panel, service.now)).sort(),
          )
        },
      ),
      { numRuns: 60 },
    )
  })
})
