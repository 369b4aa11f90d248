import * as z from 'zod'
import { CivilDateSchema } from '../calendar.ts'
import { DERIVED, MEMORY } from '../notification/sources.ts'
import { line, LINE, paragraphs, rule } from '../notification/text.ts'
import { choicesOf, coded } from '../value-sets.ts'
import { DUTY_TO_INFORM } from './sources.ts'

/** Who a recommendation is for; levels MEM. */
export const LEVELS = {
  local: { label: "Within the panel's area" },
  regional: { label: 'Region' },
  national: { label: 'England or wider' },
} as const

export type RecommendationLevel = keyof typeof LEVELS
export const LevelSchema = coded(LEVELS)

const addressee = line(LINE).meta({
  title: 'Addressee',
  description: 'The person or body whose action is considered appropriate, by role: they must be informed.',
  examples: ['Chief nurse of Imaginary General Hospital'],
  source: DUTY_TO_INFORM,
})
const owner = line(LINE).meta({
  title: 'Owner',
  description: 'Who on the panel follows it up, by role.',
  examples: ['Panel manager'],
  source: MEMORY,
})
const dueOn = CivilDateSchema.meta({ title: 'Due', description: 'When action is due.', source: MEMORY })
const words = (title: string, description: string, example: string, source: string) =>
  paragraphs(2000).meta({ title, description, examples: [example], source })

/** A recommendation as a panel writes it. */
export const RecommendationSchema = z
  .object({
    text: words('Recommendation', 'What should be done.', 'Book interpreters with the appointment.', MEMORY),
    level: LevelSchema.meta({ title: 'Level', description: `${choicesOf(LEVELS)}.`, source: MEMORY }),
    addressee: addressee.optional(),
    owner: owner.optional(),
    dueOn: dueOn.optional(),
  })
  .meta({ title: 'Recommendation' })
export type Recommendation = z.infer<typeof RecommendationSchema>

export const RECOMMENDATION_STATUSES = {
  proposed: { label: 'Proposed' },
  accepted: { label: 'Accepted by the addressee' },
  'in-progress': { label: 'In progress' },
  declined: { label: 'Declined by the addressee' },
  closed: { label: 'Closed' },
} as const
export const RecommendationStatusSchema = coded(RECOMMENDATION_STATUSES)
export type RecommendationStatus = z.infer<typeof RecommendationStatusSchema>

const response = words('Response', 'What the addressee answered.', 'Interpreters are booked since May.', DUTY_TO_INFORM)

/** A recommendation in the register, where it is followed to its end (R45). */
export const RegisteredRecommendationSchema = RecommendationSchema.extend({
  id: z.string().meta({ title: 'Number', description: 'Names it in the register.', source: DERIVED }),
  status: RecommendationStatusSchema.meta({
    title: 'Status',
    description: `${choicesOf(RECOMMENDATION_STATUSES)}.`,
    source: MEMORY,
  }),
  informedOn: CivilDateSchema.optional().meta({ title: 'Date informed', source: DUTY_TO_INFORM }),
  response: response.optional(),
  closedBecause: words('Why closed', 'Where there was no response.', 'The ward was closed.', DERIVED).optional(),
}).meta({ title: 'Recommendation in the register' })
export type RegisteredRecommendation = z.infer<typeof RegisteredRecommendationSchema>

const reason = words('Reason', 'Kept with the act.', 'The same was recommended to the region.', DERIVED)

/** What can be done with a recommendation of the register. */
export const RecommendationActSchema = z
  .discriminatedUnion('act', [
    z
      .object({
        act: z.literal('assign'),
        addressee: addressee.optional(),
        owner: owner.optional(),
        dueOn: dueOn.optional(),
      })
      .check(
        rule(
          'required',
          'Give an addressee, an owner, a due date, or several of them.',
          ({ addressee, owner, dueOn }) => (addressee ?? owner ?? dueOn) !== undefined,
        ),
      ),
    z.object({
      act: z.literal('inform'),
      on: CivilDateSchema.meta({ title: 'Date informed', source: DUTY_TO_INFORM }),
    }),
    z.object({ act: z.literal('respond'), response }),
    z.object({ act: z.literal('accept'), response: response.optional() }),
    z.object({ act: z.literal('start') }),
    z.object({ act: z.literal('decline'), response }),
    z.object({ act: z.literal('close'), reason: reason.optional() }),
    z.object({ act: z.literal('reopen'), reason }),
  ])
  .meta({ title: 'Act on a recommendation' })
export type RecommendationAct = z.infer<typeof RecommendationActSchema>
