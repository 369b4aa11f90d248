import type { CivilDate, DateAsKnown, PartialDate, TimeOfDay } from '../calendar.ts'
import { toPointer } from '../field-problems.ts'
import type { FieldProblem, ProblemCode } from '../problem.ts'
import type { Child, Death, Notification } from './notification.ts'

/** What a calendar and a clock on the wall show in England. */
export interface WallClock {
  readonly today: CivilDate
  readonly time: TimeOfDay
}

/** A notification of which some groups may be missing, because they could not be read. */
type Groups = Partial<Notification>

/** Rules between fields: of a new notification, and of the whole that an amendment makes. Each names the field to mend. */
export function notificationProblems(notification: Groups, now: WallClock): FieldProblem[] {
  const { referrer, child, death } = notification
  return [
    ...(referrer && !referrer.email && !referrer.phone ? [at('required', NEEDS_CONTACT, 'referrer', 'phone')] : []),
    ...datesOf(notification).flatMap(({ path, date }) =>
      date > now.today ? [at('in-the-future', 'Give a date that is not in the future.', ...path)] : [],
    ),
    ...(death ? timeOfDeathProblems(death, now) : []),
    ...(child ? childProblems(child) : []),
    ...(child && death ? birthAfterDeathProblems(child, death) : []),
  ]
}

/** A number and a reason for having none, in one document. After an amendment the number simply outranks an earlier reason. */
export function nhsNumberProblems(child: Partial<Child> | undefined): FieldProblem[] {
  return child?.nhsNumber !== undefined && child.nhsNumberAbsentReason !== undefined
    ? [at('contradiction', 'Leave the reason out: there is an NHS number.', 'child', 'nhsNumberAbsentReason')]
    : []
}

const NEEDS_CONTACT = 'Give a telephone number or an e-mail address on which you can be reached.'

const at = (code: ProblemCode, detail: string, ...path: PropertyKey[]): FieldProblem => ({
  pointer: toPointer(path),
  code,
  detail,
})

interface DatedField {
  readonly path: readonly PropertyKey[]
  /** Dates known in part compare as text with whole ones: their first possible day comes after today only if they do. */
  readonly date: string
}

function datesOf({ child, death, certification, family }: Groups): DatedField[] {
  const people = (list: 'parentsAndCarers' | 'siblingsAndOthers') =>
    (family?.[list] ?? []).map((person, position) => ({
      path: ['family', list, position, 'dateOfBirth'],
      date: known(person.dateOfBirth),
    }))
  const { dateOfDeath } = death ?? {}
  const isRange = typeof dateOfDeath === 'object'
  const dated: { path: DatedField['path']; date: string | undefined }[] = [
    { path: ['child', 'dateOfBirth'], date: known(child?.dateOfBirth) },
    { path: ['death', 'dateOfDeath', ...(isRange ? ['to'] : [])], date: isRange ? dateOfDeath.to : dateOfDeath },
    { path: ['death', 'jointAgencyResponseStartedAt'], date: death?.jointAgencyResponseStartedAt?.slice(0, 10) },
    { path: ['certification', 'reportedToCoronerOn'], date: certification?.reportedToCoronerOn },
    { path: ['certification', 'medicalExaminerOn'], date: certification?.medicalExaminerOn },
    ...people('parentsAndCarers'),
    ...people('siblingsAndOthers'),
  ]
  return dated.filter((field): field is DatedField => field.date !== undefined)
}

const known = (value: string | undefined) => (value === 'not-known' ? undefined : value)

const firstDay = (date: DateAsKnown) => (typeof date === 'string' ? date + '-01-01'.slice(date.length - 4) : date.from)

/** No day at all where the date is known in part, but nothing in that month or year sorts after it. */
const lastDay = (date: DateAsKnown) => (typeof date === 'string' ? date + '-99-99'.slice(date.length - 4) : date.to)

const isExact = (date: DateAsKnown) => firstDay(date) === lastDay(date)

const NEEDS_DAY = 'Give the exact date as well, or answer not-known to the time.'

function timeOfDeathProblems({ dateOfDeath, timeOfDeath }: Death, now: WallClock): FieldProblem[] {
  const time = known(timeOfDeath)
  if (time === undefined) return []
  if (!isExact(dateOfDeath)) return [at('contradiction', NEEDS_DAY, 'death', 'timeOfDeath')]
  return firstDay(dateOfDeath) === now.today && time > anHourAfter(now.time)
    ? [at('in-the-future', 'Give a time that is not in the future.', 'death', 'timeOfDeath')]
    : []
}

/** An hour's grace: clocks on walls differ, and in October one hour comes twice. */
const anHourAfter = (time: TimeOfDay) =>
  time >= '23:00' ? '23:59' : `${String(Number(time.slice(0, 2)) + 1).padStart(2, '0')}${time.slice(2)}`

function childProblems({
  dateOfBirth,
  timeOfBirth,
  gestationAtBirthWeeks,
  gestationAtBirthDays,
}: Child): FieldProblem[] {
  const timeWithoutDay = known(timeOfBirth) !== undefined && !(dateOfBirth !== 'not-known' && isExact(dateOfBirth))
  const daysWithoutWeeks = gestationAtBirthDays !== undefined && gestationAtBirthWeeks === undefined
  return [
    ...(timeWithoutDay ? [at('contradiction', NEEDS_DAY, 'child', 'timeOfBirth')] : []),
    ...(daysWithoutWeeks
      ? [at('required', 'Give the completed weeks as well, or leave the days out.', 'child', 'gestationAtBirthWeeks')]
      : []),
  ]
}

function birthAfterDeathProblems(child: Child, death: Death): FieldProblem[] {
  const born: PartialDate | undefined = child.dateOfBirth === 'not-known' ? undefined : child.dateOfBirth
  if (born === undefined) return []
  if (firstDay(born) > lastDay(death.dateOfDeath))
    return [
      at('before-birth', 'Correct this date or the date of birth: it is before the birth.', 'death', 'dateOfDeath'),
    ]
  const [timeBorn, timeDied] = [known(child.timeOfBirth), known(death.timeOfDeath)]
  const sameDay = isExact(born) && isExact(death.dateOfDeath) && firstDay(born) === firstDay(death.dateOfDeath)
  return sameDay &&
    timeBorn &&
    timeDied &&
    timeDied < timeBorn &&
    !inHourThatComesTwice(firstDay(born), timeBorn, timeDied)
    ? [at('before-birth', 'Correct this time or the time of birth: it is before the birth.', 'death', 'timeOfDeath')]
    : []
}

/** On the last Sunday of October a baby born at 01:50 may have died at 01:10. */
function inHourThatComesTwice(day: string, ...times: string[]) {
  const isLastSundayOfOctober = day.slice(5) >= '10-25' && day.slice(5) <= '10-31' && new Date(day).getUTCDay() === 0
  return isLastSundayOfOctober && times.every((time) => time.startsWith('01:'))
}
