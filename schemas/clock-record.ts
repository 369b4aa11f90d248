import * as z from 'zod'
import { InstantSchema } from './calendar.ts'
import type { Example } from './notification/examples.ts'
import { PARAGRAPHS, paragraphs } from './notification/text.ts'

const problemAt = (field: 'metAt' | 'startedAt', code: string, message: string) => ({
  path: [field],
  params: { code },
  error: message,
})

/** What was done, or what began: exactly one of the two. */
export const ClockRecordSchema = z
  .object({
    metAt: InstantSchema.optional().meta({
      title: 'Done at',
      description: 'When it was done that the clock waits for.',
    }),
    startedAt: InstantSchema.optional().meta({
      title: 'Began at',
      description:
        'When that happened from which the clock is counted, for the clocks that the notification does not start.',
    }),
    note: paragraphs(PARAGRAPHS).optional().meta({
      title: 'Note',
      description: 'Kept in the record. Whoever corrects what is recorded already says why here.',
    }),
  })
  .refine(
    ({ metAt, startedAt }) => metAt !== undefined || startedAt !== undefined,
    problemAt('metAt', 'required', 'Say when it was done, or in `startedAt` when it began.'),
  )
  .refine(
    ({ metAt, startedAt }) => metAt === undefined || startedAt === undefined,
    problemAt(
      'startedAt',
      'contradiction',
      'Give one of the two: record the beginning and the end one after the other.',
    ),
  )
  .meta({ title: 'Record of a clock', description: 'When it was done that a clock waits for, or when it began.' })

export const clockRecordExamples = {
  met: {
    summary: 'It was done',
    value: { metAt: '2026-03-10T14:05:00.000Z', note: 'By telephone, then on the form.' },
  },
  started: {
    summary: 'The clock began, such as with the report of the review meeting',
    value: { startedAt: '2026-05-12T09:00:00.000Z' },
  },
} as const satisfies Record<string, Example<z.input<typeof ClockRecordSchema>>>
