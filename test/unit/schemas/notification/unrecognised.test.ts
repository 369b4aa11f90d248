import { countUnrecognised, isTooDeep, MAX_DEPTH } from '../../../../schemas/notification/unrecognised.ts'
import type { WallClock } from '../../../../schemas/notification/consistency.ts'
import { readAmendment, readNotification } from '../../../../schemas/notification/read.ts'
import { bodies } from '../../../support/builders/notification.ts'

const now = { today: '2025-06-01', time: '12:00' } as WallClock

/** As a body arrives: `__proto__` in JSON text is a field like any other. */
const sent = (extra: string) => JSON.parse(JSON.stringify(bodies.minimal()).replace('{"referrer":{', extra)) as unknown

const readOf = (raw: unknown) => {
  const reading = readNotification(raw, now)
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors))
  return reading.value
}
const keptOf = (raw: unknown) => JSON.parse(readOf(raw).unrecognised.kept ?? '[]') as [string, unknown][]

const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`

describe('fields that the form does not have', () => {
  it('are accepted, counted and kept as they were sent', () => {
    const raw = sent('{"ward":"7","bed":{"number":3,"by":["window"]},"referrer":{"colour":"green",')
    expect(readOf(raw).unrecognised.count).toBe(3)
    expect(keptOf(raw)).toEqual([
      ['/ward', '7'],
      ['/bed', { number: 3, by: ['window'] }],
      ['/referrer/colour', 'green'],
    ])
    expect(readOf(raw).document).toEqual(readOf(bodies.minimal()).document)
  })

  it('are found in lists and in the forms of a choice', () => {
    const raw = {
      ...bodies.minimal({ child: { name: { familyName: 'T', title: 'Lord' } as never, aliases: ['a', 'b'] } }),
      agencies: [{ type: 'gp' }, { type: 'police', station: 'x' }],
    }
    expect(keptOf(raw).map(([pointer]) => pointer)).toEqual(['/child/name/title', '/agencies/1/station'])
  })

  it('are counted in an amendment too', () => {
    expect(readAmendment({ child: { sexAtBirth: 'male', shoe: 4 } })).toMatchObject({
      ok: true,
      value: { unrecognised: { count: 1, kept: '[["/child/shoe",4]]' } },
    })
  })

  it('cannot reach a prototype', () => {
    const raw = sent(
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"referrer":{"__proto__":{"phone":"x"},',
    )
    const { document, unrecognised } = readOf(raw)
    expect(unrecognised.count).toBe(3)
    expect(
      keptOf(raw)
        .map(([pointer]) => pointer)
        .sort(),
    ).toEqual(['/__proto__', '/constructor', '/referrer/__proto__'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(Object.getPrototypeOf(document)).toBe(Object.prototype)
    expect(Object.getPrototypeOf(document.referrer)).toBe(Object.prototype)
    expect(Object.keys(document.referrer).sort()).toEqual(['name', 'phone', 'role'])
  })

  it('lose nothing that JSON can say: huge numbers and halves of characters stay text', () => {
    const raw = sent('{"huge":1e999,"half":"\\ud800","~/":1,"referrer":{')
    expect(keptOf(raw)).toEqual([
      ['/huge', 'Infinity'],
      ['/half', '\ud800'],
      ['/~0~1', 1],
    ])
    expect(readOf(raw).unrecognised.kept).toContain('\\ud800')
  })

  it('may not be nested without end', () => {
    const deep = sent(`{"deep":${nested(100_000)},"referrer":{`)
    expect(readNotification(deep, now)).toEqual({
      ok: false,
      errors: [{ pointer: '', code: 'too-deep', detail: `Nest at most ${MAX_DEPTH} levels deep.` }],
    })
    expect(isTooDeep(JSON.parse(nested(MAX_DEPTH)))).toBe(false)
    expect(isTooDeep(JSON.parse(nested(MAX_DEPTH + 1)))).toBe(true)
  })

  it('are none where nothing was read', () => {
    expect(countUnrecognised('text', {})).toBe(0)
    expect(countUnrecognised({ a: 1 }, 'text')).toBe(0)
  })
})
