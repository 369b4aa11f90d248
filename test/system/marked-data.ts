import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { paginateScan } from '@aws-sdk/client-dynamodb'
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs'
import { SubscribeCommand } from '@aws-sdk/client-sns'
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { addDays } from '../../domain/calendar/civil-date.ts'
import { instantOf } from '../../domain/calendar/instant.ts'
import { civilDateInLondon } from '../../domain/calendar/london.ts'
import { quarterOf } from '../../domain/disclosure/periods.ts'
import { draftTable } from '../../functions/shared/adapters/dynamodb/table-definition.ts'
import { DRAFT_DAYS } from '../../functions/shared/ports/draft-store.ts'
import type { LocalCloud } from '../../infra/local/local-cloud.ts'
import { loadCodedCases } from '../../infra/local/seed/statistics.ts'
import { deadLetterQueues, lettersIn } from '../../infra/tools/letters/dead-letters.ts'
import { lineOf } from '../../infra/tools/letters/letter.ts'
import { englandYears } from '../../infra/tools/statistics/england-years.ts'
import type { CaseRecord, NotificationReceipt } from '../../schemas/api.ts'
import type { GivenLink } from '../../schemas/agency-forms/link.ts'
import { bodies } from '../support/builders/notification.ts'
import {
  all,
  another,
  answered,
  circumstances,
  identifying,
  identities,
  inPlain,
  marksIn,
  ofAnother,
  ofTheChild,
  ofTheDraft,
  Search,
  unsent,
  writingsOf,
  type Kind,
} from '../support/marked/search.ts'
import { Surfer, type Page } from '../support/marked/surfer.ts'
import { textsOf } from '../support/pdf.ts'
import { eventually } from '../support/service.ts'
import { tally } from '../support/tally.ts'
import { unzipped } from '../support/unzipped.ts'

export interface Running {
  readonly cloud: LocalCloud
}

const PANEL = 'northamptonshire'
const ELSEWHERE = 'north-and-south-of-tyne'
const TABLES = ['CaseTable', 'DirectoryTable', 'DraftTable', 'StatisticsTable'] as const
const TOPICS = ['CaseEvents', 'Alerts'] as const
/** Where the facts of a case stand, as they were told. */
const RECORD = /^EVENT#\d{6}#((Further)?NotificationReceived|FactsAmended)#/
const ANSWERS = /^EVENT#\d{6}#(FormSectionWritten|FormAnswered)#/
/** The one page that shows who the child was, and whom it is shown to. */
const SHOWN = ['manager GET /cases/{reference}', 'doctor GET /cases/{reference}']

const marked = bodies.minimal({
  referrer: { name: identities.name, role: 'Doctor', phone: identities.phone },
  child: {
    name: { familyName: identities.name, givenNames: identities.givenNames },
    nhsNumber: identities.nhsNumber,
    residence: { kind: 'postcode', postcode: identities.postcode },
  },
  death: {
    circumstances: `${circumstances} of ${identities.name}, ${identities.nhsNumber}`,
    authorityOfDeath: 'E08000021',
  },
  answers: { externalCauses: 'yes' },
})
const ofAnotherChild = bodies.minimal({
  child: { name: { familyName: another.name, givenNames: 'Invented' }, nhsNumber: another.nhsNumber },
})

/** Values by which a child would be known, sent through the whole running service and looked for wherever they do not belong. */
export function describeMarkedData(running: Running) {
  const search = new Search()
  const heard: string[] = []
  let reference = ''
  let other = ''
  let meeting = ''
  let everything = ''
  let keys = 0

  async function ask(person: string | undefined, route: string, { headers = {}, body }: Asked = {}) {
    const answer = await fetch(`${running.cloud.url}/api/v1${route}`, {
      ...(body !== undefined && { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
      headers: {
        ...(person !== undefined && { authorization: `Bearer ${await running.cloud.tokenFor(person)}` }),
        ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': `marked-${(keys += 1)}` }),
        ...headers,
      },
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    return { status: answer.status, headers: answer.headers, bytes, text: bytes.toString('utf8') }
  }
  async function told<T>(person: string, route: string, body: unknown): Promise<T> {
    const { status, text } = await ask(person, route, { body })
    if (status >= 300) throw new Error(`${route}: ${status} ${text}`)
    return JSON.parse(text) as T
  }
  const act = <T = unknown>(person: string, action: object) => told<T>(person, `/cases/${reference}/actions`, action)

  const categorised = (of: string) =>
    eventually(async () => {
      const { text } = await ask('manager', `/cases/${of}`)
      return (JSON.parse(text) as CaseRecord).stage === 'information-gathering' || undefined
    })

  beforeAll(async () => {
    const { sqs, sns } = running.cloud.clients
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'everything-published' }))
    everything = QueueUrl
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }))
    for (const topic of TOPICS)
      await sns.send(
        new SubscribeCommand({
          TopicArn: running.cloud.topic(topic).arn,
          Protocol: 'sqs',
          Endpoint: Attributes?.['QueueArn'],
        }),
      )
    ;({ reference } = await told<NotificationReceipt>('doctor', '/notifications', marked))
    await told('nurse', '/notifications', marked)
    ;({ reference: other } = await told<NotificationReceipt>('doctor', '/notifications', ofAnotherChild))
    await Promise.all([reference, other].map(categorised))
    await told('doctor', `/notifications/${reference}/amendments`, {
      death: { circumstances: `${circumstances}, again` },
    })
    await categorised(reference)
    await act('manager', { action: 'move-to-stage', stage: 'child-death-review-meeting' })
    await act('manager', { action: 'move-to-stage', stage: 'ready-for-panel' })
    const date = addDays(today(), 7)
    ;({ reference: meeting } = await told<{ reference: string }>('manager', `/panels/${PANEL}/meetings`, {
      ...{ date, startsAt: '10:00', place: 'online', kind: 'full-panel' },
    }))
    await act('manager', { action: 'list-for-meeting', meeting })
  }, 120_000)

  describe('Marked data', () => {
    it('is in no answer but that of the record, in no export and no paper', async () => {
      const record = await ask('manager', `/cases/${reference}`)
      expect(marksIn(record.text, ofTheChild)).toEqual(ofTheChild)
      expect(marksIn(record.text, ofAnother)).toEqual([])
      const compliance = `/panels/${PANEL}/compliance?from=${today().slice(0, 7)}-01&to=${today()}`
      const asked: readonly (readonly [Kind, string, string, string?])[] = [
        ['answer', 'manager', `/panels/${PANEL}/queue?limit=100`],
        ['answer', 'manager', `/panels/${PANEL}/cases?reference=${reference}`],
        ['answer', 'manager-tyne', `/panels/${ELSEWHERE}/notices`],
        ['answer', 'manager', `/cases/${reference}/history`],
        ['answer', 'scrutineer', `/cases/${reference}/history`],
        ['answer', 'manager', `/cases/${reference}/analysis`],
        ['answer', 'manager', `/panels/${PANEL}/meetings`],
        ['answer', 'manager', `/panels/${PANEL}/meetings/${meeting}`],
        ['answer', 'manager', `/panels/${PANEL}/recommendations`],
        ['answer', 'doctor', '/notifications'],
        ...(['application/json', 'text/csv'] as const).flatMap((type) => [
          ['export', 'manager', compliance, type] as const,
          ['export', 'manager', `/cases/${reference}/readings`, type] as const,
          ['export', 'manager', `/panels/${PANEL}/recommendations`, type] as const,
        ]),
      ]
      for (const [kind, person, route, accept] of asked) {
        const { status, text } = await ask(person, route, accept === undefined ? {} : { headers: { accept } })
        expect([route, status]).toEqual([route, 200])
        search.look(kind, route, text)
      }
      const anonymised = await ask('panel-member', `/cases/${reference}/anonymised`)
      expect(marksIn(anonymised.text, [circumstances])).toEqual([circumstances])
      search.look('answer', 'anonymised', anonymised.text, identifying)
      const pack = await ask('panel-member', `/panels/${PANEL}/meetings/${meeting}/pack`)
      for (const text of textsOf(pack.bytes)) search.look('paper', 'pack', text, identifying)
      expect(search.places('paper')).toBeGreaterThan(1)
      expect(search.found).toEqual([])
    }, 90_000)

    it('is in nothing that refuses it', async () => {
      const { name, nhsNumber } = identities
      const { child } = marked
      const wrong = `${nhsNumber.slice(0, 9)}${(Number(nhsNumber[9]) + 1) % 10}`
      const refused: readonly (readonly [number, string | undefined, string, Asked?])[] = [
        [
          422,
          'doctor',
          '/notifications',
          { body: { ...marked, child: { ...child, dateOfBirth: name }, [name]: name } },
        ],
        [422, 'doctor', '/notifications', { body: { ...marked, child: { ...child, nhsNumber: wrong } } }],
        [422, 'doctor', '/notifications', { body: { ...marked, child: { ...child, dateOfBirth: '1990-01-01' } } }],
        [400, 'doctor', '/notifications', { body: `{"child": "${name}"` }],
        [404, 'doctor', `/notifications/${name}`],
        [404, 'doctor', `/cases/${nhsNumber}`],
        [404, 'manager', `/panels/${name}/queue?cursor=${name}&limit=${nhsNumber}`],
        [400, 'manager', `/panels/${PANEL}/queue?cursor=${name}`],
        [400, 'manager', `/panels/${PANEL}/cases?reference=${encodeURIComponent(identities.postcode)}`],
        [422, 'manager', `/cases/${reference}/actions`, { body: { action: name, note: circumstances } }],
        [422, 'doctor', `/cases/${reference}/analysis/caseSummary`, { body: { value: { [name]: name }, basedOn: 0 } }],
        [404, 'manager-tyne', `/cases/${reference}`],
        [401, undefined, `/cases/${reference}?name=${name}`],
        [404, 'doctor', `/${name}`],
        [403, undefined, '/form-links/open', { body: { link: name, passcode: nhsNumber } }],
        [403, undefined, '/form-answers', { headers: { 'form-session': name } }],
      ]
      const statuses: unknown[] = []
      for (const [, person, route, how] of refused) {
        const { status, text, headers } = await ask(person, route, how)
        statuses.push([status, person, route])
        search.look('error', route, `${text} ${JSON.stringify([...headers])}`)
      }
      expect(statuses).toEqual(refused.map((one) => one.slice(0, 3)))
      expect(search.found).toEqual([])
    }, 60_000)

    it('is of a case that another panel is told of no more than one that there is not', async () => {
      const unknown = reference.replace(/^.{4}/, '0000')
      const visitor = await surfer('manager-tyne')
      const answers: string[][] = []
      for (const asked of [reference, unknown]) {
        const pages = [
          `/cases/${asked}`,
          `/cases/${asked}/history`,
          `/cases/${asked}/forms`,
          `/cases/${asked}/act/claim`,
        ]
        const seen = [
          ...(await Promise.all(pages.map((address) => visitor.get(address)))),
          await ask('manager-tyne', `/cases/${asked}`),
          await ask('manager-tyne', `/cases/${asked}/actions`, { body: { action: 'claim' } }),
        ]
        answers.push(
          seen.map((one) => `${one.status} ${'body' in one ? one.body : one.text}`.replaceAll(asked, '{reference}')),
        )
      }
      const [theirs = [], nobodys] = answers
      expect(theirs.map((one) => one.slice(0, 3))).toEqual(theirs.map(() => '404'))
      expect(theirs).toEqual(nobodys)
    }, 60_000)

    it('is shown to an agency of its own case, after link and passcode both', async () => {
      const { link } = await act<{ link: GivenLink }>('manager', {
        action: 'request-form',
        form: 'reporting',
        agency: { name: 'Imaginary Surgery' },
      })
      search.look('answer', 'the link', JSON.stringify(link))
      const agency = new Surfer(running.cloud.url)
      const given = (passcode: string) => agency.post('/agency-form/open', { link: link.token, passcode })
      await agency.get('/agency-form')
      await given(String((Number(link.passcode) + 1) % 1_000_000).padStart(6, '0'))
      for (const { name, body } of agency.seen) search.look('page', `${name} before the passcode`, body)
      expect((await given(link.passcode)).location).toBe('/agency-form')
      const form = await agency.get('/agency-form')
      expect(marksIn(form.body)).toContain(identities.name)
      const summary = await agency.get('/agency-form/sections/summary')
      await agency.post('/agency-form/sections/summary', { mark: summary.mark ?? '', events: answered })
      const after = await agency.get('/agency-form/sections/summary')
      expect(marksIn(after.body)).toContain(answered)
      for (const { name, body } of agency.seen) search.look('page', name, body, [...ofAnother, ...ofTheDraft])
      lookAround(agency.seen)
      // The link opens once.
      const late = new Surfer(running.cloud.url)
      const { body } = await late.post('/agency-form/open', { link: link.token, passcode: link.passcode })
      search.look('page', 'a link used before', body)
      expect(search.found).toEqual([])
    }, 60_000)

    it('of a draft is its person’s only, and ends', async () => {
      const [doctor, nurse] = [await surfer('doctor'), await surfer('nurse')]
      const { mark = '' } = await doctor.get('/notifications')
      const begun = (await doctor.post('/notify', { mark })).location ?? ''
      const draft = begun.slice(0, begun.lastIndexOf('/'))
      await doctor.post(`${draft}/child`, { mark, 'family-name': unsent.name, 'nhs-number': unsent.nhsNumber })
      const mistaken = await doctor.post(`${draft}/child`, { mark, 'family-name': unsent.name, 'nhs-number': '999' })
      expect([mistaken.status, marksIn(mistaken.body)]).toEqual([422, [unsent.name]])
      await doctor.post(`${draft}/child`, { mark, 'family-name': unsent.name, 'nhs-number': unsent.nhsNumber })
      const own = (await nurse.get('/notifications')).mark ?? ''
      for (const page of [
        await nurse.get(`${draft}/child`),
        await nurse.get(`${draft}/check`),
        await nurse.post(`${draft}/child`, { mark: own }),
      ]) {
        expect([page.name, page.status]).toEqual([page.name, 404])
        search.look('page', `${page.name} of somebody else`, page.body)
      }
      lookAround([...doctor.seen, ...nurse.seen])

      const held = await holders('DraftTable')
      const subject = subjectOf(await running.cloud.tokenFor('doctor'))
      expect(held.map(({ pk }) => pk)).toEqual([`PERSON#${subject}`])
      const daysLeft = (Number(held[0]?.[draftTable.endsAt]) - Date.now() / 1000) / 86_400
      expect(daysLeft).toBeCloseTo(DRAFT_DAYS, 1)
      await doctor.post(`${draft}/discard`, { mark })
      expect(await holders('DraftTable')).toEqual([])
      expect(search.found).toEqual([])
    }, 60_000)

    it('is in no address, title or cookie of a page, and on pages of the record only', async () => {
      const shown: string[] = []
      const own = `/cases/${reference}`
      const review = `/review/${reference}`
      const opened = {
        doctor: [`/notifications/${reference}`, own, `${review}/form`],
        'panel-member': ['/', review, `${review}/case`, `${review}/form`, `/meetings/${meeting}`],
        'manager-tyne': ['/', '/notices', own],
      }
      const manager = await surfer('manager')
      await manager.follow([own, `${own}/history`, `/meetings/${meeting}`, '/'])
      const visitors = new Map([['manager', manager]])
      for (const [person, addresses] of Object.entries(opened)) {
        const visitor = await surfer(person)
        for (const address of addresses) await visitor.get(address)
        visitors.set(person, visitor)
      }
      for (const [person, visitor] of visitors) {
        lookAround(visitor.seen)
        for (const { name, body } of visitor.seen) {
          const who = `${person} ${name}`
          if (SHOWN.includes(who)) shown.push(...(marksIn(body).length > 3 ? [who] : []))
          else search.look('page', who, body, name.includes(' /review/') ? identifying : all)
        }
      }
      expect(shown).toEqual(SHOWN)
      expect(search.places('page')).toBeGreaterThan(50)
      expect(search.found).toEqual([])
    }, 90_000)

    it('is not in what statistics are made of, nor in what they give', async () => {
      const quarter = thisQuarter()
      const afterwards = addDays(quarter.to, 1)
      const start = Number(quarter.code.slice(0, 4))
      const brought = englandYears({ cohort: 'deathsNotified', starts: [start], seed: 1, perYear: 20 })
      await loadCodedCases(running.cloud, 'deathsNotified', brought)
      running.cloud.moveClockTo(new Date(`${afterwards}T09:00:00Z`))
      const { id } = await told<{ id: string }>('statistics-lead', '/statistics/releases', {
        ...{ cohort: 'deathsNotified', period: quarter.code, note: 'Synthetic: made up for a test.' },
      })
      await running.cloud.runSchedule('publish-statistics')
      await running.cloud.runSchedule('chase-deadlines')
      const release = `/statistics/releases/${id}`
      await told('statistics-lead', `${release}/publish`, {})
      const pulls = ['json', 'csv', 'csv-metadata', 'spreadsheet'].map(
        (format) => `${release}/tables/deaths?format=${format}`,
      )
      const others = [release, `${release}/file`, `${release}/audit`]
      for (const route of [...pulls, ...others]) {
        const { status, bytes, text } = await ask('statistics-lead', route)
        expect([route, status]).toEqual([route, 200])
        if (!route.endsWith('spreadsheet')) search.look('export', route, text)
        else for (const [name, part] of unzipped(bytes)) search.look('export', `${route} ${name}`, part)
      }
      const kept = (await itemsOf('StatisticsTable')).map(inPlain)
      // The release holds the case, by its reference and by nothing else.
      expect(kept.some((text) => text.includes(reference.replaceAll('-', '')))).toBe(true)
      expect(search.found).toEqual([])
    }, 120_000)

    it('sent through everything, well and badly, stands in the case record and nowhere else', async () => {
      const letters = await deadLetterQueues(running.cloud.clients.sqs, 'cdr-dev', 0)
      await eventually(async () => {
        heard.push(...(await messagesIn(everything)))
        const ofCase = heard.filter((one) => one.includes(reference) || one.includes(reference.replaceAll('-', '')))
        return ['CaseRouted', ':cdr-dev-alerts'].every((what) => ofCase.some((one) => one.includes(what))) || undefined
      })
      await lookIntoStores(search)
      expect(search.found).toEqual([])
      expect(search.places('message')).toBeGreaterThan(10)
      expect(letters.length).toBeGreaterThan(3)
      const held = await holders('CaseTable')
      const kinds = new Set(held.map(({ sk }) => String(sk).split('#')[2]))
      expect(kinds).toContain('NotificationReceived')
    }, 90_000)

    it('is found by the same search wherever it is put', async () => {
      const { cloud } = running
      const documents = DynamoDBDocumentClient.from(cloud.clients.dynamodb)
      const [log = ''] = logs()
      const [letters] = await deadLetterQueues(cloud.clients.sqs, 'cdr-dev', 0)
      const content = brotliCompressSync(JSON.stringify({ child: identities.name }))
      const put = (table: (typeof TABLES)[number], Item: object) =>
        documents.send(new PutCommand({ TableName: cloud.table(table).name, Item: { pk: 'A', sk: 'DEFECT', ...Item } }))
      await put('StatisticsTable', { content })
      await put('CaseTable', { packed: content })
      await put('DirectoryTable', { sk: identities.name })
      await put('DraftTable', { draft: { values: { name: [unsent.name.toLowerCase()] } } })
      appendFileSync(log, `${JSON.stringify({ message: identities.nhsNumber })}\n`)
      for (const url of [everything, letters?.url])
        await cloud.clients.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: identities.phone }))
      const spoilt = new Search()
      await lookIntoStores(spoilt)
      const told = Buffer.from(JSON.stringify({ name: identities.name })).toString('base64url')
      const [page] = (await new Surfer(cloud.url).signIn('manager')).seen
      if (page)
        lookAround(
          [
            { ...page, title: identities.givenNames, cookies: [] },
            { ...page, addresses: [`/cases?find=${encodeURIComponent(identities.postcode)}`], cookies: [] },
            { ...page, cookies: [`session=${told}; Path=/`] },
          ],
          spoilt,
        )
      const kinds = spoilt.found.map((one) => /^\w+ \w+/.exec(one)?.[0]).sort()
      expect(kinds).toEqual([
        ...['address GET', 'address GET', 'cookie GET'],
        ...TABLES.map((table) => `item ${table}`),
        ...['log line', 'message dead', 'message published'],
      ])
      tally('marked-data', {
        planted: all.flatMap(writingsOf).length,
        placesSearched: search.places(),
        found: search.found.length,
        defects: kinds.length,
        caught: spoilt.found.length,
      })
      // Whatever lies among the dead letters, the operator's tool shows nothing of it.
      const lines = await eventually(async () => {
        const lying = letters ? await lettersIn(cloud.clients.sqs, letters) : []
        return lying.length > 0 ? lying.map(lineOf) : undefined
      })
      expect(lines.join('\n')).toContain('no event of ours')
      expect(lines.flatMap((line) => marksIn(line))).toEqual([])
    }, 60_000)
  })

  const surfer = (person: string) => new Surfer(running.cloud.url).signIn(person)

  /** What a browser keeps of pages and tells others of them. */
  function lookAround(seen: readonly Page[], into = search) {
    for (const { name, title, addresses, cookies, faults } of seen) {
      for (const address of [title, ...addresses]) into.look('address', name, address)
      for (const cookie of cookies) into.look('cookie', name, cookie)
      expect([name, faults]).toEqual([name, []])
    }
  }

  async function itemsOf(table: (typeof TABLES)[number]) {
    const items: Record<string, unknown>[] = []
    const TableName = running.cloud.table(table).name
    for await (const page of paginateScan({ client: running.cloud.clients.dynamodb }, { TableName }))
      items.push(...(page.Items ?? []).map((item) => unmarshall(item)))
    return items
  }

  const holders = async (table: (typeof TABLES)[number]) =>
    (await itemsOf(table)).filter((item) => marksIn(inPlain(item)).length > 0)

  const logs = () =>
    readdirSync(running.cloud.logsDirectory).map((file) => path.join(running.cloud.logsDirectory, file))

  async function messagesIn(url: string): Promise<string[]> {
    const found: string[] = []
    for (;;) {
      const { Messages = [] } = await running.cloud.clients.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: 1,
          MessageAttributeNames: ['All'],
        }),
      )
      if (Messages.length === 0) return found
      found.push(...Messages.map((message) => JSON.stringify(message)))
    }
  }

  /** Only a test scans. */
  async function lookIntoStores(into: Search) {
    const { cloud } = running
    for (const table of TABLES)
      for (const item of await itemsOf(table)) {
        const { pk, sk, ...rest } = item
        const where = `${table} ${String(sk)}`
        // Of every postcode, where it lies.
        if (table === 'DirectoryTable') {
          into.look(
            'item',
            where,
            inPlain(item),
            all.filter((mark) => mark !== identities.postcode),
          )
          continue
        }
        const ofRecord = table === 'CaseTable' && RECORD.test(String(sk))
        const ofAnswers = table === 'CaseTable' && ANSWERS.test(String(sk))
        into.look('item', where, `${String(pk)} ${String(sk)}`)
        if (ofRecord) into.look('item', where, inPlain(rest), [...ofTheDraft, answered])
        else into.look('item', where, inPlain(rest), ofAnswers ? all.filter((mark) => mark !== answered) : all)
      }
    const lines = logs().flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    expect(lines.some((line) => line.includes('"_aws"'))).toBe(true)
    for (const line of lines) into.look('log', 'line', line)
    for (const message of [...heard, ...(await messagesIn(everything))]) into.look('message', 'published', message)
    for (const { name, url } of await deadLetterQueues(cloud.clients.sqs, 'cdr-dev', 0))
      into.look('message', `dead letters of ${name}`, (await messagesIn(url)).join('\n'))
  }
}

interface Asked {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

const today = () => civilDateInLondon(instantOf(Date.now()))

/** The quarter of the year from April in which this runs. */
function thisQuarter() {
  const [year = 0, month = 0] = today().split('-').map(Number)
  const quarters = [year - 1, year].flatMap((start) =>
    ([1, 2, 3, 4] as const).map((number) => quarterOf(start, number)),
  )
  const found = quarters.find(({ from, to }) => from <= today() && today() <= to)
  if (!found) throw new Error(`No quarter of ${year}-${month}.`)
  return found
}

const subjectOf = (token: string) =>
  (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { readonly sub: string }).sub
