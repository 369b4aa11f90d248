import type * as z from 'zod'
import {
  CivilDateSchema,
  DateAsKnownSchema,
  DateRangeSchema,
  InstantSchema,
  PartialDateSchema,
  TimeOfDaySchema,
} from '../../../schemas/calendar.ts'

const messages = (schema: z.ZodType, value: unknown) => {
  const result = schema.safeParse(value)
  return result.success ? [] : result.error.issues.map(({ message }) => message)
}

describe('a civil date', () => {
  it.each(['2026-03-09', '2024-02-29', '1900-01-01', '2100-12-31'])('may be %s', (text) => {
    expect(CivilDateSchema.parse(text)).toBe(text)
  })

  it.each([
    ['09/03/2026', /year-month-day/],
    ['2026-3-9', /year-month-day/],
    ['2026-03-09T00:00', /year-month-day/],
    ['', /year-month-day/],
    ['2026-02-29', /not in the calendar/],
    ['1900-02-29', /not in the calendar/],
    ['2026-13-01', /not in the calendar/],
    ['2026-00-10', /not in the calendar/],
    ['2026-04-31', /not in the calendar/],
    ['1899-12-31', /from 1900 to 2100/],
    ['2101-01-01', /from 1900 to 2100/],
  ])('may not be %j, and one message says how to mend it', (text, words) => {
    const found = messages(CivilDateSchema, text)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(words)
    if (text) expect(found[0]).not.toContain(text)
  })
})

describe('a date as far as it is known', () => {
  it.each(['2026', '2026-03', '2026-03-09'])('may be %s', (text) => {
    expect(PartialDateSchema.parse(text)).toBe(text)
    expect(DateAsKnownSchema.parse(text)).toBe(text)
  })

  it.each(['26', '2026-', '2026-3', '2026-13', '2026-02-30', '1850', 'March 2026', ''])('may not be %j', (text) => {
    expect(messages(PartialDateSchema, text)).toHaveLength(1)
  })

  it('may be a range of days, in order', () => {
    const range = { from: '2026-03-01', to: '2026-03-09' }
    expect(DateAsKnownSchema.parse(range)).toEqual(range)
    expect(DateRangeSchema.parse({ from: '2026-03-09', to: '2026-03-09' })).toBeDefined()
    expect(messages(DateRangeSchema, { from: '2026-03-09', to: '2026-03-01' })).toEqual([
      expect.stringMatching(/before the earliest/),
    ])
  })
})

describe('a time of day', () => {
  it.each(['00:00', '03:10', '23:59'])('may be %s', (text) => {
    expect(TimeOfDaySchema.parse(text)).toBe(text)
  })

  it.each(['24:00', '3:10', '03.10', '03:60', '3am', '03:10:00', ''])('may not be %j', (text) => {
    expect(messages(TimeOfDaySchema, text)).toEqual([expect.stringMatching(/24 hours/)])
  })
})

describe('an instant', () => {
  it('is UTC with milliseconds', () => {
    expect(InstantSchema.parse('2026-03-09T03:10:00.000Z')).toBe('2026-03-09T03:10:00.000Z')
  })

  it.each(['2026-03-09T03:10:00Z', '2026-03-09T03:10:00.000+01:00', '2026-02-29T03:10:00.000Z', '2026-03-09', ''])(
    'may not be %j',
    (text) => {
      expect(messages(InstantSchema, text)).toHaveLength(1)
    },
  )
})
