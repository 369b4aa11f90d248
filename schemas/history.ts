import * as z from 'zod'
import { ROLES } from './access.ts'
import { InstantSchema } from './calendar.ts'
import { EVENT_TYPES } from './case-events.ts'

export const ActorSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('person'),
      subject: z.string().meta({ description: 'Pseudonym of the person, as the identity provider gives it.' }),
      roles: z.array(z.enum(ROLES)),
    }),
    z.object({
      kind: z.literal('agency').meta({ description: 'Somebody at an agency that was asked for a form.' }),
      form: z.string().meta({ description: 'Id of the request.' }),
      link: z.int().min(1).meta({ description: 'Number of the link that they came by.' }),
    }),
    z.object({ kind: z.literal('step'), step: z.string().meta({ description: 'Step of the service.' }) }),
  ])
  .meta({ title: 'Who did it' })

/** One thing that happened to a case. */
export const HistoryEntrySchema = z
  .object({
    sequence: z.int().min(1),
    at: InstantSchema,
    by: ActorSchema,
    what: z.enum(EVENT_TYPES),
    meaning: z.string().meta({ description: 'What happened, in plain words.' }),
    codes: z.record(z.string(), z.string()).meta({
      description: 'Codes that say more, such as the outcome; never an identity or free text.',
      examples: [{ expectedness: 'unexpected' }],
    }),
  })
  .meta({ title: 'Entry of a history' })
export type HistoryEntry = z.infer<typeof HistoryEntrySchema>

/** What somebody can have read of a case. */
export const READINGS = [
  'case',
  'anonymised-case',
  'analysis',
  'form',
  'history',
  'readings',
  'notification',
  'outcome-letter',
] as const
export type ReadingKind = (typeof READINGS)[number]

const HashSchema = z.string().meta({
  description:
    'SHA-256 over this entry and the hash of the one before: whatever changes one entry breaks all that follow.',
  examples: ['7sNSC8ZW3ZAUQXWVRV9zbq9JjzRPUUIdVVWZCZFlsPY'],
})

/** One thing that happened, with its link to the one before. */
export const ChainedEntrySchema = HistoryEntrySchema.extend({ hash: HashSchema })

/** One look that somebody had at a case. */
export const ReadingEntrySchema = z
  .object({
    number: z.int().min(1).meta({ description: 'Number of the reading within the case, from 1 without gaps.' }),
    at: InstantSchema,
    by: ActorSchema,
    what: z.enum(READINGS).meta({ description: 'What was read.' }),
    hash: HashSchema,
  })
  .meta({ title: 'Reading of a case' })

/** As a table: the hashes stay with the JSON, where a spreadsheet cannot take one for a formula. */
export const readingsCsv = [
  'reference,number,at,what,who,roles',
  'K3M9-QFX7-2D4H-W8TN,1,2026-03-09T09:12:44.000Z,case,5d1c7a90-2f6b-4c1e-9a55-0d6f3b8e1c42,cdop-manager',
  'K3M9-QFX7-2D4H-W8TN,2,2026-03-10T16:02:10.000Z,form,K3M9QFX72D4HW8TN.4/link-1,',
  '',
].join('\r\n')
