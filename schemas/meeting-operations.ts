import { AgendaSchema, MeetingSchema, MeetingsSchema } from './panel-work/meeting-views.ts'
import {
  changeOfMeetingExamples,
  ChangeOfMeetingSchema,
  meetingExamples,
  PlannedMeetingSchema,
} from './panel-work/meetings.ts'
import { idempotencyKey, problemsOfCases, problemsOfWriting, type Operation } from './operation.ts'
import { MeetingParametersSchema, PanelParametersSchema } from './parameters.ts'

/** Meetings of a panel and their agendas. */
export const meetingOperations = [
  {
    id: 'planMeeting',
    method: 'post',
    path: '/api/v1/panels/{panel}/meetings',
    summary: 'Plan a meeting of your panel',
    description: 'Sent again with the same Idempotency-Key, it makes no second meeting.',
    roles: ['cdop-manager'],
    parameters: { path: PanelParametersSchema, header: idempotencyKey },
    request: { schema: PlannedMeetingSchema, examples: meetingExamples },
    answers: {
      201: { description: 'Planned.', schema: MeetingSchema },
      200: { description: 'Planned before: the same request was sent again.', schema: MeetingSchema },
    },
    problems: [...problemsOfWriting, 'not-found', 'not-possible-now'],
  },
  {
    id: 'readMeetings',
    method: 'get',
    path: '/api/v1/panels/{panel}/meetings',
    summary: "Read a panel's meetings, those to come first",
    roles: ['cdop-manager', 'designated-doctor', 'chair', 'panel-member'],
    parameters: { path: PanelParametersSchema },
    answers: { 200: { description: 'The meetings.', schema: MeetingsSchema } },
    problems: problemsOfCases,
  },
  {
    id: 'readAgenda',
    method: 'get',
    path: '/api/v1/panels/{panel}/meetings/{meeting}',
    summary: 'Read a meeting with its agenda',
    description:
      'The cases listed for it, without those in which you declared a conflict of interest, and what is missing for a quorum.',
    roles: ['cdop-manager', 'designated-doctor', 'chair', 'panel-member'],
    parameters: { path: MeetingParametersSchema },
    answers: { 200: { description: 'The agenda.', schema: AgendaSchema } },
    problems: problemsOfCases,
  },
  {
    id: 'changeMeeting',
    method: 'post',
    path: '/api/v1/panels/{panel}/meetings/{meeting}/changes',
    summary: 'Re-date or cancel a meeting, settle who comes, or record who was there',
    roles: ['cdop-manager'],
    parameters: { path: MeetingParametersSchema, header: idempotencyKey },
    request: { schema: ChangeOfMeetingSchema, examples: changeOfMeetingExamples },
    answers: {
      201: { description: 'Changed.', schema: MeetingSchema },
      200: { description: 'Changed before: the same request was sent again.', schema: MeetingSchema },
    },
    problems: [...problemsOfWriting, 'not-found', 'not-possible-now', 'conflict'],
  },
] as const satisfies readonly Operation[]
