import * as z from 'zod'
import type { Notification } from './notification.ts'

/** A fact that the review needs and the notification does not have yet. */
export const StillNeededSchema = z
  .object({
    pointer: z
      .string()
      .meta({ description: 'JSON pointer of the field in the notification.', examples: ['/agencies'] }),
    text: z.string().meta({ description: 'What to add, in plain words.' }),
  })
  .meta({ title: 'Still needed' })
export type StillNeeded = z.infer<typeof StillNeededSchema>

type Missing = (notification: Notification) => boolean

/** What the statutory form asks for, beyond what can be known at night (from memory, to be verified). In the form's order. */
const NEEDED: readonly (readonly [pointer: string, text: string, missing: Missing])[] = [
  ['/child/name', "The child's name.", ({ child }) => typeof child.name === 'string'],
  ['/child/nhsNumber', 'The NHS number: with it one death is never counted twice.', lacksNhsNumber],
  ['/child/dateOfBirth', 'The exact date of birth.', ({ child }) => !isDay(child.dateOfBirth)],
  ['/child/sexAtBirth', 'The sex at birth.', ({ child }) => isUnknown(child.sexAtBirth)],
  ['/child/ethnicity', 'The ethnicity.', ({ child }) => isUnknown(child.ethnicity)],
  ['/child/residence', 'Where the child normally lived.', ({ child }) => child.residence.kind === 'not-known'],
  ['/child/gestationAtBirthWeeks', 'The gestation at birth.', lacksGestation],
  ['/child/childProtectionPlan', 'Any child protection plan.', ({ child }) => isUnknown(child.childProtectionPlan)],
  ['/child/childInNeed', 'Whether the child was a child in need.', ({ child }) => isUnknown(child.childInNeed)],
  ['/child/asylumSeeking', 'Whether the family was seeking asylum.', ({ child }) => isUnknown(child.asylumSeeking)],
  ['/death/dateOfDeath', 'The exact date of death.', ({ death }) => !isDay(death.dateOfDeath)],
  ['/death/placeOfDeath', 'The place of death.', ({ death }) => isUnknown(death.placeOfDeath)],
  ['/death/placeOfDeathInWords', 'The place of death in words.', lacksPlaceInWords],
  ['/death/circumstances', 'The circumstances, in outline.', ({ death }) => isUnknown(death.circumstances)],
  ['/death/suspectedCause', 'The suspected cause.', ({ death }) => isUnknown(death.suspectedCause)],
  [
    '/certification/reportedToCoroner',
    'Whether the coroner knows.',
    (all) => isUnknown(all.certification?.reportedToCoroner),
  ],
  ['/certification/postMortem', 'The post-mortem examination.', (all) => isUnknown(all.certification?.postMortem)],
  ['/family/parentsAndCarers', 'Parents and carers.', (all) => all.family?.parentsAndCarers === undefined],
  ['/family/siblingsAndOthers', 'Other children affected.', (all) => all.family?.siblingsAndOthers === undefined],
  ['/agencies', 'Everyone who cared for the child.', (all) => all.agencies === undefined],
  ['/otherProcesses/otherReviews', 'Other reviews.', (all) => isUnknown(all.otherProcesses?.otherReviews)],
]

/** What remains to be added: unanswered questions first, because they decide the next steps. */
export function stillNeeded(notification: Notification): StillNeeded[] {
  const questions = Object.entries(notification.answers)
    .filter(([, answer]) => answer === 'not-known')
    .map(([question]) => ({
      pointer: `/answers/${question}`,
      text: 'An answer; until it is known, the safe side is taken.',
    }))
  const facts = NEEDED.filter(([, , missing]) => missing(notification)).map(([pointer, text]) => ({ pointer, text }))
  return [...questions, ...facts]
}

const isUnknown = (value: unknown) => value === undefined || value === 'not-known'
const isDay = (date: unknown) => typeof date === 'string' && date.length === 10

function lacksNhsNumber({ child }: Notification) {
  return child.nhsNumber === undefined && child.nhsNumberAbsentReason !== 'child-non-resident-in-england'
}

function lacksPlaceInWords({ death }: Notification) {
  return death.placeOfDeath === 'other' && death.placeOfDeathInWords === undefined
}

/** Asked for a child under one year; a date known in part leaves that open, and then it is not asked. */
function lacksGestation({ child, death }: Notification) {
  const { dateOfBirth: born } = child
  const { dateOfDeath: died } = death
  if (!isDay(born) || typeof died !== 'string') return false
  const firstBirthday = `${Number(born.slice(0, 4)) + 1}${born.slice(4)}`
  return died < firstBirthday && isUnknown(child.gestationAtBirthWeeks)
}
