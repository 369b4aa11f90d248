import { captureRoutes } from '../../../functions/capture/routes.ts'
import { TemporaryFaultError } from '../../../functions/shared/runtime/fate.ts'
import { NotificationReceiptSchema } from '../../../schemas/api.ts'
import { ProblemSchema } from '../../../schemas/problem-details.ts'
import { bodies } from '../../support/builders/notification.ts'
import { call, type Call } from '../../support/http.ts'
import { doctor, manager, TestPipeline } from '../../support/pipeline.ts'

const NOTIFY = 'POST /api/v1/notifications'
const AMEND = 'POST /api/v1/notifications/{reference}/amendments'
/** A value that no answer and no log may ever repeat. */
const MARK = 'Zaphod-Marked-Value'

const notify = (body: unknown, more: Call = {}, service = new TestPipeline()) =>
  call(captureRoutes(service.deps), NOTIFY, {
    person: doctor,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...more,
    headers: { 'idempotency-key': 'key-1', ...more.headers },
  })

describe('POST /notifications', () => {
  it('answers 201 with the receipt, and 200 with the same receipt to the same request again', async () => {
    const service = new TestPipeline()
    const first = await notify(bodies.minimal(), {}, service)
    expect(first.status).toBe(201)
    expect(NotificationReceiptSchema.parse(first.body).reference).toMatch(/^(.{4}-){3}.{4}$/)
    const again = await notify(bodies.minimal(), {}, service)
    expect(again).toEqual({ ...first, status: 200 })
  })

  it('asks for the local authority when nobody knows where the child lived', async () => {
    const { body } = await notify(bodies.noFixedAbode())
    const { stillNeeded, panel } = NotificationReceiptSchema.parse(body)
    expect(stillNeeded[0]?.pointer).toBe('/child/normallyResidentAuthority')
    expect(panel).toMatchObject({ code: 'northamptonshire', basis: 'provisional' })
  })

  it.each<[string, unknown, Call, number, string]>([
    ['malformed JSON', `{"child": "${MARK}`, {}, 400, 'malformed-json'],
    ['an empty body', '', {}, 400, 'malformed-json'],
    ['JSON that is no object', `["${MARK}"]`, {}, 422, 'validation'],
    [
      'another media type',
      bodies.minimal(),
      { headers: { 'content-type': 'text/plain' } },
      415,
      'unsupported-media-type',
    ],
    ['no media type', bodies.minimal(), { headers: { 'content-type': undefined } }, 415, 'unsupported-media-type'],
    ['a megabyte of text', { ...bodies.minimal(), more: MARK.repeat(60_000) }, {}, 413, 'too-large'],
    [
      'no Idempotency-Key',
      bodies.minimal(),
      { headers: { 'idempotency-key': undefined } },
      400,
      'idempotency-key-needed',
    ],
    [
      'a key of 256 characters',
      bodies.minimal(),
      { headers: { 'idempotency-key': 'k'.repeat(256) } },
      400,
      'idempotency-key-needed',
    ],
    ['a key with a space', bodies.minimal(), { headers: { 'idempotency-key': 'a b' } }, 400, 'idempotency-key-needed'],
    ['a wrong check digit', bodies.minimal({ child: { nhsNumber: '9990000019' } }), {}, 422, 'validation'],
    ['a future date of death', bodies.minimal({ death: { dateOfDeath: '2099-01-01' } }), {}, 422, 'validation'],
    [
      'a control character',
      bodies.minimal({ child: { name: { familyName: `${MARK}\u0007` } } }),
      {},
      422,
      'validation',
    ],
    ['an 18-year-old', bodies.eighteenthBirthday(), {}, 422, 'out-of-scope'],
    ['a manager', bodies.minimal(), { person: manager }, 403, 'forbidden'],
    ['nobody', bodies.minimal(), { person: undefined }, 403, 'forbidden'],
  ])('answers %s with a problem that repeats nothing', async (_what, body, more, status, kind) => {
    const answer = await notify(body, more)
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(ProblemSchema.parse(answer.body).type).toBe(`/problems/${kind}`)
    expect(JSON.stringify(answer)).not.toContain(MARK)
    expect(JSON.stringify(answer)).not.toContain('9990000019')
  })

  it('gives the reason code of a death that is out of scope', async () => {
    const { body } = await notify(bodies.stillbirth({ answers: { unattendedStillbirth: 'no' } }))
    expect(body).toMatchObject({ reasonCode: 'STILLBIRTH', status: 422 })
  })

  it('refuses a key that was used for another body', async () => {
    const service = new TestPipeline()
    await notify(bodies.minimal(), {}, service)
    const { body } = await notify(bodies.minimal({ answers: { lookedAfter: 'yes' } }), {}, service)
    expect(body).toMatchObject({ type: '/problems/idempotency-key-reused' })
  })

  it('accepts emoji and any script in a name', async () => {
    const { status } = await notify(
      bodies.minimal({ child: { name: { familyName: '王小明 🌱', givenNames: 'Ｊóhn' } } }),
    )
    expect(status).toBe(201)
  })

  it.each<[Error, number, string]>([
    [new TemporaryFaultError(MARK), 503, 'unavailable'],
    [Object.assign(new Error(MARK), { name: 'ThrottlingException' }), 503, 'unavailable'],
    [new Error(MARK), 500, 'server-fault'],
  ])('answers a fault (%#) with a reference and nothing else', async (fault, status, kind) => {
    const { deps } = new TestPipeline()
    const broken = { ...deps, cases: { ...deps.cases, append: () => Promise.reject(fault) } }
    const answer = await call(captureRoutes(broken), NOTIFY, {
      person: doctor,
      body: JSON.stringify(bodies.minimal()),
      headers: { 'idempotency-key': 'key-1' },
    })
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ type: `/problems/${kind}`, reference: 'request-1' })
    expect(Object.keys(answer.body as object).sort()).toEqual(['reference', 'status', 'title', 'type'])
  })
})

describe('POST /notifications/{reference}/amendments', () => {
  const amendWith = (service: TestPipeline, reference: string, body: unknown, key = 'amend-1') =>
    call(captureRoutes(service.deps), AMEND, {
      person: doctor,
      params: { reference },
      body: JSON.stringify(body),
      headers: { 'idempotency-key': key },
    })

  it('answers 201 with the receipt as it now is, under the reference as a person writes it', async () => {
    const service = new TestPipeline()
    const { reference } = NotificationReceiptSchema.parse((await notify(bodies.minimal(), {}, service)).body)
    const { status, body } = await amendWith(service, reference.toLowerCase().replaceAll('-', ' '), {
      answers: { suddenNoApparentCause: 'yes' },
    })
    expect(status).toBe(201)
    expect(NotificationReceiptSchema.parse(body)).toMatchObject({
      reference,
      version: 2,
      assessment: { jointAgencyResponse: { outcome: 'required' } },
    })
  })

  it.each([
    ['a reference never used', '0000-0000-0000-0000'],
    ['what is no reference', 'x'],
  ])('answers 404 to %s', async (_what, reference) => {
    const answer = await amendWith(new TestPipeline(), reference, { answers: { lookedAfter: 'no' } })
    expect(answer.status).toBe(404)
  })

  it('answers 409 to an amendment of a version that has changed since', async () => {
    const service = new TestPipeline()
    const { reference } = NotificationReceiptSchema.parse((await notify(bodies.minimal(), {}, service)).body)
    await amendWith(service, reference, { answers: { lookedAfter: 'no' } })
    const { status } = await amendWith(service, reference, { basedOn: 1, answers: { lookedAfter: 'yes' } }, 'amend-2')
    expect(status).toBe(409)
  })
})
