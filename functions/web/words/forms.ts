import { AGENCY_FORMS, type AgencyFormCode, type LinkStanding } from '../../../schemas/agency-forms/codes.ts'
import { AGENCY_TYPES } from '../../../schemas/value-sets.ts'

export const formWords = (form: AgencyFormCode): string => AGENCY_FORMS[form].label

interface Agency {
  readonly name?: string | undefined
  readonly type?: string | undefined
  readonly role?: string | undefined
}

const kinds: Readonly<Record<string, { readonly label: string }>> = AGENCY_TYPES

/** `Imaginary Town Surgery (GP practice)`. */
export function agencyWords({ name, type, role }: Agency): string {
  const kind = type === undefined ? undefined : (kinds[type]?.label ?? type)
  const more = [name === undefined ? undefined : kind, role].filter((part) => part !== undefined)
  const first = name ?? kind ?? 'An agency without a name'
  return more.length > 0 ? `${first} (${more.join(', ')})` : first
}

/** How the link stands that the agency was given. */
export const linkWords = {
  unopened: 'The link has not been opened yet',
  opened: 'The link was opened: the agency is writing',
  locked: 'The link is locked: the passcode was wrong too often. Give out a new one',
  replaced: 'The link was replaced by another',
  expired: 'The link has run out. Give out a new one',
  withdrawn: 'The link does not work any more',
  answered: 'The form was sent',
  'case-ended': 'The case has ended',
} as const satisfies Record<LinkStanding, string>
