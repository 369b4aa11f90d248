import fc from 'fast-check'
import type { WallClock } from '../../../../schemas/notification/consistency.ts'
import { readNotification } from '../../../../schemas/notification/read.ts'
import { arbitraryNotification } from '../../../support/builders/arbitrary-notification.ts'
import { changed, leavesOf, valueAt } from '../../../support/changed.ts'

const now = { today: '2026-01-01', time: '12:00' } as WallClock

describe('any valid notification', () => {
  it('is read, survives its way through JSON, and reads the same when read again', () => {
    fc.assert(
      fc.property(arbitraryNotification(), (body) => {
        const reading = readNotification(JSON.parse(JSON.stringify(body)), now)
        expect(reading).toMatchObject({ ok: true, value: { unrecognised: { count: 0 } } })
        if (!reading.ok) return
        const { document } = reading.value
        expect(JSON.parse(JSON.stringify(document))).toEqual(document)
        expect(document).toMatchObject(body)
        expect(readNotification(document, now)).toEqual(reading)
      }),
    )
  })

  it('with one answer spoilt is refused at exactly that answer, and nothing sent comes back', () => {
    const spoilers = ['', true, 'a\u0000MARKED', -1, 1e21, null]
    fc.assert(
      fc.property(arbitraryNotification(), fc.nat(), fc.constantFrom(...spoilers), (body, pick, spoiler) => {
        const leaves = leavesOf(body)
        const path = leaves[pick % leaves.length]!
        const reading = readNotification(changed(body, path, spoiler), now)
        expect(reading).toMatchObject({ ok: false, errors: [{ pointer: `/${path.join('/')}` }] })
        expect(JSON.stringify(reading)).not.toContain('MARKED')
        expect(reading).toHaveProperty('errors.length', 1)
      }),
    )
  })

  it('with a field more is read as without it, the field counted', () => {
    fc.assert(
      fc.property(arbitraryNotification(), fc.nat(), fc.json(), (body, pick, extra) => {
        const groups = leavesOf(body).map((path) => path.slice(0, -1))
        const group = groups[pick % groups.length]!
        if (Array.isArray(valueAt(body, group))) return
        const reading = readNotification(changed(body, [...group, 'fieldOfAnotherForm'], JSON.parse(extra)), now)
        expect(reading).toMatchObject({ ok: true, value: { unrecognised: { count: 1 } } })
        expect(reading).toMatchObject({ value: { document: body } })
      }),
    )
  })
})
