import { notificationExamples } from '../../../../schemas/notification/examples.ts'
import { NotificationSchema } from '../../../../schemas/notification/notification.ts'
import { readNotification } from '../../../../schemas/notification/read.ts'
import type { WallClock } from '../../../../schemas/notification/consistency.ts'
import { bodies } from '../../../support/builders/notification.ts'
import { changed, valueAt } from '../../../support/changed.ts'
import { fieldsOf, inputSchemaOf, type Field } from '../../../support/json-schema.ts'

const now = { today: '2025-06-01', time: '12:00' } as WallClock
const minimal = bodies.minimal()
const full = bodies.full()

const problemsOf = (raw: unknown) => {
  const reading = readNotification(raw, now)
  return reading.ok ? [] : reading.errors.map(({ pointer, code }) => `${code} ${pointer}`)
}
const readOf = (raw: unknown) => {
  const reading = readNotification(raw, now)
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors))
  return reading.value.document
}
const pointerOf = ({ path }: Pick<Field, 'path'>) => `/${path.join('/')}`

const fields = fieldsOf(inputSchemaOf(NotificationSchema))

describe('a notification', () => {
  it.each(Object.entries(notificationExamples))(
    'example %s is accepted, nothing of it unrecognised',
    (_name, { value }) => {
      expect(readNotification(value, now)).toMatchObject({ ok: true, value: { unrecognised: { count: 0 } } })
    },
  )

  it('needs no more than is known at three in the morning', () => {
    const required = [
      '/referrer',
      '/referrer/name',
      '/referrer/role',
      '/child',
      '/child/name',
      '/child/dateOfBirth',
      '/child/residence',
      '/child/residence/kind',
      '/child/residence/postcode',
      '/death',
      '/death/dateOfDeath',
      '/death/placeOfDeath',
    ]
    for (const pointer of required)
      expect([pointer, problemsOf(changed(minimal, pointer.slice(1).split('/'), undefined))]).toEqual([
        pointer,
        [`required ${pointer === '/child/residence' ? '/child/residence' : pointer}`],
      ])
    expect(problemsOf(changed(minimal, ['referrer', 'phone'], undefined))).toEqual(['required /referrer/phone'])
    const leaves = ['/referrer/phone', '/child/name/familyName', '/child/name/givenNames', ...required]
    for (const { path } of fields.filter((field) => valueAt(minimal, field.path) !== undefined))
      expect(leaves).toContain(pointerOf({ path }))
  })

  it('may answer not known to all but its date of death and the notifier', () => {
    const unknown = {
      ...minimal,
      child: { name: 'not-known', dateOfBirth: 'not-known', residence: { kind: 'not-known' } },
      death: { dateOfDeath: '2025', placeOfDeath: 'not-known' },
    }
    expect(problemsOf(unknown)).toEqual([])
  })

  it('stores the form version and every answer, those left out as not known', () => {
    const { formVersion, answers } = readOf(minimal)
    expect(formVersion).toBe('notification/2026-11')
    expect(new Set(Object.values(answers))).toEqual(new Set(['not-known']))
  })

  it('reports everything there is to mend in one answer', () => {
    const wrong = {
      referrer: { name: '', role: 'Doctor' },
      child: { ...minimal.child, dateOfBirth: '2026-01-01' },
      death: { dateOfDeath: '2025-07-01', placeOfDeath: 'the moon' },
      answers: { externalCauses: 'perhaps' },
    }
    expect(problemsOf(wrong).sort()).toEqual([
      'empty /referrer/name',
      'in-the-future /child/dateOfBirth',
      'not-a-choice /answers/externalCauses',
      'not-a-choice /death/placeOfDeath',
      'required /referrer/phone',
    ])
  })

  it.each([[null], [3], ['text'], [[]], [true]])('is refused when the body is %j', (raw) => {
    expect(problemsOf(raw)).toEqual(['wrong-type '])
  })
})

describe('every field of the form', () => {
  const answeredOtherwise = [
    '/child/nhsNumberAbsentReason',
    '/child/residence/country',
    '/death/dateOfDeath/from',
    '/death/dateOfDeath/to',
  ]
  const leaves = fields.filter(({ kinds }) => kinds.every(({ properties, items }) => !properties && !items))

  it('stands in the full example', () => {
    const missing = leaves.filter(({ path }) => valueAt(full, path) === undefined).map(pointerOf)
    expect(missing).toEqual(answeredOtherwise)
  })

  it.each(fields.map((field) => [pointerOf(field), field] as const))(
    '%s says what it is',
    (pointer, { path, kinds }) => {
      if (path.at(-1) === 0 || path.at(-1) === 'kind' || pointer.startsWith('/answers/')) return
      expect(kinds.some(({ title, description }) => (title ?? description) !== undefined)).toBe(true)
    },
  )

  it.each(
    fields.filter(({ kinds }) => kinds.some((kind) => kind.enum)).map((field) => [pointerOf(field), field] as const),
  )('%s offers not known as an answer of its own', (pointer, { kinds }) => {
    const answeredByTheList = ['/child/nhsNumberAbsentReason', '/formVersion']
    const isItem = pointer.endsWith('/0')
    if (isItem || answeredByTheList.includes(pointer)) return
    expect(kinds.flatMap((kind) => kind.enum ?? [])).toContain('not-known')
  })

  const limited = leaves.flatMap(({ path, kinds }) =>
    kinds.filter(({ maxLength }) => maxLength !== undefined).map(({ maxLength }) => ({ path, max: maxLength! })),
  )
  const inExample = limited.filter(({ path }) => valueAt(full, path) !== undefined)

  it('of text has a limit', () => {
    const open = leaves.filter(({ kinds }) =>
      kinds.some(
        (kind) =>
          'type' in kind &&
          kind.type === 'string' &&
          !kind.enum &&
          kind.const === undefined &&
          !kind.maxLength &&
          !('pattern' in kind),
      ),
    )
    expect(open.map(pointerOf)).toEqual([])
  })

  it.each(inExample.map(({ path, max }) => [pointerOf({ path }), path, max] as const))(
    '%s takes text up to its limit and no longer',
    (pointer, path, max) => {
      const isEmail = pointer.endsWith('email')
      const text = (length: number) => (isEmail ? `${'a'.repeat(length - 13)}@nhs.example` : '7'.repeat(length))
      expect(problemsOf(changed(full, path, text(isEmail ? 60 : max)))).toEqual([])
      expect(problemsOf(changed(full, path, text(max + 2)))).toEqual([`too-long ${pointer}`])
      expect(problemsOf(changed(full, path, '7'.repeat(1_000_000)))).toEqual([`too-long ${pointer}`])
      expect(problemsOf(changed(full, path, ''))).toEqual([`empty ${pointer}`])
    },
  )

  const lists = fields.flatMap(({ path, kinds }) =>
    kinds.filter(({ maxItems }) => maxItems !== undefined).map(({ maxItems }) => ({ path, max: maxItems! })),
  )
  it.each(lists.map(({ path, max }) => [pointerOf({ path }), path, max] as const))(
    '%s takes entries up to its limit and no more, and no empty list',
    (pointer, path, max) => {
      const [item] = valueAt(full, path) as unknown[]
      const many = (length: number) => Array.from({ length }, () => item)
      expect(problemsOf(changed(full, path, many(max)))).toEqual([])
      expect(problemsOf(changed(full, path, many(max + 1)))).toEqual([`too-many ${pointer}`])
      expect(problemsOf(changed(full, path, []))).toEqual([`too-few ${pointer}`])
    },
  )

  it('filled to its limit in a script of three bytes fits the largest body', () => {
    const filled = inExample
      .filter(({ path }) => path.at(-1) !== 'email')
      .reduce<unknown>((document, { path, max }) => changed(document, path, `777${'子'.repeat(max - 3)}`), full)
    const crowded = lists.reduce<unknown>((document, { path, max }) => {
      const [item] = valueAt(document, path) as unknown[]
      return changed(
        document,
        path,
        Array.from({ length: max }, () => item),
      )
    }, filled)
    expect(problemsOf(crowded)).toEqual([])
    expect(Buffer.byteLength(JSON.stringify(crowded))).toBeLessThan(300_000)
  })
})

describe('a name', () => {
  const named = (familyName: unknown) => changed(minimal, ['child', 'name', 'familyName'], familyName)

  it.each([
    '👩‍👩‍👧 Zoë',
    'محمد',
    'שָׁלוֹם',
    '李小龍',
    "O'Brien-Ní Dhomhnaill",
    'ﷺ',
    '𝒳Æ A-12',
    'Null',
    'undefined',
    '<script>alert(1)</script>',
    "Robert'); DROP TABLE children;--",
    '=cmd|calc',
    '%s%n${7*7}{{7*7}}',
    'نی\u200cلوفر',
    'Ł̷̛o̷n̴g̸',
  ])('%j is accepted in any script', (name) => {
    const { child } = readOf(named(name))
    expect(child.name).toMatchObject({ familyName: name.normalize('NFC') })
  })

  it('is one text however its accents were typed, without spaces around it', () => {
    expect(readOf(named('  Zoe\u0308 ')).child.name).toMatchObject({ familyName: 'Zoë' })
  })

  it.each([
    'a\u0000b',
    'a\u0007',
    'a\u001b[31m',
    'a\u007fb',
    'a\u0085b',
    'a\nb',
    'a\uffff',
    '\ufdd0',
    'a\ud800',
    '\udc00a',
    '\u{1fffe}',
  ])('%j is refused with a mend', (name) => {
    expect(problemsOf(named(name))).toEqual(['control-characters /child/name/familyName'])
  })

  it.each(['', ' ', '\u00a0\u2003', '\u200b', '\ufeff', '\u202e\u2060'])('%j is no answer', (name) => {
    expect(problemsOf(named(name))).toEqual(['empty /child/name/familyName'])
  })

  it('may run over several lines in the circumstances, in whichever way they end', () => {
    const { death } = readOf(changed(minimal, ['death', 'circumstances'], 'one\r\ntwo\rthree\n\tfour\n'))
    expect(death.circumstances).toBe('one\ntwo\nthree\n\tfour')
  })

  it.each(['Smith', '', 3, {}, { familyName: undefined }, []])('given as %j is refused', (name) => {
    expect(problemsOf(changed(minimal, ['child', 'name'], name))[0]).toMatch(/ \/child\/name$/)
  })
})

describe('where to reach and to find', () => {
  it.each([
    ['nn11ed', 'NN1 1ED'],
    [' w1a  0ax', 'W1A 0AX'],
    ['ZZ99 3VZ', 'ZZ99 3VZ'],
    ['GIR0AA', 'GIR 0AA'],
    ['DN551PT', 'DN55 1PT'],
  ])('the postcode %j is read as %s', (written, postcode) => {
    expect(readOf(changed(minimal, ['child', 'residence', 'postcode'], written)).child.residence).toMatchObject({
      postcode,
    })
  })

  it.each(['NN1', 'NN1 1E', 'not-known', '12345', 'NN1 1EDD'])('the postcode %j is refused', (written) => {
    expect(problemsOf(changed(minimal, ['child', 'residence', 'postcode'], written))).toEqual([
      'format /child/residence/postcode',
    ])
  })

  it.each(['01632 960001', '+44 1632 960001 ext. 12', 'bleep 2222', 'Switchboard, then 3344'])(
    'the telephone number %j is accepted',
    (phone) => {
      expect(readOf(changed(minimal, ['referrer', 'phone'], phone)).referrer.phone).toBe(phone)
    },
  )

  it.each(['E07000154', 'W06000015', 'E0600006', 'Northampton'])('the authority %j is refused', (code) => {
    expect(problemsOf(changed(minimal, ['child', 'normallyResidentAuthority'], code))).toEqual([
      'format /child/normallyResidentAuthority',
    ])
  })

  it.each([
    ['gestationAtBirthWeeks', [20, 44, 'not-known'], [19, 45, 39.5, '39', null, -1]],
    ['birthWeightGrams', [100, 8000, 'not-known'], [99, 8001, Infinity, 'light']],
    ['birthOrder', [1, 9], [0, 10, 'first']],
  ])('%s is taken within its range', (field, good, bad) => {
    for (const value of good) expect(problemsOf(changed(minimal, ['child', field], value))).toEqual([])
    for (const value of bad)
      expect(problemsOf(changed(minimal, ['child', field], value))).toEqual([
        expect.stringMatching(new RegExp(`^(out-of-range|not-a-choice|wrong-type) /child/${field}$`)),
      ])
  })
})
