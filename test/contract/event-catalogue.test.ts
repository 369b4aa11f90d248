import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { EVENT_TYPES, eventCatalogue, eventKey, thinEvent, ThinEventSchema } from '../../schemas/case-events.ts'

const root = path.resolve('events')
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'))
const folderOf = (type: string) => type.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase()

describe('The events catalogue', () => {
  it.each(EVENT_TYPES)('has a valid example of %s', (type) => {
    const example = ThinEventSchema.parse(read(`${folderOf(type)}/valid.json`))
    expect(example.data.eventType).toBe(type)
  })

  it('has a folder for every event type and for nothing else but the invalid ones', () => {
    const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(folders.map(({ name }) => name).sort()).toEqual([...EVENT_TYPES.map(folderOf), 'invalid'].sort())
  })

  it.each(readdirSync(path.join(root, 'invalid')))('refuses %s', (file) => {
    expect(ThinEventSchema.safeParse(read(`invalid/${file}`)).success).toBe(false)
  })

  it('describes every event type in its page', () => {
    const page = readFileSync(path.join(root, 'README.md'), 'utf8').replace(/ +/g, ' ')
    for (const type of EVENT_TYPES) expect(page).toContain(`\`${type}\` | ${eventCatalogue[type].meaning}`)
  })

  it('names senders and hearers that are functions', () => {
    for (const type of EVENT_TYPES)
      for (const name of [eventCatalogue[type].sentBy, ...eventCatalogue[type].heardBy])
        expect(existsSync(`functions/${name}/handler.ts`)).toBe(true)
  })
})

describe('A thin event', () => {
  it.each(EVENT_TYPES)('of %s is made of the stored event’s key alone', (type) => {
    const key = eventKey({ reference: 'K3M9QFX72D4HW8TN', sequence: 12, type, at: '2026-03-09T03:12:45.120Z' })
    expect(thinEvent(key)).toMatchObject({
      id: 'K3M9QFX72D4HW8TN.12',
      subject: 'K3M9QFX72D4HW8TN',
      time: '2026-03-09T03:12:45.120Z',
      data: { eventType: type, sequence: 12 },
    })
  })

  it('is plain ASCII, which every queue carries', () => {
    const key = eventKey({
      reference: 'K3M9QFX72D4HW8TN',
      sequence: 1,
      type: 'CaseRouted',
      at: '2026-03-09T03:12:45.120Z',
    })
    expect(JSON.stringify(thinEvent(key))).toMatch(/^[\x20-\x7e]+$/)
  })

  it('is refused for a key that is not an event’s', () => {
    expect(() => thinEvent({ pk: 'CASE#K3M9QFX72D4HW8TN', sk: 'STATE' })).toThrow()
  })
})
