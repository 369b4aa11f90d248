import * as z from 'zod'
import { InstantSchema } from './calendar.ts'
import { AddresseeSchema, CLOCK_RULE_IDS } from './clocks.ts'
import { PanelCodeSchema } from './panel.ts'
import { ShownReferenceSchema } from './reference.ts'

/** What staff are told of a missed deadline: enough to find the case, and nothing of whom it is about. */
export const AlertSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[0-9A-Z]{16}\.\d+$/)
      .meta({ description: 'The event that it is about. An alert that comes twice has the same id both times.' }),
    level: z.int().min(1).meta({ description: '1 when the deadline was missed; more when it still is.' }),
    to: AddresseeSchema,
    panel: PanelCodeSchema,
    reference: ShownReferenceSchema,
    rule: z.enum(CLOCK_RULE_IDS).meta({ description: 'Number of the rule in the set of clock rules.' }),
    name: z.string().meta({ description: 'What has to be done.' }),
    dueAt: InstantSchema.meta({ description: 'The last moment at which it would have been in time.' }),
    link: z.string().startsWith('/').meta({ description: 'Where the case is, for whoever may see it.' }),
  })
  .meta({
    title: 'Alert',
    description: 'A missed deadline, on the topic `alerts`. Reference, codes and times only: never an identity.',
    examples: [
      {
        id: 'K3M9QFX72D4HW8TN.7',
        level: 1,
        to: 'panel',
        panel: 'northamptonshire',
        reference: 'K3M9-QFX7-2D4H-W8TN',
        rule: 'D3',
        name: 'Notify the National Child Mortality Database',
        dueAt: '2026-03-11T03:10:00.000Z',
        link: '/api/v1/cases/K3M9-QFX7-2D4H-W8TN',
      },
    ],
  })
export type Alert = z.infer<typeof AlertSchema>
