import type { AgencyFormCode } from '../../schemas/agency-forms/codes.ts'
import type { Notification } from '../../schemas/notification/notification.ts'

type Known = (facts: Notification) => unknown

/** Questions of the forms that a notification answers: the agency sees what was said and adds only what is new. */
const answeredByNotification: Partial<
  Record<AgencyFormCode, Readonly<Record<string, Readonly<Record<string, Known>>>>>
> = {
  reporting: {
    summary: {
      modeOfDeath: ({ death }) => death.modeOfDeath,
      resuscitationAttempted: ({ death }) => death.resuscitationAttempted,
      events: ({ death }) => death.circumstances,
    },
  },
}

/** What is known already of the questions of one section. */
export function knownAnswers(form: AgencyFormCode, section: string, facts: Notification): Record<string, unknown> {
  const questions = Object.entries(answeredByNotification[form]?.[section] ?? {})
  return Object.fromEntries(
    questions.flatMap(([question, known]) => {
      const answer = known(facts)
      return answer === undefined || answer === 'not-known' ? [] : [[question, answer]]
    }),
  )
}

type Child = Pick<Notification['child'], 'name' | 'dateOfBirth' | 'nhsNumber'> &
  Pick<Notification['death'], 'dateOfDeath'>

/** As little as an agency needs to find the child among those it knows. */
export const childToRecognise = ({ child, death }: Notification): Child => ({
  name: child.name,
  dateOfBirth: child.dateOfBirth,
  ...(child.nhsNumber !== undefined && { nhsNumber: child.nhsNumber }),
  dateOfDeath: death.dateOfDeath,
})
