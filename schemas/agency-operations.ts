import * as z from 'zod'
import {
  AnswerActSchema,
  answerActExamples,
  FormSessionSchema,
  openLinkExamples,
  OpenLinkSchema,
} from './agency-forms/agency.ts'
import { AfterActSchema, AgencyFormSchema, OpenedFormSchema } from './agency-forms/agency-view.ts'
import type { Operation } from './operation.ts'

const formSession = z.object({ 'Form-Session': FormSessionSchema })

/** The agency's side of a form that a panel asked for: no account, only a link and then its session. */
export const agencyOperations = [
  {
    id: 'openFormLink',
    method: 'post',
    path: '/api/v1/form-links/open',
    summary: 'Open the link to a form that a panel asked your agency for',
    description:
      'Needs no account. A link opens once; whatever is wrong with it is refused in one and the same way. The passcode may be mistyped four times.',
    roles: [],
    request: { schema: OpenLinkSchema, examples: openLinkExamples },
    answers: { 201: { description: 'The form, and the session to go on with.', schema: OpenedFormSchema } },
    problems: ['malformed-json', 'link-not-accepted', 'too-large', 'unsupported-media-type'],
  },
  {
    id: 'readForm',
    method: 'get',
    path: '/api/v1/form-answers',
    summary: "Read your agency's form as it stands",
    roles: [],
    parameters: { header: formSession },
    answers: { 200: { description: 'The form.', schema: AgencyFormSchema } },
    problems: ['link-not-accepted'],
  },
  {
    id: 'answerForm',
    method: 'post',
    path: '/api/v1/form-answers',
    summary: 'Save a section of the form, hand one to a colleague, or send the form',
    description:
      'Fill in only what you hold: any question may be answered with not known or not held. Sent again, a text that stands already changes nothing.',
    roles: [],
    parameters: { header: formSession },
    request: { schema: AnswerActSchema, examples: answerActExamples },
    answers: { 201: { description: 'Done.', schema: AfterActSchema } },
    problems: [
      'malformed-json',
      'link-not-accepted',
      'not-possible-now',
      'too-large',
      'unsupported-media-type',
      'validation',
    ],
  },
] as const satisfies readonly Operation[]
