import * as z from 'zod'

/** Years this service understands: nobody whose death it reviews was born, or dies, outside them. */
const FIRST_YEAR = 1900
const LAST_YEAR = 2100

const WRITE_A_DATE = 'Write the date as year-month-day, for example 2026-03-09.'
const NOT_IN_CALENDAR =
  'This day is not in the calendar: check the day and the month. 29 February exists only in leap years.'
const WRITE_A_YEAR_WITHIN = `Check the year: it must be from ${FIRST_YEAR} to ${LAST_YEAR}.`

const shaped = (pattern: RegExp, error: string) => z.string().regex(pattern, { error, abort: true })

const yearIsKnown = (text: string) => {
  const year = Number(text.slice(0, 4))
  return year >= FIRST_YEAR && year <= LAST_YEAR
}

/** Holds for `YYYY`, `YYYY-MM` and `YYYY-MM-DD`: what is written comes back only if the calendar has it. */
const isInCalendar = (text: string) => {
  const [year = NaN, month = 1, day = 1] = text.split('-').map(Number)
  const found = new Date(Date.UTC(year, month - 1, day))
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === day
}

/** A day of the civil calendar in England, without a time: `YYYY-MM-DD`. */
export const CivilDateSchema = shaped(/^\d{4}-\d{2}-\d{2}$/, WRITE_A_DATE)
  .refine(yearIsKnown, { error: WRITE_A_YEAR_WITHIN, abort: true })
  .refine(isInCalendar, NOT_IN_CALENDAR)
  .brand<'CivilDate'>()
  .meta({ description: 'A day, as year-month-day (ISO 8601).', examples: ['2026-03-09'] })
export type CivilDate = z.infer<typeof CivilDateSchema>

/** A date as far as it is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (national records return such dates too). */
export const PartialDateSchema = shaped(
  /^\d{4}(-\d{2}(-\d{2})?)?$/,
  'Write as much of the date as is known: 2026, 2026-03 or 2026-03-09.',
)
  .refine(yearIsKnown, { error: WRITE_A_YEAR_WITHIN, abort: true })
  .refine(isInCalendar, NOT_IN_CALENDAR)
  .brand<'PartialDate'>()
  .meta({
    description: 'A date as far as it is known: year, year-month or year-month-day (ISO 8601).',
    examples: ['2026-03', '2026-03-09'],
  })
export type PartialDate = CivilDate | z.infer<typeof PartialDateSchema>

/** A day known only to lie between two others, for a child found some time after death. Both days are included. */
export const DateRangeSchema = z
  .object({
    from: CivilDateSchema.meta({ description: 'The earliest day it can have been.' }),
    to: CivilDateSchema.meta({ description: 'The latest day it can have been.' }),
  })
  .refine(({ from, to }) => from <= to, {
    params: { code: 'wrong-order' },
    path: ['to'],
    error: 'The latest possible day is before the earliest: exchange the two, or correct one.',
  })
  .meta({ description: 'A day known only to lie between two others, both included.' })
export type DateRange = z.infer<typeof DateRangeSchema>

/** A date as exactly as anyone knows it. */
export const DateAsKnownSchema = z.union([PartialDateSchema, DateRangeSchema])
export type DateAsKnown = PartialDate | DateRange

/** A time as a clock in England shows it, to the minute: `HH:MM`. */
export const TimeOfDaySchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time in 24 hours, as hours:minutes, for example 03:10.')
  .brand<'TimeOfDay'>()
  .meta({ description: 'Time of day in England, 24-hour clock, to the minute.', examples: ['03:10'] })
export type TimeOfDay = z.infer<typeof TimeOfDaySchema>

/** A moment: UTC, always with milliseconds and `Z`, so that instants sort as text. */
export const InstantSchema = shaped(
  /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/,
  'Write the moment in UTC with milliseconds and Z, for example 2026-03-09T03:10:00.000Z.',
)
  .refine(yearIsKnown, { error: WRITE_A_YEAR_WITHIN, abort: true })
  .refine((text) => isInCalendar(text.slice(0, 10)), NOT_IN_CALENDAR)
  .brand<'Instant'>()
  .meta({ description: 'A moment in UTC, with milliseconds.', examples: ['2026-03-09T03:10:00.000Z'] })
export type Instant = z.infer<typeof InstantSchema>

/**
 * Age at death in the bands of the national statistics. 28 to 364 days means at least 28 days and before the first
 * birthday; *not known* only where a date that is not fully known leaves the band open.
 */
export const AGE_BANDS = ['0-27 days', '28-364 days', '1-4', '5-9', '10-14', '15-17', 'not-known'] as const
export const AgeBandSchema = z.enum(AGE_BANDS).meta({
  description:
    'Age at death: `0-27 days` and `28-364 days` (before the first birthday), then completed years; `not-known` where the dates leave it open.',
})
export type AgeBand = z.infer<typeof AgeBandSchema>
