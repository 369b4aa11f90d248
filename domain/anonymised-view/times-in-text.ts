import { partOfDay } from './age-in-words.ts'
import type { KnownIdentities } from './known-identities.ts'
import { byPattern, inTurn, type Finder, type Meaning } from './mask.ts'

const NOT_WITHIN = String.raw`(?<![\p{L}\p{N}])(?<![\d][/.:,-])`
const HALF = String.raw`\s?(?<half>am|pm|a\.m\.?|p\.m\.?)(?![\p{L}])`
const HOUR = String.raw`(?<hour>[01]?\d|2[0-3])`
const MINUTE = String.raw`[0-5]\d`
const NOT_A_COUNT = String.raw`(?![\d:%/]|[.,]\d|\s?(?:kg|g|mg|ml|mmol|cm|mm|kpa|units)\b)`
const IN_WORDS = String.raw`(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})`
const MINUTES_IN_WORDS = String.raw`(?:five|ten|twenty(?:[\s-]five)?|5|10|20|25)(?:\sminutes?)?`
const QUARTER = String.raw`(?:half|(?:a\s)?quarter)`
const AT = String.raw`at|by|from|until|till|around|about|approximately|approx|circa|since|time`
const NOT_A_SPAN = String.raw`(?:${HALF})?(?![\p{L}\p{N}]|\s(?:minutes|mins|hours|days|weeks|months|years|times)\b)`

const pattern = (...parts: string[]) => new RegExp(NOT_WITHIN + parts.join(''), 'giu')

/** Times by their shape, the most explicit first. A range's first hour belongs to it: `3 to 4am`. */
const SHAPES: readonly RegExp[] = [
  pattern(String.raw`${HOUR}[:.]${MINUTE}${HALF}`),
  pattern(String.raw`${HOUR}:${MINUTE}(?::${MINUTE})?(?:\s?(?:hours|hrs|h)\b)?`, NOT_A_COUNT),
  pattern(String.raw`(?:\d{1,2}\s?(?:-|–|to|and|or)\s?)?(?<hour>1[0-2]|0?[1-9])${HALF}`),
  pattern(String.raw`(?<hour>[01]\d|2[0-3])[.:]?${MINUTE}\s?(?:hours|hrs|h)(?![\p{L}])`),
  pattern(
    String.raw`(?<=\b(?:${AT}|(?:[01]\d|2[0-3])[0-5]\d\s(?:to|and))\s)(?<hour>[01]\d|2[0-3])\.?${MINUTE}`,
    NOT_A_COUNT,
    String.raw`(?!\s?(?:times|patients|people|children|metres|feet|calls|steps|grams|mcg|mls|kcal)\b)`,
  ),
  pattern(String.raw`${IN_WORDS}\s?o['’]\s?clock`),
  pattern(String.raw`(?:${QUARTER}|${MINUTES_IN_WORDS})\spast\s${IN_WORDS}`, NOT_A_SPAN),
  // `five to ten` breaths are a count
  pattern(String.raw`(?:${QUARTER}|(?<=\b(?:${AT})\s)${MINUTES_IN_WORDS})\sto\s${IN_WORDS}`, NOT_A_SPAN),
]

/** Too common to be times unless the record has that very one: `3.10`, `0310`. */
const SHAPE_IF_KNOWN = pattern(String.raw`(?<hour>\d{1,2})[.\s]?(?<minute>${MINUTE})`, NOT_A_COUNT)

/** Times of day, told as the part of the day where the hour says which it is. */
export const timesIn = ({ times }: KnownIdentities): Finder =>
  inTurn(
    ...SHAPES.map((shape) => byPattern(shape, ({ groups = {} }) => maskOf(groups))),
    byPattern(SHAPE_IF_KNOWN, ({ groups = {} }) => (isOneOf(times, groups) ? maskOf(groups) : undefined)),
  )

type Groups = Readonly<Record<string, string | undefined>>

const isOneOf = (times: KnownIdentities['times'], { hour, minute }: Groups) =>
  times.some((time) => time === `${hour?.padStart(2, '0') ?? ''}:${minute ?? ''}`)

function maskOf({ hour, half }: Groups): Meaning {
  if (hour === undefined) return { kind: 'time' }
  const isAfternoon = half?.toLowerCase().startsWith('p')
  const onTheClock = half === undefined ? Number(hour) : (Number(hour) % 12) + (isAfternoon ? 12 : 0)
  return { kind: 'time', says: partOfDay(onTheClock) }
}
