import * as fc from 'fast-check'
import type { Instant } from '../../../../domain/calendar/instant.ts'
import { factsOf, typedFrom } from '../../../../functions/web/form/facts.ts'
import { boxesOf } from '../../../../functions/web/form/field.ts'
import { mistakesIn } from '../../../../functions/web/form/mistakes.ts'
import { nextStep, stepsAsked } from '../../../../functions/web/form/step.ts'
import { addable, allFields, journey } from '../../../../functions/web/questions/all.ts'
import { birth, child, home, you } from '../../../../functions/web/questions/people.ts'
import { dayAndTime, deadlineInWords } from '../../../../functions/web/words/times.ts'
import { titleAt } from '../../../../schemas/field-problems.ts'
import { NotificationSchema } from '../../../../schemas/notification/notification.ts'
import { readNotification } from '../../../../schemas/notification/read.ts'

const now = { today: '2026-03-09', time: '03:10' } as Parameters<typeof readNotification>[1]

const typed = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, text]) => [name, [text]]))

describe('Questions', () => {
  it('ask for what the form has, each under a name of its own', () => {
    const fields = addable.flatMap(({ fields }) => fields)
    for (const { at } of fields)
      expect([at, titleAt(at, NotificationSchema) !== undefined || KNOWN_UNTITLED.test(at)]).toEqual([at, true])
    const boxes = fields.flatMap(boxesOf)
    expect(new Set(boxes).size).toBe(boxes.length)
  })

  it('never speak of what could have been prevented', () => {
    expect(JSON.stringify(addable)).not.toMatch(/prevent/i)
  })
})

/** Parts of an answer, and answers of the assessment, which the form describes without a title. */
const KNOWN_UNTITLED = /^\/answers\/|\/(kind|from|to)$/

describe('What was typed', () => {
  it.each([
    [{ 'born-day': '6', 'born-month': '5', 'born-year': '2018' }, '2018-05-06'],
    [{ 'born-month': '5', 'born-year': '2018' }, '2018-05'],
    [{ 'born-year': '2018' }, '2018'],
    [{ 'born-not-known': 'yes' }, 'not-known'],
  ])('as a date, %j, becomes %s', (boxes, date) => {
    expect(factsOf(birth.fields, typed(boxes)).child['dateOfBirth']).toBe(date)
  })

  it.each([
    [{ 'born-day': '6', 'born-year': '2018' }, 'born-month'],
    [{ 'born-day': '31', 'born-month': '13', 'born-year': '2018' }, 'born-month'],
    [{ 'born-day': '6', 'born-month': '5' }, 'born-year'],
    [{}, 'born-day'],
  ])('as a date that cannot be, %j, leads to the box %s', (boxes, box) => {
    const values = typed(boxes)
    const reading = readNotification(factsOf(birth.fields, values), now)
    expect(mistakesIn(birth.fields, reading.ok ? [] : reading.errors, values)[0]?.box).toBe(box)
  })

  it('outweighs "not known" below it', () => {
    expect(factsOf(child.fields, typed({ 'given-names': 'Invented', 'no-name': 'not-known' })).child['name']).toEqual({
      givenNames: 'Invented',
    })
    expect(factsOf(child.fields, typed({ 'no-name': 'not-yet-named' })).child['name']).toBe('not-yet-named')
    expect(factsOf(home.fields, typed({ postcode: 'NN1 1CV', 'no-postcode': 'not-known' })).child['residence']).toEqual(
      {
        kind: 'postcode',
        postcode: 'NN1 1CV',
      },
    )
  })

  it('tells at once everything that is missing of the person who notifies', () => {
    const reading = readNotification(factsOf(you.fields, {}), now)
    expect(mistakesIn(you.fields, reading.ok ? [] : reading.errors, {}).map(({ box }) => box)).toEqual([
      'referrer-name',
      'referrer-role',
      'referrer-phone',
    ])
  })

  it('never upsets the service, whatever it is', () => {
    const box = fc.constantFrom(...allFields.flatMap(boxesOf), '__proto__', 'mark')
    fc.assert(
      fc.property(fc.dictionary(box, fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 2 })), (values) => {
        const facts = factsOf(allFields, values)
        const reading = readNotification(facts, now)
        if (!reading.ok) for (const step of journey) mistakesIn(step.fields, reading.errors, values)
        expect(Object.getPrototypeOf(facts)).toBe(Object.prototype)
      }),
    )
  })

  it('comes back into the boxes as it went out', () => {
    const values = typed({ 'born-day': '6', 'born-month': '5', 'born-year': '2018', sex: 'female' })
    expect(typedFrom(birth.fields, factsOf(birth.fields, values))).toEqual(values)
  })
})

describe('The way through the questions', () => {
  const known = (values: Record<string, string>, isAreaFound?: boolean) => ({
    facts: factsOf(allFields, typed(values)),
    isAreaFound,
  })
  const older = { 'born-year': '2018', 'died-day': '8', 'died-month': '3', 'died-year': '2026' }
  const baby = { ...older, 'born-day': '1', 'born-month': '3', 'born-year': '2026' }

  it.each([
    ['an older child', known(older), ['newborn', 'unattended-birth', 'area']],
    ['a baby', known(baby), ['area']],
    ['a baby who was born alive', known({ ...baby, 'born-alive': 'yes' }), ['unattended-birth', 'area']],
    ['a postcode that nobody knows', known(older, false), ['newborn', 'unattended-birth']],
  ])('leaves out, of %s, what does not concern them', (_, of, left) => {
    const asked = stepsAsked(journey, of).map(({ path }) => path)
    expect(journey.map(({ path }) => path).filter((path) => !asked.includes(path))).toEqual(
      journey.map(({ path }) => path).filter((path) => left.includes(path)),
    )
  })

  it('ends after the last question', () => {
    expect(nextStep(journey, 'parents', known(older))).toBeUndefined()
    expect(nextStep(journey, 'home', known(older, true))?.path).toBe('death')
  })
})

describe('Times in words', () => {
  const at = (text: string) => text as Instant
  const night = at('2026-03-09T03:10:00.000Z')

  it.each([
    ['2026-03-09T14:05:00.000Z', 'by today at 14:05'],
    ['2026-03-10T03:10:00.000Z', 'by tomorrow at 03:10'],
    ['2026-03-13T23:59:59.999Z', 'by the end of Friday 13 March'],
    ['2026-09-09T22:59:59.999Z', 'by the end of 9 September 2026'],
    ['2026-03-09T00:05:00.000Z', 'this was due 3 hours ago'],
  ])('a deadline at %s is %s', (dueAt, words) => {
    expect(deadlineInWords(at(dueAt), night)).toBe(words)
  })

  it('are those of a clock in England', () => {
    expect(dayAndTime(at('2026-07-01T23:30:00.000Z'), at('2026-07-02T08:00:00.000Z'))).toBe('today at 00:30')
  })
})
