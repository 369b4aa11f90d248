import { permissions, type Person } from '../../../domain/access/access.ts'
import { readRoutes } from '../../../functions/read/routes.ts'
import { REGISTER_COLUMNS } from '../../../functions/read/register.ts'
import { ROLES, type Role } from '../../../schemas/access.ts'
import {
  AnalysisViewSchema,
  RecommendationViewSchema,
  registerCsv,
  RegisterPageSchema,
  SectionWrittenSchema,
} from '../../../schemas/analysis/analysis-api.ts'
import { CaseSchema, HistorySchema } from '../../../schemas/api.ts'
import { ProblemSchema } from '../../../schemas/problem-details.ts'
import { completeSections, conclude } from '../../support/builders/analysis.ts'
import { bodies } from '../../support/builders/notification.ts'
import { call, type Call } from '../../support/http.ts'
import { chair, doctor, hash, manager, member, TestPipeline } from '../../support/pipeline.ts'

const MARK = 'Zaphod-Marked-Value'
const FORM = 'GET /api/v1/cases/{reference}/analysis'
const WRITE = 'POST /api/v1/cases/{reference}/analysis/{section}'
const CHOOSE = 'POST /api/v1/cases/{reference}/analysis/{section}/alternatives/{alternative}'
const ACT = 'POST /api/v1/cases/{reference}/recommendations/{number}/acts'
const REGISTER = 'GET /api/v1/panels/{panel}/recommendations'

async function withListed() {
  const service = new TestPipeline()
  const child = { normallyResidentAuthority: 'E06000061' }
  const notified = await service.notify(bodies.minimal({ child }))
  if (!('notification' in notified)) throw new Error(notified.outcome)
  await service.settle()
  const { reference } = notified.notification
  await service.list(reference)
  const routes = {
    ...service.reviewRoutes(),
    ...readRoutes({
      cases: service.store,
      queues: service.store,
      register: service.store,
      hash,
      now: () => service.now,
    }),
  }
  let keys = 0
  const ask = (route: string, more: Call & { json?: unknown }) =>
    call(routes, route, {
      person: chair,
      ...(more.json !== undefined && { body: JSON.stringify(more.json) }),
      ...more,
      params: { reference, ...more.params },
      headers: { 'idempotency-key': `key-${(keys += 1)}`, ...more.headers },
    })
  const write = (section: string, value: unknown, basedOn: number, more: Call = {}) =>
    ask(WRITE, { ...more, json: { value, basedOn }, params: { section } })
  const form = async (person: Person = chair) => AnalysisViewSchema.parse((await ask(FORM, { person })).body)
  return { service, reference, ask, write, form }
}

async function withConcluded() {
  const known = await withListed()
  for (const [section, value] of Object.entries(completeSections)) await known.write(section, value, 0)
  expect((await known.service.work(known.reference, conclude, { person: chair })).outcome).toBe('done')
  return known
}

const text = (words: string) => ({ text: words })

describe('The analysis form', () => {
  it('shows what stands, what may be written, what is missing and what belongs to each category', async () => {
    const { form, write, service, reference } = await withListed()
    await write('panelCategory', completeSections.panelCategory, 0)
    const view = await form()
    expect(view).toMatchObject({
      stage: 'listed',
      formVersion: 'analysis/2026-11',
      sections: {
        panelCategory: { version: 1, current: { by: 'chair', value: completeSections.panelCategory }, mayWrite: true },
        proposedCategory: { version: 0, current: null, mayWrite: false },
      },
      categories: { panel: { category: '5' }, agreement: 'not-yet-both' },
      referral: { grounds: [{ code: 'abuse-not-ruled-out' }], decided: null },
      guidance: { '10': { label: expect.any(String) as string, excludes: expect.any(String) as string } },
    })
    expect(view.obstacles.map(({ code }) => code)).toEqual([
      'modifiable-factors-unanswered',
      'no-recommendation-and-no-reason',
      'referral-undecided',
    ])
    expect(service.store.readings).toContainEqual(
      expect.objectContaining({ reference, what: 'analysis', subject: 'chair' }),
    )
  })

  it('answers the second of two with both texts and what they began from, and lets them choose', async () => {
    const { write, ask, form } = await withListed()
    expect((await write('caseSummary', text('First.'), 0, { person: doctor })).status).toBe(201)
    expect((await write('caseSummary', text('Hers.'), 1)).body).toMatchObject({ outcome: 'saved' })
    const overtaken = await write('caseSummary', text('His.'), 1, { person: member })
    expect(overtaken.status).toBe(201)
    const written = SectionWrittenSchema.parse(overtaken.body)
    expect(written).toMatchObject({
      outcome: 'conflict',
      theirs: { value: text('Hers.'), by: 'chair' },
      yours: { value: text('His.'), by: 'member' },
      base: { value: text('First.'), by: 'doctor' },
      now: { version: 3, current: { value: text('Hers.') }, alternatives: [{ value: text('His.'), version: 3 }] },
    })
    expect((await form()).obstacles).toContainEqual(expect.objectContaining({ code: 'texts-to-choose' }))
    const params = { section: 'caseSummary', alternative: '3' }
    const json = { choice: 'write', value: text('Hers and his.'), basedOn: 3 }
    const chosen = await ask(CHOOSE, { params, json, person: member })
    expect(chosen).toMatchObject({
      status: 201,
      body: { outcome: 'saved', now: { current: { value: text('Hers and his.') }, alternatives: [] } },
    })
    expect(await ask(CHOOSE, { params, json: { choice: 'keep-current', basedOn: 5 } })).toMatchObject({
      status: 409,
      body: { reasonCode: 'no-such-alternative' },
    })
  })

  it('answers the same request the same again, and refuses its key for another', async () => {
    const { write, service, reference } = await withListed()
    const headers = { 'idempotency-key': 'once' }
    await write('caseSummary', text('Hers.'), 0)
    const first = await write('caseSummary', text('His.'), 0, { person: member, headers })
    await write('caseSummary', text('Later.'), 2)
    const { version } = await service.case(reference)
    const again = await write('caseSummary', text('His.'), 0, { person: member, headers })
    expect(again.status).toBe(200)
    const { outcome, theirs, yours } = SectionWrittenSchema.parse(first.body)
    expect(again.body).toMatchObject({ outcome, theirs, yours, now: { current: { value: text('Later.') } } })
    expect((await service.case(reference)).version).toBe(version)
    expect((await write('learning', {}, 0, { person: member, headers })).status).toBe(422)
    expect((await write('caseSummary', text('Later.'), 3)).body).toMatchObject({ outcome: 'unchanged' })
  })

  it('is closed to a member with a conflict of interest, who is told so', async () => {
    const { ask, write, form, service, reference } = await withListed()
    await service.work(reference, { action: 'declare-conflict', note: MARK }, { person: member })
    for (const answer of [await ask(FORM, { person: member }), await write('learning', {}, 0, { person: member })]) {
      expect(answer.status).toBe(403)
      expect(ProblemSchema.parse(answer.body)).toMatchObject({ reasonCode: 'conflict-of-interest' })
    }
    expect((await form()).conflicts).toMatchObject([{ subject: 'member' }])
    const record = CaseSchema.parse((await ask('GET /api/v1/cases/{reference}', { person: manager })).body)
    expect(record.conflicts).toMatchObject([{ subject: 'member', note: MARK }])
  })

  it('is closed to members and the chair until the case is theirs to review, and again when it is not', async () => {
    const { ask, form, service, reference } = await withConcluded()
    expect((await form(member)).stage).toBe('reviewed')
    await service.work(reference, { action: 'move-to-stage', stage: 'closed' })
    const { length } = service.store.readings
    for (const person of [member, chair]) {
      const answer = await ask(FORM, { person })
      expect([answer.status, ProblemSchema.parse(answer.body).type]).toEqual([409, '/problems/not-possible-now'])
    }
    expect(service.store.readings).toHaveLength(length)
    expect((await form(manager)).stage).toBe('closed')
  })

  it('is not seen by sending again what was written when one could see it', async () => {
    const { ask, write, service, reference } = await withListed()
    const headers = { 'idempotency-key': 'early' }
    const early = { headers, params: { section: 'caseSummary' }, json: { value: text('Early.'), basedOn: 0 } }
    expect((await ask(WRITE, { ...early, person: member })).status).toBe(201)
    await write('caseSummary', text('Since then.'), 1)
    await service.work(reference, { action: 'declare-conflict' }, { person: member })
    const conflicted = await ask(WRITE, { ...early, person: member })
    expect([conflicted.status, conflicted.text]).toEqual([403, expect.not.stringContaining('Since then.')])
    await service.work(reference, { action: 'withdraw-conflict', reason: 'A mistake.' }, { person: member })
    expect((await ask(WRITE, { ...early, person: member })).status).toBe(200)
    await service.work(reference, { action: 'move-to-stage', stage: 'ready-for-panel' })
    await service.work(reference, { action: 'move-to-stage', stage: 'information-gathering' })
    expect((await ask(WRITE, { ...early, person: member })).status).toBe(409)
    const elsewhere = { ...member, area: 'panel/leeds' }
    expect((await ask(WRITE, { ...early, person: elsewhere })).status).toBe(404)
  })

  it.each([
    ['a section that does not exist', 'nothing', {}, 0, 404, 'not-found'],
    ['a version that does not exist', 'caseSummary', text('A.'), 7, 409, 'not-possible-now'],
    ['a text that is none', 'caseSummary', { text: 7 }, 0, 422, 'validation'],
    ['what is fixed since the listing', 'proposedCategory', { reasonable: ['1'] }, 0, 409, 'not-possible-now'],
  ] as const)('refuses %s', async (_what, section, value, basedOn, status, kind) => {
    const { write } = await withListed()
    const answer = await write(section, value, basedOn)
    expect(answer.status).toBe(status)
    expect(ProblemSchema.parse(answer.body).type).toBe(`/problems/${kind}`)
  })

  it('is written no more after the review; a reopened case keeps its first conclusion and form', async () => {
    const { write, form, service, reference } = await withConcluded()
    expect((await write('learning', {}, 0)).body).toMatchObject({ reasonCode: 'reviewed-already' })
    await service.work(reference, { action: 'reopen', reason: 'News.' })
    const learning = { learningPoints: ['Ask who else visits.'] }
    expect((await write('learning', learning, 0, { person: doctor })).status).toBe(201)
    const view = await form(doctor)
    expect(view.sections.learning.current?.value).toEqual(learning)
    expect(view.conclusions).toMatchObject([
      {
        category: '5',
        modifiableFactors: 'identified',
        referral: { referToSafeguardingPartners: false },
        form: { panelCategory: completeSections.panelCategory },
      },
    ])
    expect(view.conclusions[0]?.form.learning).toBeUndefined()
  })

  it('leaves no word of it in the history', async () => {
    const { ask, write, service, reference } = await withListed()
    await write('caseSummary', text(MARK), 0)
    await write('caseSummary', text(`${MARK} too`), 0, { person: member })
    await ask(CHOOSE, {
      params: { section: 'caseSummary', alternative: '2' },
      json: { choice: 'write', value: text(MARK), basedOn: 2 },
    })
    await service.work(reference, { action: 'declare-conflict', note: MARK }, { person: member })
    await service.work(reference, { action: 'withdraw-conflict', reason: MARK }, { person: member })
    await service.work(reference, { action: 'change-triage', route: 'neonatal-panel', reason: MARK })
    const { body } = await ask('GET /api/v1/cases/{reference}/history', { person: manager })
    const { entries } = HistorySchema.parse(body)
    expect(entries.slice(-6).map(({ what }) => what)).toEqual([
      'AnalysisSectionWritten',
      'AnalysisSectionWritten',
      'AnalysisTextChosen',
      'ConflictDeclared',
      'ConflictWithdrawn',
      'TriageChanged',
    ])
    expect(JSON.stringify(body)).not.toContain(MARK)
  })
})

describe('What a panel recommended', () => {
  const params = { panel: 'northamptonshire', number: '1' }

  it('is registered at the conclusion and followed to its end', async () => {
    const { ask, reference } = await withConcluded()
    const act = (json: unknown, more: Call = {}) => ask(ACT, { ...more, params, json })
    expect(await act({ act: 'accept' })).toMatchObject({
      status: 409,
      body: { reasonCode: 'not-informed', detail: expect.stringContaining('It allows: ') as string },
    })
    expect(await act({ act: 'inform', on: '2026-12-24' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/on', code: 'in-the-future' }] },
    })
    const headers = { 'idempotency-key': 'informed' }
    const informed = await act({ act: 'inform', on: '2026-11-20' }, { headers })
    expect(informed.status).toBe(201)
    expect(RecommendationViewSchema.parse(informed.body)).toMatchObject({ number: 1, informedOn: '2026-11-20' })
    expect((await act({ act: 'inform', on: '2026-11-20' }, { headers })).status).toBe(200)
    await act({ act: 'respond', response: 'Booked since May.' })
    expect(await act({ act: 'close' })).toMatchObject({ status: 201, body: { status: 'closed', allowed: ['reopen'] } })
    expect((await ask(ACT, { params: { number: '2' }, json: { act: 'close' } })).status).toBe(404)

    const page = RegisterPageSchema.parse((await ask(REGISTER, { params, query: { status: 'closed' } })).body)
    expect(page.recommendations).toMatchObject([{ number: 1, response: 'Booked since May.', daysOverdue: 0 }])
    expect(page.recommendations[0]?.reference.replaceAll('-', '')).toBe(reference)
    const open = await ask(REGISTER, { params, query: { status: 'proposed' } })
    expect(open.body).toMatchObject({ recommendations: [] })
  })

  it('is read as a table, with the columns that the description shows', async () => {
    const { ask } = await withConcluded()
    const { text: csv } = await ask(REGISTER, { params, headers: { accept: 'text/csv' } })
    expect(csv.split('\r\n')[0]).toBe(REGISTER_COLUMNS.join(','))
    expect(registerCsv.split('\r\n')[0]).toBe(REGISTER_COLUMNS.join(','))
    expect(csv).toContain('Book interpreters.')
  })

  it('is not read on from a cursor that was not made here', async () => {
    const { ask } = await withConcluded()
    expect((await ask(REGISTER, { params, query: { cursor: 'x.y' } })).status).toBe(400)
  })
})

describe('Who may do what of a review', () => {
  const areas = ['panel/northamptonshire', 'panel/leeds', 'region/E12000004', undefined]
  const ways = [
    { route: FORM, act: 'read-analysis', ok: 200 },
    { route: WRITE, act: 'write-analysis', ok: 201, json: { value: {}, basedOn: 0 } },
    { route: ACT, act: 'act-on-recommendation', ok: 404, json: { act: 'close' } },
    { route: REGISTER, act: 'read-recommendations', ok: 200 },
  ] as const
  const cells = ways.flatMap((way) => ROLES.flatMap((role) => areas.map((area) => ({ ...way, role, area }))))

  it.each(cells)('$role of $area on $route', async ({ route, act, ok, role, area, ...more }) => {
    const { ask } = await withListed()
    const person: Person = { subject: 'somebody', roles: [role], ...(area !== undefined && { area }) }
    const params = { section: 'learning', number: '1', panel: 'northamptonshire' }
    const { status } = await ask(route, { ...more, person, params })
    const may = (permissions[act].roles as readonly Role[]).includes(role)
    expect(status).toBe(!may ? 403 : area === 'panel/northamptonshire' ? ok : 404)
  })
})
