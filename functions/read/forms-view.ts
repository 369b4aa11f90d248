import { formsOfCase } from '../../domain/agency-forms/ask.ts'
import type { FormLink, FormRequest } from '../../domain/agency-forms/form-work.ts'
import { standingOfLink } from '../../domain/agency-forms/links.ts'
import type { Instant } from '../../domain/calendar/instant.ts'
import type { Case } from '../../domain/case/case.ts'
import { circumstancesOfCase } from '../../domain/case/circumstances.ts'
import { FORM_RULES_VERSION } from '../../domain/supplementary/form-rules.ts'
import { FORM_SECTIONS } from '../../schemas/agency-forms/sections.ts'
import type { FormsOfCase } from '../../schemas/agency-forms/record.ts'
import { actorView } from '../shared/views/history.ts'

type RequestView = FormsOfCase['requests'][number]

/** Which forms the case needs and why, whom to ask, and what was asked and answered. */
export const formsView = (known: Case, at: Instant): FormsOfCase => ({
  rulesVersion: FORM_RULES_VERSION,
  circumstances: [...known.work.forms.circumstances],
  needed: formsOfCase(known).map(({ byRule, adjustment, ...form }) => ({
    ...form,
    byRule: [...byRule],
    adjustment: adjustment
      ? { act: adjustment.act, reason: adjustment.reason, by: adjustment.by, at: adjustment.at }
      : null,
  })),
  agencies: agenciesView(known),
  requests: known.work.forms.requests.map((one) => requestView(known, one, at)),
})

function agenciesView(known: Case): FormsOfCase['agencies'] {
  const asked = known.work.forms.requests.filter(({ form }) => form === 'reporting')
  return (circumstancesOfCase(known).facts.agencies ?? []).map(
    ({ type, name, roleInCase, sendReportingForm }, index) => ({
      position: index + 1,
      type,
      ...(name !== undefined && { name }),
      ...(roleInCase !== undefined && { role: roleInCase }),
      ...(sendReportingForm !== undefined && { wantsReportingForm: sendReportingForm }),
      reportingForm: asked.findLast(({ agency }) => agency.position === index + 1)?.standing ?? 'not-asked',
    }),
  )
}

function requestView(known: Case, request: FormRequest, at: Instant): RequestView {
  const { id, form, agency, requestedAt, by, dueAt, standing, links, answered, withdrawn } = request
  const sections = [...(request.sections ?? FORM_SECTIONS[form])]
  return {
    request: id,
    form,
    agency,
    sections,
    requestedAt,
    by: actorView(by),
    dueAt,
    overdue: standing === 'awaited' && at > dueAt,
    standing,
    links: links.map((link) => linkView(known, request, link, sections, at)),
    answered: answered ? { at: answered.at, answers: answersView(answered.answers) } : null,
    withdrawn: withdrawn ? { ...withdrawn, by: actorView(withdrawn.by) } : null,
  }
}

const linkView = (
  known: Case,
  request: FormRequest,
  link: FormLink,
  sections: readonly string[],
  at: Instant,
): RequestView['links'][number] => ({
  number: link.number,
  for: link.for,
  sections: [...(link.sections ?? sections)],
  standing: standingOfLink(known, request, link, at),
  expiresAt: link.expiresAt,
  refusals: [...link.refusals],
})

type Answers = NonNullable<FormRequest['answered']>['answers']

const answersView = (answers: Answers): NonNullable<RequestView['answered']>['answers'] =>
  Object.fromEntries(
    Object.entries(answers).map(([section, { answers, notKnown, notHeld, unrecognised }]) => [
      section,
      { answers, notKnown: [...notKnown], notHeld: [...notHeld], ...(unrecognised !== undefined && { unrecognised }) },
    ]),
  )
