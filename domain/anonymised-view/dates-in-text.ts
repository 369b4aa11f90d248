import { civilDate, partsOf } from '../calendar/civil-date.ts'
import type { PartialDate } from '../calendar/date-as-known.ts'
import type { Life } from './age-in-words.ts'
import { writtenDayInWords, type WrittenDay } from './intervals.ts'
import type { KnownIdentities } from './known-identities.ts'
import { byPattern, inTurn, type Finder, type Meaning } from './mask.ts'
import { ORDINAL_WORDS } from './vocabulary.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const NOT_WITHIN = String.raw`(?<![\p{L}\p{N}])(?<![\d][/.:-])`
const END = String.raw`(?![\p{L}\p{N}])`
const MONTH = String.raw`(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![\p{L}])(?:\.(?=[\s,]*['’]?\d))?`
const YEAR = String.raw`(?<year>(?:19|20)\d\d)${END}`
/** Two digits are a year only where nothing follows that makes them an hour or a count. */
const ANY_YEAR = String.raw`(?<year>(?:19|20)\d\d|['’]?\d\d(?![:.]\d|\s?(?:am|pm|a\.m|p\.m|hours|hrs|h|o['’]clock|minutes|mins|days|weeks|months|years|ml|mg|kg|g)\b))(?!\d)`
const NUMBER = String.raw`(?:0?[1-9]|[12]\d|3[01])`
const ORDINAL = String.raw`${NUMBER}\s?(?:st|nd|rd|th)${END}|(?:${ORDINAL_WORDS.toReversed().join('|').replaceAll('-', '[- ]?')})${END}`
const DAY = String.raw`(?<day>${ORDINAL}|${NUMBER}(?!\d))`
const WEEKDAY = String.raw`(?<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\.?,?`
const BEFORE = String.raw`(?:on|by|from|since|until|till|before|after|dated|to|of|at)`

const pattern = (...parts: string[]) => new RegExp(NOT_WITHIN + parts.join(''), 'giu')

/** Days that carry a name instead of a number. */
const FEASTS = String.raw`(?:christmas|boxing|new year['’]?s|valentine['’]?s|mother['’]?s|father['’]?s|may|easter)\s+(?:day|eve|sunday|monday)|good friday|mothering sunday|bonfire night|guy fawkes(?:\s+night)?|hallowe['’]?en`

/** What follows a day's ordinal that is a date: the end, a stop, a part of the day, or the sentence going on. */
const GOES_ON = String.raw`(?=\s*(?:[.,;:!?)\]\n–—-]|$)|\s+(?:at|in|and|or|she|he|they|it|the|her|his|when|with|by|for|but|to|as|was|were|had|before|after|morning|afternoon|evening|night)\b)`

type Groups = Readonly<Record<string, string | undefined>>

/** What a pattern found, with the text around it. */
interface Written {
  readonly groups: Groups
  readonly before: string
  readonly after: string
  /** Whether the record has a date with this day, month and year, as far as they are written. */
  readonly isKnown: boolean
}
type Patterns = readonly (readonly [pattern: RegExp, isSure?: (written: Written) => boolean])[]

const hasCapital = (text: string | undefined) => text !== undefined && /^\p{Lu}/u.test(text)
const isOrdinal = (day: string | undefined) => day !== undefined && /\p{L}/u.test(day)

const FOLLOWS_PREPOSITION = new RegExp(`\\b${BEFORE}\\s+$`, 'i')

/** `may` in small letters is the verb, where a word follows and nothing else speaks for the month. */
const isMonth = ({ groups: { month, year, day }, before, after, isKnown }: Written) =>
  month !== 'may' ||
  year !== undefined ||
  isOrdinal(day) ||
  isKnown ||
  FOLLOWS_PREPOSITION.test(before) ||
  !/^\s+\p{L}/u.test(after)

/** `sat` and `sun` in small letters are nearly always the verb and the star. */
const isWeekday = ({ groups: { weekday, day } }: Written) => isOrdinal(day) || !/^(sat|sun)$/.test(weekday ?? '')

const isKnown = (written: Written) => written.isKnown

/** Dates by their shape alone, the most explicit first. */
const SHAPES: Patterns = [
  // 2026-03-09, with or without a time of day
  [
    pattern(
      String.raw`(?<year>(?:19|20)\d\d)\s?(?<sep>[-/.])\s?(?<month>\d{1,2})\s?\k<sep>\s?(?<day>\d{1,2})(?!\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?`,
    ),
  ],
  // 09/03/2026, 9.3.26
  [
    pattern(
      String.raw`(?<day>\d{1,2})\s?(?<sep>[-/.])\s?(?<month>\d{1,2})\s?\k<sep>\s?(?<year>(?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)`,
    ),
  ],
  // 09 03 2026, 09032026, 20260309
  [pattern(String.raw`(?<day>\d\d)(?<sep>\s?)(?<month>0[1-9]|1[0-2])\k<sep>${YEAR}`)],
  [pattern(String.raw`(?<year>(?:19|20)\d\d)(?<month>0[1-9]|1[0-2])(?<day>[0-2]\d|3[01])${END}`)],
  // Monday the 7th to 9th of March 2026; 9-Mar-26; 09MAR26
  [
    pattern(
      String.raw`(?:${WEEKDAY}\s*)?(?:the\s+)?(?:(?<first>${NUMBER})(?:\s?(?:st|nd|rd|th))?\s?(?:-|–|/|&|to|and|or)\s?(?:the\s+)?)?${DAY}(?:\s+day)?(?:\s+of)?[\s\-.,/]*${MONTH}(?:[\s,\-./]*(?:in\s+)?${ANY_YEAR})?`,
    ),
    isMonth,
  ],
  // March 9th, 2026; March the ninth
  [
    pattern(String.raw`${MONTH}[\s,-]+(?:the\s+)?${DAY}(?![:.]\d|\s?(?:am|pm|%))(?:,?\s+${YEAR})?`),
    ({ groups: { month, day }, isKnown }) => !['may', 'mar'].includes(month ?? '') || isOrdinal(day) || isKnown,
  ],
  // March 2026; Mar '26; 03/2026; 2025/26
  [pattern(String.raw`(?:the\s+)?${MONTH}[\s,\-/]+(?:of\s+)?(?<year>(?:19|20)\d\d|['’]\d\d)(?!\d)`)],
  [pattern(String.raw`(?<month>0?[1-9]|1[0-2])\s?[/]\s?${YEAR}`)],
  [pattern(String.raw`(?<year>(?:19|20)\d\d)\s?[-/–]\s?(?:20)?\d\d(?![\d/-])`)],
  // Monday 9th; Mon 9/3
  [pattern(String.raw`${WEEKDAY}\s+(?:the\s+)?(?<day>${NUMBER})\s?[/.]\s?(?<month>0?[1-9]|1[0-2])(?![\d/])`)],
  [
    pattern(
      String.raw`${WEEKDAY}\s+(?:the\s+)?${DAY}(?![:./]\d|\s?(?:am|pm|a\.m|p\.m|o['’]clock|hours|hrs|h\b|times|weeks|days|months|min|met|feet))`,
    ),
    isWeekday,
  ],
  // on the 9th, but not a fracture of the 9th rib nor pain from the first; on 9/3
  [
    pattern(
      String.raw`(?<=\b(?:on|by|from|since|until|till|dated)\s)the\s+(?!first|second|third)(?<day>${ORDINAL})${GOES_ON}`,
    ),
  ],
  [
    pattern(
      String.raw`(?<=\b(?:on|dated|since|until|till)\s)(?<day>${NUMBER})\s?/\s?(?<month>0?[1-9]|1[0-2])(?![\d/])`,
    ),
  ],
  [pattern(String.raw`(?:${FEASTS})(?:,?\s+(?:19|20)\d\d)?`, END)],
  // in 2019, early 2019, born 2014
  [
    pattern(
      String.raw`(?<=\b(?:in|since|during|from|until|till|by|early|late|mid|of|year|born|before|after|summer|winter|spring|autumn|christmas|to|and)[\s-])${YEAR}(?!\s?(?:ml|mg|g|kg|grams|hours|hrs|h|units|mls|kcal|metres|m|mcg|times|patients|children)\b)`,
    ),
  ],
]

/** Too common to be dates unless the record has that very one: `9/3`, `09.03`, `090326`, `2026`. */
const SHAPES_IF_KNOWN: Patterns = [
  [pattern(String.raw`(?<day>\d{1,2})\s?/\s?(?<month>\d{1,2})(?![\d/%])`), isKnown],
  [pattern(String.raw`(?<day>\d\d)[.-](?<month>\d\d)(?![\d.%-])`), isKnown],
  [pattern(String.raw`(?<day>\d\d)(?<month>\d\d)(?<year>\d\d)${END}`), isKnown],
  [pattern(String.raw`${YEAR}(?!\s?(?:ml|mls|mg|g|kg|hours|hrs)\b)`), isKnown],
]

/** Months on their own, after names have been looked for: `April` may be somebody. */
const BARE_MONTHS: Patterns = [
  [
    pattern(
      String.raw`(?:(?:early|late|mid)[\s-])?(?:january|february|april|june|july|august|september|october|november|december)${END}`,
    ),
  ],
  [
    pattern(
      String.raw`(?<=\b(?:in|since|from|until|till|during|by|early|late|mid|last|next|this|of|end of|and|to)[\s-])(?<month>march|may|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)${END}`,
    ),
    ({ groups: { month } }) => hasCapital(month),
  ],
]

/** Dates in every usual British way of writing, told as intervals where they can be reckoned. */
export const datesIn = (known: KnownIdentities): Finder =>
  inTurn(...[...SHAPES, ...SHAPES_IF_KNOWN].map(finderOf(known)))

export const bareMonthsIn = (known: KnownIdentities): Finder => inTurn(...BARE_MONTHS.map(finderOf(known)))

const AROUND = 8

const finderOf =
  ({ dates, life }: KnownIdentities) =>
  ([shape, isSure = () => true]: Patterns[number]): Finder =>
    byPattern(shape, ({ 0: { length }, groups = {}, input, index }) => {
      const written = readDay(groups)
      if (!written) return undefined
      const isSo = isSure({
        groups,
        before: input.slice(Math.max(0, index - AROUND), index),
        after: input.slice(index + length, index + length + AROUND),
        isKnown: dates.some((date) => agrees(written, date)),
      })
      return isSo ? maskOf(written, groups, life) : undefined
    })

/** Whether what is written of a day is what the record has of it. */
function agrees({ year, month, day }: WrittenDay, date: PartialDate): boolean {
  const [knownYear, knownMonth, knownDay] = date.split('-').map(Number)
  return (
    (year === undefined || year === knownYear) &&
    (month === undefined || month === knownMonth) &&
    (day === undefined || day === knownDay)
  )
}

function maskOf(written: WrittenDay, groups: Groups, life: Life | undefined): Meaning {
  if (life === undefined) return { kind: 'date' }
  const says = writtenDayInWords(written, life)
  const first =
    groups['first'] === undefined ? undefined : writtenDayInWords({ ...written, day: Number(groups['first']) }, life)
  return { kind: 'date', says: says !== undefined && first !== undefined ? `${first} to ${says}` : says }
}

/** The day that is written, or `undefined` where the numbers are none. A month over 12 is read as Americans write it. */
function readDay({ year, month, day }: Groups): WrittenDay | undefined {
  const written = { year: numberOfYear(year), month: numberOfMonth(month), day: numberOfDay(day) }
  if (written.month === undefined || written.month <= 12) return isPossible(written) ? written : undefined
  const american = { ...written, month: written.day, day: written.month }
  return isPossible(american) ? american : undefined
}

function isPossible({ year = 2000, month = 1, day = 1 }: WrittenDay): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  const parts = partsOf(civilDate(year, month, day))
  return parts.month === month && parts.day === day
}

const numberOfMonth = (month: string | undefined) =>
  month === undefined
    ? undefined
    : /\d/.test(month)
      ? Number(month)
      : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1

/** Of two digits: grandparents are born in the 1950s, and this service will be replaced before 2050. */
const CENTURY_FROM = 50

function numberOfYear(year: string | undefined) {
  const digits = year?.replace(/\D/g, '')
  if (digits === undefined) return undefined
  return digits.length === 2 ? Number(digits) + (Number(digits) < CENTURY_FROM ? 2000 : 1900) : Number(digits)
}

function numberOfDay(day: string | undefined) {
  if (day === undefined) return undefined
  const inWords = ORDINAL_WORDS.indexOf(day.toLowerCase().replace(/\s/g, '-'))
  if (inWords >= 0) return inWords + 1
  return /^\d/.test(day)
    ? parseInt(day, 10)
    : ORDINAL_WORDS.findIndex((word) => word.replace('-', '') === day.toLowerCase()) + 1
}
