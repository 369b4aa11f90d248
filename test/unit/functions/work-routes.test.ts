import { permissions, type Person } from '../../../domain/access/access.ts'
import { workRoutes } from '../../../functions/work-case/routes.ts'
import { ROLES } from '../../../schemas/access.ts'
import { actionExamples, type ActionInput } from '../../../schemas/panel-work/actions.ts'
import { WorkedSchema } from '../../../schemas/panel-work/record.ts'
import { ProblemSchema } from '../../../schemas/problem-details.ts'
import { showReference } from '../../../schemas/reference.ts'
import { bodies } from '../../support/builders/notification.ts'
import { call, type Call } from '../../support/http.ts'
import { chair, CLAIM_HOURS, manager, TestPipeline } from '../../support/pipeline.ts'

const ACT = 'POST /api/v1/cases/{reference}/actions'
/** A value that no answer to others than the panel may repeat. */
const MARK = 'Zaphod-Marked-Value'

async function withCase() {
  const service = new TestPipeline()
  const child = { normallyResidentAuthority: 'E06000061', name: { familyName: MARK } }
  const notified = await service.notify(bodies.minimal({ child }))
  if (!('notification' in notified)) throw new Error(notified.outcome)
  await service.settle()
  const { reference } = notified.notification
  const routes = workRoutes(service.workDeps)
  let keys = 0
  const act = (json: ActionInput | string, more: Call = {}) =>
    call(routes, ACT, {
      person: manager,
      params: { reference },
      body: typeof json === 'string' ? json : JSON.stringify(json),
      ...more,
      headers: { 'idempotency-key': `key-${(keys += 1)}`, ...more.headers },
    })
  return { service, reference, act }
}

describe('POST /cases/{reference}/actions', () => {
  it('answers 201 with where the case stands and what may be done next, and 200 to the same request again', async () => {
    const { act, reference, service } = await withCase()
    const headers = { 'idempotency-key': 'once' }
    const { status, body } = await act({ action: 'claim' }, { headers })
    expect(status).toBe(201)
    const worked = WorkedSchema.parse(body)
    expect(worked).toMatchObject({
      reference: showReference(reference),
      version: 4,
      stage: 'information-gathering',
      claim: { by: 'manager' },
      holds: [],
    })
    expect(worked.allowed).toContainEqual({ action: 'move-to-stage', stages: ['child-death-review-meeting'] })
    expect(await act({ action: 'claim' }, { headers })).toMatchObject({ status: 200, body: worked })
    expect((await service.case(reference)).version).toBe(4)
  })

  it('gives out the link to a form once: not to the same request again, and not on the case', async () => {
    const { act, service, reference } = await withCase()
    const headers = { 'idempotency-key': 'once' }
    const ask = { action: 'request-form', form: 'reporting', agency: { name: 'Imaginary Town Surgery' } } as const
    const worked = WorkedSchema.parse((await act(ask, { headers })).body)
    expect(worked.link).toMatchObject({ request: `${reference}.4`, expiresAt: '2026-12-18T03:00:00.000Z' })
    const again = await act(ask, { headers })
    expect(again.status).toBe(200)
    expect(again.body).not.toHaveProperty('link')
    const renew = { action: 'renew-form-link', request: `${reference}.4` } as const
    const renewed = WorkedSchema.parse((await act(renew)).body)
    expect(renewed.link?.token).not.toBe(worked.link?.token)
    expect(JSON.stringify(await service.store.load(reference))).not.toContain(worked.link?.token)
  })

  it('refuses sections that the form does not have, by field', async () => {
    const { act } = await withCase()
    const agency = { name: 'Imaginary Town Surgery' }
    const sections = ['summary', MARK, 'summary']
    const { status, text, body } = await act({ action: 'request-form', form: 'reporting', agency, sections })
    expect(status).toBe(422)
    expect(body).toMatchObject({ errors: [{ pointer: '/sections/1' }, { pointer: '/sections/2' }] })
    expect(text).not.toContain(MARK)
  })

  it('shows a claim no more once it has run out', async () => {
    const { act, service } = await withCase()
    await act({ action: 'claim' })
    service.later(CLAIM_HOURS)
    const { body } = await act({ action: 'log-family-question', question: 'Why?' })
    expect(body).toMatchObject({ claim: null })
  })

  it('refuses what the case does not allow with the reason and with all that it does', async () => {
    const { act } = await withCase()
    await act({ action: 'claim' })
    const { status, body } = await act(
      { action: 'place-on-hold', hold: 'inquest' },
      { person: { ...manager, subject: 'colleague' } },
    )
    expect(status).toBe(409)
    expect(ProblemSchema.parse(body)).toMatchObject({
      type: '/problems/not-possible-now',
      reasonCode: 'claimed-by-another',
      caseNow: {
        claim: { by: 'manager' },
        allowed: [
          { action: 'name-key-worker' },
          { action: 'log-family-question' },
          { action: 'set-circumstances' },
          { action: 'add-form' },
          { action: 'remove-form' },
          { action: 'request-form' },
        ],
      },
    })
  })

  it('says who may do what somebody’s role may not', async () => {
    const { act } = await withCase()
    const { status, body } = await act({ action: 'place-on-hold', hold: 'inquest' }, { person: chair })
    expect(status).toBe(403)
    expect(body).toMatchObject({
      reasonCode: 'not-for-your-role',
      detail: 'Somebody in another role has to do this. It is for: cdop-manager, designated-doctor.',
      caseNow: { allowed: [{ action: 'claim' }, { action: 'change-triage' }, { action: 'declare-conflict' }] },
    })
  })

  it('shows the second of two what the first did, so that they see both', async () => {
    const { act } = await withCase()
    await act({ action: 'place-on-hold', hold: 'inquest', note: MARK, basedOn: 3 })
    const { status, body } = await act({ action: 'move-to-stage', stage: 'child-death-review-meeting', basedOn: 3 })
    expect(status).toBe(409)
    expect(ProblemSchema.parse(body)).toMatchObject({
      type: '/problems/conflict',
      caseNow: { version: 4, stage: 'information-gathering', holds: ['inquest'] },
      since: [{ what: 'CasePlacedOnHold', by: { subject: 'manager' }, codes: { hold: 'inquest' } }],
    })
    expect(JSON.stringify(body)).not.toContain(MARK)
  })

  it('leads from a case that was joined to the one that goes on', async () => {
    const { act, service, reference } = await withCase()
    const notified = await service.notify(bodies.minimal({ child: { normallyResidentAuthority: 'E06000061' } }), {
      key: 'other',
    })
    if (!('notification' in notified)) throw new Error(notified.outcome)
    await service.settle()
    const into = notified.notification.reference
    const joinedTo = showReference(into)
    expect(await act({ action: 'join', into })).toMatchObject({ status: 201, body: { stage: 'joined', joinedTo } })
    const { body } = await act({ action: 'claim' })
    expect(body).toMatchObject({ reasonCode: 'joined-to-another', caseNow: { stage: 'joined', allowed: [] } })
    expect((await service.case(reference)).joinedTo).toBe(into)
  })

  it.each<[string, ActionInput | string, Call, number, string]>([
    ['malformed JSON', `{"action": "${MARK}`, {}, 400, 'malformed-json'],
    ['no action', '{}', {}, 422, 'validation'],
    ['an action that does not exist', `{"action": "${MARK}"}`, {}, 422, 'validation'],
    ['a hold that does not exist', `{"action": "place-on-hold", "hold": "${MARK}"}`, {}, 422, 'validation'],
    ['a reference that is none', `{"action": "join", "into": "${MARK}"}`, {}, 422, 'validation'],
    [
      'no Idempotency-Key',
      { action: 'claim' },
      { headers: { 'idempotency-key': undefined } },
      400,
      'idempotency-key-needed',
    ],
    ['a reference never used', { action: 'claim' }, { params: { reference: '0000-0000-0000-0000' } }, 404, 'not-found'],
    ['what is no reference', { action: 'claim' }, { params: { reference: 'x' } }, 404, 'not-found'],
    ['nobody', { action: 'claim' }, { person: undefined }, 403, 'forbidden'],
  ])('answers %s with a problem that repeats nothing', async (_what, json, more, status, kind) => {
    const { act } = await withCase()
    const answer = await act(json, more)
    expect(answer.status).toBe(status)
    expect(ProblemSchema.parse(answer.body).type).toBe(`/problems/${kind}`)
    expect(JSON.stringify(answer)).not.toContain(MARK)
  })

  it('names the field to mend', async () => {
    const { act } = await withCase()
    const { body } = await act('{"action": "transfer", "to": "leeds"}')
    expect(body).toMatchObject({ errors: [{ pointer: '/note', code: 'required' }] })
  })

  it.each(Object.entries(actionExamples))('reads the example of %s', async (_action, { value }) => {
    const { act } = await withCase()
    expect((await act(value)).status).not.toBe(422)
  })

  it('never answers with an identity or with free text', async () => {
    const { act } = await withCase()
    const texts = [
      { action: 'name-key-worker', name: MARK },
      { action: 'log-family-question', question: MARK },
      { action: 'answer-family-question', question: 1, answer: MARK },
      { action: 'place-on-hold', hold: 'inquest', note: MARK },
      { action: 'transfer', to: 'leeds', note: MARK },
    ] as const
    for (const text of texts) {
      const { status, body } = await act(text)
      expect(status).toBe(201)
      expect(JSON.stringify(body)).not.toContain(MARK)
    }
  })
})

describe('Who may work on a case', () => {
  const areas = ['panel/northamptonshire', 'panel/leeds', 'region/E12000004', undefined]
  const cells = ROLES.flatMap((role) => areas.map((area) => ({ role, area })))

  it.each(cells)('$role of $area', async ({ role, area }) => {
    const { act } = await withCase()
    const person: Person = { subject: 'somebody', roles: [role], ...(area !== undefined && { area }) }
    const { status } = await act({ action: role === 'panel-member' ? 'declare-conflict' : 'claim' }, { person })
    const may = (permissions['work-case'].roles as readonly string[]).includes(role)
    expect(status).toBe(!may ? 403 : area === 'panel/northamptonshire' ? 201 : 404)
  })
})
