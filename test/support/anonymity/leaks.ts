import type { Notification } from '../../../schemas/notification/notification.ts'

/**
 * Looks for identities in what a panel member would read. Written without knowledge of the masker and sharing nothing with it: it
 * reduces texts to letters and digits and looks for each value that the facts hold, and for the ways in which people write it.
 */
export function leaksIn(view: unknown, facts: readonly Notification[]): string[] {
  const texts = [...new Set(stringsIn(view))].map((text) =>
    text.replace(/\[(name|place|number|contact|date|time)(: [a-z0-9 ]+)?\]/g, ' ¦ '),
  )
  const seekers = [...new Map(facts.flatMap(seekersFor).map((seeker) => [seeker.what, seeker])).values()]
  return texts.flatMap((text) => {
    const read = reading(text)
    return seekers.flatMap(({ what, isIn }) => (isIn(read) ? [`${what} in «${text}»`] : []))
  })
}

/** Every identity of the facts that is written in a text. */
export const isSeenIn = (text: string, facts: Notification): boolean => leaksIn(text, [facts]).length > 0

interface Seeker {
  readonly what: string
  readonly isIn: (read: Reading) => boolean
}

interface Word {
  readonly letters: string
  readonly isCapitalised: boolean
  readonly isUpperCase: boolean
}

interface Reading {
  readonly words: readonly Word[]
  /** What is between each word and the next. */
  readonly gaps: readonly string[]
  /** Words of four letters or more, also joined over a hyphen or apostrophe; each once. */
  readonly longWords: readonly string[]
  /** Whole words, alone and run together over up to three signs, up to the length of a long name. */
  readonly joined: ReadonlySet<string>
  /** Digits as they follow each other with at most two signs between. */
  readonly numbers: string
  /** Small letters and digits only. */
  readonly squeezed: string
  readonly small: string
}

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([field, one]) => (field === 'masked' ? [] : stringsIn(one)))
      : []

const latin = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}|\p{Me}|\p{Mc}|\u200b|\u00ad|\u200d/gu, '')
    .replace(/[łŁ]/g, (l) => (l === 'ł' ? 'l' : 'L'))
    .replace(/[øØ]/g, (o) => (o === 'ø' ? 'o' : 'O'))
    .replace(/ß/g, 'ss')

function reading(text: string): Reading {
  const plain = latin(text)
  const found = [...plain.matchAll(/[\p{L}]+/gu)]
  const words = found.map(([word]) => ({
    letters: word.toLowerCase(),
    isCapitalised: /^\p{Lu}/u.test(word),
    isUpperCase: /^\p{Lu}+$/u.test(word),
  }))
  const gaps = found.map(({ 0: word, index }, at) => plain.slice(index + word.length, found[at + 1]?.index))
  const joined = words.map(({ letters }, at) =>
    /^[-'’]$/.test(gaps[at]!) ? letters + (words[at + 1]?.letters ?? '') : letters,
  )
  return {
    words,
    gaps,
    joined: new Set(words.flatMap((_, from) => runsFrom(from, words, gaps))),
    longWords: [...new Set([...words.map(({ letters }) => letters), ...joined])].filter(({ length }) => length > 3),
    numbers: plain.replace(/(?<=\d)[^\p{L}\d¦]{1,2}(?=\d)/gu, ''),
    squeezed: plain.toLowerCase().replace(/[^\p{L}\d¦]/gu, ''),
    small: plain.toLowerCase().replace(/\s+/g, ' '),
  }
}

const LONGEST = 26

function runsFrom(from: number, words: readonly Word[], gaps: readonly string[]): string[] {
  const runs: string[] = []
  let letters = ''
  for (let to = from; to < words.length && letters.length < LONGEST; to++) {
    letters += words[to]!.letters
    runs.push(letters)
    if (gaps[to]!.length > 3 || gaps[to]!.includes('¦')) break
  }
  return runs
}

type Fields = Readonly<Record<string, unknown>>

/** Values by the name of the field, wherever it stands. */
function valuesAt(facts: unknown, names: readonly string[], inside = ''): string[] {
  if (Array.isArray(facts)) return facts.flatMap((one) => valuesAt(one, names, inside))
  if (typeof facts !== 'object' || facts === null) return []
  return Object.entries(facts as Fields).flatMap(([field, value]) => {
    const isWanted = names.includes(field) || names.includes(`${inside}.${field}`)
    const own = isWanted ? (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string') : []
    return [...own, ...valuesAt(value, names, field)]
  })
}

const PEOPLE = [
  'referrer.name',
  'parentsAndCarers.name',
  'siblingsAndOthers.name',
  'keyWorker.name',
  'consultantName',
  'aliases',
  'seniorPractitionerPresent',
  'leadHealthProfessional',
  'medicalExaminerName',
  'carerAtTimeOfDeath',
]
const PLACES = [
  'organisation',
  'address',
  'country',
  'placeOfDeathInWords',
  'placeOfEventInWords',
  'coronerArea',
  'registrationDistrict',
  'agencies.name',
]
const NUMBERS = ['nhsNumber', 'phone', 'locationContactNumber', 'coronerReference', 'contact']
const DATES = ['dateOfBirth', 'dateOfDeath', 'reportedToCoronerOn', 'medicalExaminerOn', 'from', 'to']
const TIMES = ['timeOfBirth', 'timeOfDeath']

function seekersFor(facts: Notification): Seeker[] {
  const { name } = facts.child
  const child = typeof name === 'string' ? [] : [[name.givenNames, name.familyName].join(' ').trim()]
  return [
    ...[...child, ...valuesAt(facts, PEOPLE)].flatMap(seekPerson),
    ...valuesAt(facts, PLACES).flatMap(seekPlace),
    ...valuesAt(facts, ['postcode']).flatMap(seekPostcode),
    ...valuesAt(facts, ['email']).flatMap(seekEmail),
    ...valuesAt(facts, NUMBERS).flatMap(seekNumber),
    ...valuesAt(facts, DATES).flatMap(seekDate),
    ...valuesAt(facts, TIMES).flatMap(seekTime),
  ]
}

const SAYS_WHAT =
  /^(dr|mr|mrs|ms|nurse|consultant|paediatrician|mother|father|grandmother|health|visitor|gp|van|de|of|and|the|not|known)$/

/** Whether nobody could tell these initials, or this short form, from an everyday abbreviation or word. */
export const isEveryday = (form: string): boolean =>
  EVERYDAY.test(latin(form).toLowerCase()) || /^(a\. ?m|p\. ?m|g\. ?p)\.$/i.test(form)

/** Initials and short forms that nobody could tell from an everyday abbreviation or word. */
const EVERYDAY = /^(bp|nk|ng|kg|am|as|ok|to|no|so|on|ot|gp|st|is|do|an|at|ko|bm|os|bar|will)$/

/** Names are compared by their Latin letters; a random text of the generator in other signs has none. */
const lettersOf = (text: string) =>
  latin(text)
    .toLowerCase()
    .replace(/[^a-z]/g, '')
const isLatin = (text: string) => /^[a-zA-Z'’ .-]+$/.test(latin(text))

function seekPerson(entry: string): Seeker[] {
  const person = (entry.split(/[,(]/)[0] ?? '').trim()
  if (!isLatin(person)) return []
  const words = person
    .split(/\s+/)
    .map(lettersOf)
    .filter((word) => word.length > 1 && !SAYS_WHAT.test(word))
  const [first, last] = [words[0], words.at(-1)]
  const given = words.length > 1 ? words.slice(0, -1) : words
  return [
    ...[...words, ...(words.length > 1 ? [words.join('')] : [])].flatMap(seekWord),
    ...given.filter(({ length }) => length >= 5).map(seekShortForm),
    ...(first !== undefined && last !== undefined && words.length > 1 ? seekInitials(first, last) : []),
  ]
}

function seekWord(name: string): Seeker[] {
  if (name.length < 4)
    return [
      {
        what: `short name ${name}`,
        isIn: ({ words }) =>
          words.some((word, at) => [name, `${name}s`].includes(word.letters) && word.isCapitalised && at > 0),
      },
    ]
  return [
    { what: `name ${name}`, isIn: ({ joined }) => joined.has(name) || joined.has(`${name}s`) },
    {
      what: `name ${name} inside a word`,
      isIn: ({ longWords }) => name.length > 5 && longWords.some((word) => word.includes(name)),
    },
    { what: `misspelt ${name}`, isIn: (read) => name.length > 4 && isMiswritten(name, read) },
  ]
}

const isMiswritten = (name: string, { longWords }: Reading) => longWords.some((word) => distance(word, name) <= 1)

const seekShortForm = (given: string): Seeker => ({
  what: `short form of ${given}`,
  isIn: ({ words }) =>
    words.some(
      ({ letters, isCapitalised }) =>
        isCapitalised && letters.length > 2 && !EVERYDAY.test(letters) && given.startsWith(letters),
    ),
})

function seekInitials(first: string, last: string): Seeker[] {
  const [f, l] = [first[0]!, last[0]!]
  return [
    {
      what: `initials ${f}${l}`,
      isIn: ({ words }) =>
        [f + l, l + f]
          .filter((both) => !isEveryday(both))
          .some((both) => words.some(({ letters, isUpperCase }) => isUpperCase && letters === both)),
    },
    {
      what: `initials ${f}.${l}.`,
      isIn: ({ words, gaps }) =>
        !isEveryday(`${f}.${l}.`) &&
        words.some(
          (word, at) =>
            word.isUpperCase &&
            word.letters === f &&
            words[at + 1]?.isUpperCase &&
            words[at + 1]?.letters === l &&
            /^\.? ?$/.test(gaps[at]!),
        ),
    },
  ]
}

/** Restricted Damerau-Levenshtein distance, by the textbook's table. */
export function distance(a: string, b: string): number {
  // One edit cannot change both the first letter and the last: a quick no for most pairs.
  if (Math.abs(a.length - b.length) > 1 || (a[0] !== b[0] && a.at(-1) !== b.at(-1))) return 2
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? table[i - 2]![j - 2]! + 1 : Infinity
      table[i]![j] = Math.min(
        table[i - 1]![j]! + 1,
        table[i]![j - 1]! + 1,
        table[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
        swapped,
      )
    }
  return table[a.length]![b.length]!
}

const KINDS_OF_PLACE =
  /^(hospital|general|street|road|lane|town|primary|school|surgery|park|house|nhs|trust|hospitals|infirmary|royal|nursery|flat|north|nowhere)$/

function seekPattern(source: string): Seeker['isIn'] {
  const pattern = new RegExp(source)
  return ({ small }) => pattern.test(small)
}

/** What every date and time has: a digit or a month. Spares most texts the long patterns. */
const MAY_BE_A_DATE = /\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/

function seekDatePattern(source: string): Seeker['isIn'] {
  const isIn = seekPattern(source)
  return (read) => MAY_BE_A_DATE.test(read.small) && isIn(read)
}

const seekPlace = (entry: string): Seeker[] =>
  entry.split(/[,;]/).flatMap((part) => {
    if (!/^[a-zA-Z\d'’ .-]+$/.test(latin(part))) return []
    const words = part
      .trim()
      .split(/\s+/)
      .map(lettersOf)
      .filter((word) => word.length > 3)
    const whole = lettersOf(part)
    const acronym = words.map((word) => word[0]).join('')
    return [
      { what: `place ${part}`, isIn: ({ squeezed }: Reading) => whole.length > 7 && squeezed.includes(whole) },
      ...words.filter((word) => !KINDS_OF_PLACE.test(word)).flatMap(seekWord),
      {
        what: `place ${acronym}`,
        isIn: ({ words: read }: Reading) =>
          acronym.length > 2 && read.some(({ letters, isUpperCase }) => isUpperCase && letters === acronym),
      },
    ]
  })

const seekPostcode = (postcode: string): Seeker[] => {
  const [outward = '', inward = ''] = postcode.toLowerCase().split(' ')
  return [
    { what: `postcode ${postcode}`, isIn: ({ squeezed }) => squeezed.includes(outward + inward) },
    { what: `outward code ${outward}`, isIn: seekPattern(`(^|[^a-z0-9])${outward}([^a-z0-9]|$)`) },
  ]
}

const seekEmail = (email: string): Seeker[] => [
  {
    what: `e-mail ${email}`,
    isIn: ({ small }) => small.replace(/\s/g, '').includes(email.toLowerCase()) || /[a-z0-9]@[a-z0-9]/.test(small),
  },
]

function seekNumber(number: string): Seeker[] {
  const digits = number.replace(/\D/g, '')
  const signs = number.toLowerCase().replace(/[^a-z0-9]/g, '')
  if (/^bleep/.test(number)) return [{ what: number, isIn: seekPattern(`\\b${digits}\\b`) }]
  return [
    { what: `number ${number}`, isIn: ({ numbers }) => digits.length > 6 && numbers.includes(digits) },
    {
      what: `reference ${number}`,
      isIn: ({ squeezed }) => /[a-z]/.test(signs) && /\d/.test(signs) && signs.length > 5 && squeezed.includes(signs),
    },
  ]
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ')
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ')

/** The ways in which a date is written, all in small letters. */
export function spellingsOf(date: string): string[] {
  const [y = 0, m = 0, d = 0] = date.split('-').map(Number)
  const month = MONTHS[m - 1]!
  const weekday = WEEKDAYS[new Date(date).getUTCDay()]!
  const ordinal = `${d}${d % 10 === 1 && d !== 11 ? 'st' : d % 10 === 2 && d !== 12 ? 'nd' : d % 10 === 3 && d !== 13 ? 'rd' : 'th'}`
  const [yy, dd, mm] = [String(y % 100).padStart(2, '0'), String(d).padStart(2, '0'), String(m).padStart(2, '0')]
  const days = [String(d), dd, ordinal]
  return [
    date,
    ...[
      `${dd}/${mm}/${y}`,
      `${d}/${m}/${yy}`,
      `${dd}/${mm}/${yy}`,
      `${dd}.${mm}.${yy}`,
      `${dd}-${mm}-${y}`,
      `${d}.${m}.${y}`,
      `${dd}${mm}${y}`,
    ],
    ...days.flatMap((day) => [
      `${day} ${month}`,
      `${day} ${month.slice(0, 3)}`,
      `${day} of ${month}`,
      `${month} ${day}`,
    ]),
    ...[`${dd}-${month.slice(0, 3)}-${y}`, `${day0(d)} of ${month}`, `${month} the ${day0(d)}`, `${month} ${y}`],
    ...[
      `${weekday} ${ordinal}`,
      `${weekday.slice(0, 3)} ${ordinal}`,
      `${weekday} the ${ordinal}`,
      `${weekday.slice(0, 3)} ${d}/${m}`,
    ],
  ]
}

const WORDS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  )
const day0 = (day: number) =>
  day <= 20 ? WORDS[day - 1]! : day === 30 ? 'thirtieth' : `${day < 30 ? 'twenty' : 'thirty'}-${WORDS[(day % 10) - 1]!}`

const anyOf = (spellings: readonly string[]) => `(?:${spellings.map((one) => one.replace(/[.]/g, '\\.')).join('|')})`

const seekDate = (date: string): Seeker[] =>
  /^\d{4}-\d\d-\d\d$/.test(date)
    ? [{ what: `date ${date}`, isIn: seekDatePattern(`(^|[^a-z0-9/.])${anyOf(spellingsOf(date))}($|[^a-z0-9])`) }]
    : []

/** The ways in which a time is written, all in small letters. */
export function spellingsOfTime(time: string): string[] {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const [h12, half, mm] = [hour % 12 === 0 ? 12 : hour % 12, hour < 12 ? 'am' : 'pm', String(minute).padStart(2, '0')]
  return [
    time,
    `${time} hrs`,
    `${hour}:${mm}`,
    `${h12}.${mm}${half}`,
    `${h12}:${mm} ${half}`,
    `${time.replace(':', '')} hours`,
  ]
}

const seekTime = (time: string): Seeker[] =>
  time === 'not-known'
    ? []
    : [{ what: `time ${time}`, isIn: seekDatePattern(`(^|[^a-z0-9.:])${anyOf(spellingsOfTime(time))}($|[^0-9])`) }]
