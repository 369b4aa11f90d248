import type { GivenLink } from '../../../../schemas/agency-forms/link.ts'
import type { PageAnswer, PageRequest } from '../../page.ts'
import { dayAndTime } from '../../words/times.ts'

/** The two secrets of a link, which nobody can be shown again: they stand in this answer and nowhere else. */
export const givenLink = (
  { token, passcode, expiresAt }: GivenLink,
  reference: string,
  { now }: PageRequest,
): PageAnswer => ({
  view: 'cases/given-link.njk',
  title: 'Give these to the agency',
  shows: { reference, token, passcode, expires: dayAndTime(expiresAt, now) },
})
