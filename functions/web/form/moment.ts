import type { Instant } from '../../../domain/calendar/instant.ts'
import { instantInLondon } from '../../../domain/calendar/london.ts'
import { CivilDateSchema, TimeOfDaySchema } from '../../../schemas/calendar.ts'
import { read, type Field } from './field.ts'
import { textOf, type Typed } from './typed.ts'

/** A day in three boxes and a time in a fourth, which together are one moment by a clock in England. */
export const momentFields = (name: string, at: string, label: string): readonly [Field, Field] => [
  { name, at, label, hint: 'For example, 9 3 2026', kind: 'date' },
  {
    name: `${name}-time`,
    at: `${at}/time`,
    label: 'Time',
    hint: '24-hour clock, for example 14:05',
    kind: 'line',
    width: 4,
  },
]

/** The moment that was typed; `undefined` where nothing was, `wrong` where it is none. */
export function momentIn([date]: readonly [Field, Field], typed: Typed): Instant | 'wrong' | undefined {
  const day = read(date, typed)
  const time = textOf(typed, `${date.name}-time`)
  if (day === undefined && time === '') return undefined
  const known = { day: CivilDateSchema.safeParse(day), time: TimeOfDaySchema.safeParse(time) }
  return known.day.success && known.time.success ? instantInLondon(known.day.data, known.time.data) : 'wrong'
}

export const MOMENT_WRONG =
  'Enter the day, the month, the year and the time in 24 hours, for example 9 3 2026 and 14:05'
