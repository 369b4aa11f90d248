import { instantOf } from '../../../../domain/calendar/instant.ts'
import { InMemoryDraftStore } from '../../../../functions/shared/adapters/memory/draft-store.ts'
import { InMemoryPostcodeDirectory } from '../../../../functions/shared/adapters/memory/postcode-directory.ts'
import type { ApiAnswer, ServiceApi } from '../../../../functions/shared/ports/service-api.ts'
import type { Shown } from '../../../../functions/web/page.ts'
import { add } from '../../../../functions/web/pages/add.ts'
import { aNotification } from '../../../support/builders/notification.ts'

const now = instantOf(Date.UTC(2026, 2, 10, 3, 10))

/** What the page sent to the API, after these boxes were filled on the page of a notification with this family. */
async function adding(step: string, boxes: Record<string, string>, family: object, agencies?: readonly object[]) {
  const facts = { ...aNotification({}), family, ...(agencies && { agencies }) }
  const sent: Record<string, unknown>[] = []
  const api: ServiceApi = {
    get: <T>() => Promise.resolve({ ok: true, body: { reference: 'K3M9', version: 3, facts } } as ApiAnswer<T>),
    file: () => Promise.reject(new Error('No file is read here.')),
    post: <T>(_: string, __: string, body: string) => {
      sent.push(JSON.parse(body) as Record<string, unknown>)
      return Promise.resolve({ ok: true, body: { reference: 'K3M9' } } as ApiAnswer<T>)
    },
  }
  const typed = Object.fromEntries(Object.entries({ key: 'key', version: '3', ...boxes }).map(([k, v]) => [k, [v]]))
  const person = { subject: 'doctor', roles: ['notifier'] } as const
  const deps = { drafts: new InMemoryDraftStore(), directory: new InMemoryPostcodeDirectory(), newId: () => 'id' }
  const answer = await add.post!({ params: { reference: 'K3M9', step }, query: {}, typed, person, api, now }, deps)
  return { answer, sent }
}

const mother = { name: 'Invented Sample', relationship: 'Mother', nhsNumber: '9990000018' }
const father = { name: 'Madeup Sample', relationship: 'Father' }
const carer = { name: 'Pretend Sample', relationship: 'Grandmother' }

describe('Adding to a list', () => {
  it('keeps what the page does not ask of a person, and the people whom it does not show', async () => {
    const boxes = { 'parent-0-name': 'Invented Sampleton', 'parent-0-relationship': 'Mother' }
    const { sent } = await adding('parents', boxes, { language: 'Welsh', parentsAndCarers: [mother, father, carer] })
    expect(sent).toEqual([
      { basedOn: 3, family: { parentsAndCarers: [{ ...mother, name: 'Invented Sampleton' }, father, carer] } },
    ])
  })

  it('sends nothing where nothing is new', async () => {
    const boxes = { 'parent-0-name': mother.name, 'parent-1-name': '' }
    const { sent, answer } = await adding('parents', boxes, { parentsAndCarers: [mother, father] })
    expect(sent).toEqual([])
    expect(answer).toEqual({ to: '/notifications/K3M9' })
  })

  it('takes rows as they come, whichever of them are filled', async () => {
    const boxes = { 'agency-1-kind': 'gp', 'agency-1-name': 'Imaginary Surgery', 'agency-4-kind': 'police' }
    const { sent } = await adding('agencies', boxes, {})
    expect(sent).toEqual([{ basedOn: 3, agencies: [{ type: 'gp', name: 'Imaginary Surgery' }, { type: 'police' }] }])
  })

  it('says what is missing at the row in which it was typed', async () => {
    const boxes = { 'agency-2-name': 'Imaginary Surgery', 'agency-4-kind': 'police' }
    const { sent, answer } = await adding('agencies', boxes, {})
    expect(sent).toEqual([])
    expect((answer as Shown).mistakes).toEqual([
      { text: expect.stringMatching(/^Agency 3: kind: /) as string, href: '#agency-2-kind' },
    ])
  })
})
