/** When a schedule runs: every so often, or in those minutes of the wall clock that match. */
export type Timetable =
  | { readonly kind: 'rate'; readonly everyMs: number }
  | { readonly kind: 'cron'; readonly matches: (instant: Date) => boolean }

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/**
 * Reads EventBridge Scheduler's `rate(…)` and `cron(minutes hours day-of-month month day-of-week year)`.
 * @throws Error on `at(…)`, and on L, W and #, which stand for days that are reckoned from the month.
 */
export function readScheduleExpression(expression: string, timeZone: string): Timetable {
  const [, value, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? []
  const everyMs = Number(value) * (UNIT_MS[unit] ?? 0)
  if (everyMs > 0) return { kind: 'rate', everyMs }
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1]?.split(/\s+/)
  if (fields?.length === 6) return { kind: 'cron', matches: cron(fields, timeZone) }
  throw new Error(`The local cloud does not know the schedule expression ${expression}.`)
}

interface Field {
  readonly first: number
  readonly last: number
  /** Names for the numbers from `first` on. */
  readonly names?: readonly string[]
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

/** In the order of the expression. */
const FIELDS: readonly Field[] = [
  { first: 0, last: 59 },
  { first: 0, last: 23 },
  { first: 1, last: 31 },
  { first: 1, last: 12, names: MONTHS },
  { first: 1, last: 7, names: WEEKDAYS },
  { first: 1970, last: 2199 },
]

function cron(texts: readonly string[], timeZone: string) {
  const sets = FIELDS.map((field, position) => numbersOf(texts[position] ?? '', field))
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    ...{ minute: 'numeric', hour: 'numeric', day: 'numeric', month: 'numeric', weekday: 'short', year: 'numeric' },
  })
  return (instant: Date) => {
    const parts = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]))
    const weekday = WEEKDAYS.indexOf((parts['weekday'] ?? '').toUpperCase()) + 1
    const now = [parts['minute'], parts['hour'], parts['day'], parts['month'], weekday, parts['year']].map(Number)
    return sets.every((allowed, position) => allowed.has(now[position] ?? NaN))
  }
}

/** `*`, `?`, `5`, `MON-FRI`, `1,15`, `0/10`, `10-50/20`. */
function numbersOf(text: string, field: Field): ReadonlySet<number> {
  const numbers = new Set<number>()
  for (const part of text.split(',')) {
    const [, from, to, step] = /^([A-Z0-9]+|[*?])(?:-([A-Z0-9]+))?(?:\/(\d+))?$/.exec(part.toUpperCase()) ?? []
    if (from === undefined) throw new Error(`The local cloud does not know ${part} in a cron expression.`)
    const isAny = from === '*' || from === '?'
    const start = isAny ? field.first : numberOf(from, field)
    const end = to !== undefined ? numberOf(to, field) : isAny || step !== undefined ? field.last : start
    for (let each = start; each <= end; each += Number(step ?? 1)) numbers.add(each)
  }
  return numbers
}

function numberOf(text: string, { first, last, names = [] }: Field): number {
  const named = names.indexOf(text)
  const number = named === -1 ? Number(text) : first + named
  if (Number.isInteger(number) && number >= first && number <= last) return number
  throw new Error(`The local cloud does not know ${text} in a cron expression.`)
}
