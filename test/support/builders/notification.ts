import { notificationExamples } from '../../../schemas/notification/examples.ts'
import {
  NotificationSchema,
  type Notification,
  type NotificationInput,
} from '../../../schemas/notification/notification.ts'

/** What a test cares about, group by group; the rest is as in the variant. `undefined` leaves a field out. */
export type Overrides = {
  readonly [G in keyof NotificationInput]?: NonNullable<NotificationInput[G]> extends readonly unknown[] | string
    ? NotificationInput[G]
    : { readonly [F in keyof NonNullable<NotificationInput[G]>]?: NonNullable<NotificationInput[G]>[F] | undefined }
}

type Fields = Readonly<Record<string, unknown>>
const isGroup = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function overridden(variant: NotificationInput, overrides: Overrides): NotificationInput {
  const groups = Object.entries(overrides).map(([group, given]) => {
    const before = (variant as Fields)[group]
    return [group, isGroup(given) ? { ...(isGroup(before) ? before : {}), ...given } : given]
  })
  return JSON.parse(JSON.stringify({ ...variant, ...Object.fromEntries(groups) })) as NotificationInput
}

const variant = (example: NotificationInput, differs: Overrides = {}) => {
  const base = overridden(example, differs)
  return (overrides: Overrides = {}) => overridden(base, overrides)
}

const { minimal, full, newborn, unattendedBirth, suspectedAbuse } = notificationExamples

/** Bodies as they are sent, by what is special about them. Nobody in them ever lived. */
export const bodies = {
  /** A child of six; nothing but what is required. */
  minimal: variant(minimal.value),
  full: variant(full.value),
  newborn: variant(newborn.value),
  unattendedBirth: variant(unattendedBirth.value),
  suspectedAbuse: variant(suspectedAbuse.value),
  /** Every answer given, none of them alarming. */
  expected: variant(minimal.value, { answers: newborn.value.answers ?? {} }),
  /** Dead on the 18th birthday: out of scope by a day. */
  eighteenthBirthday: variant(minimal.value, {
    child: { dateOfBirth: '2007-03-09' },
    death: { dateOfDeath: '2025-03-09' },
  }),
  stillbirth: variant(newborn.value, {
    child: { bornAlive: 'no', gestationAtBirthWeeks: 30, timeOfBirth: undefined },
    death: { timeOfDeath: undefined },
  }),
  termination: variant(newborn.value, { child: { terminationOfPregnancy: 'yes' } }),
  noFixedAbode: variant(minimal.value, { child: { residence: { kind: 'no-fixed-abode' } } }),
  residentAbroad: variant(minimal.value, { child: { residence: { kind: 'overseas', country: 'Elsewhere' } } }),
  diedAbroad: variant(minimal.value, { death: { placeOfDeath: 'abroad', countryOfDeath: 'outside-the-uk' } }),
} as const satisfies Record<string, (overrides?: Overrides) => NotificationInput>
export type Variant = keyof typeof bodies

/** A notification as the service reads it. */
export const aNotification = (overrides: Overrides = {}, of: Variant = 'minimal'): Notification =>
  NotificationSchema.parse(bodies[of](overrides))
