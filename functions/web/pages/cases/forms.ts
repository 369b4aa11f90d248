import type { Instant } from '../../../../domain/calendar/instant.ts'
import type { FormsOfCase } from '../../../../schemas/agency-forms/record.ts'
import type { FormRequestStanding } from '../../../../schemas/agency-forms/codes.ts'
import { CIRCUMSTANCES } from '../../../../schemas/supplementary/form-list.ts'
import type { Page } from '../../page.ts'
import { dueInWords } from '../../words/clocks.ts'
import { agencyWords, formWords, linkWords } from '../../words/forms.ts'
import { dayAndTime } from '../../words/times.ts'
import { actionsShown } from './actions-shown.ts'
import { foundCase } from './found-case.ts'

/** What agencies are asked to tell, what they have answered, and whom nobody has asked yet. */
export const formsOfCase: Page = {
  path: '/cases/{reference}/forms',
  for: 'read-case',
  get: async (request) => {
    const known = await foundCase(request)
    const { forms, reference } = known
    return {
      view: 'cases/forms.njk',
      title: 'Forms of agencies',
      shows: {
        reference,
        act: actionsShown(known),
        requests: forms.requests.map((one) => requestShown(one, request.now)),
        agencies: forms.agencies.map((agency) => ({
          words: agencyWords(agency),
          standing: standingWords[agency.reportingForm],
          position: agency.position,
          isUnasked: agency.reportingForm === 'not-asked',
        })),
        needed: forms.needed.map(({ form, standing, byRule, adjustment, lookAgain }) => ({
          form,
          words: formWords(form),
          isNeeded: standing === 'needed',
          because: adjustment?.reason ?? byRule.map(({ because }) => because).join(' '),
          lookAgain,
        })),
        circumstances: forms.circumstances.map((one) => CIRCUMSTANCES[one].label),
      },
    }
  },
}

const standingWords = {
  'not-asked': 'Not asked yet',
  awaited: 'Awaited',
  answered: 'Answered',
  withdrawn: 'Asked for no longer',
} as const satisfies Record<FormRequestStanding | 'not-asked', string>

function requestShown(one: FormsOfCase['requests'][number], now: Instant) {
  const { request, form, agency, standing, dueAt, links, answered, withdrawn } = one
  const current = links.at(-1)
  return {
    request,
    form: formWords(form),
    agency: agencyWords(agency),
    standing: standingWords[standing],
    isAwaited: standing === 'awaited',
    due: standing === 'awaited' ? dueInWords(dueAt, now) : undefined,
    link: standing === 'awaited' && current ? linkWords[current.standing] : undefined,
    answeredAt: answered && dayAndTime(answered.at, now),
    withdrawn: withdrawn && { at: dayAndTime(withdrawn.at, now), reason: withdrawn.reason },
  }
}
