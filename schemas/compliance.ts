import * as z from 'zod'
import { CivilDateSchema, InstantSchema } from './calendar.ts'
import { CLOCK_RULE_IDS, CLOCK_STANDINGS, ClockSchema, ClockStandingSchema } from './clocks.ts'
import { PanelNameSchema } from './panel.ts'
import { ShownReferenceSchema } from './reference.ts'

/** One clock of one case, as compliance counts it. The CSV has the same columns. */
const ComplianceRowSchema = z
  .object({
    reference: ShownReferenceSchema,
    ...ClockSchema.pick({ rule: true, name: true, whoActs: true, startedAt: true, dueAt: true, metAt: true }).shape,
    standing: ClockStandingSchema,
  })
  .meta({ title: 'Clock of a case' })

const count = z.int().min(0)

export const ComplianceSchema = z
  .object({
    panel: PanelNameSchema,
    from: CivilDateSchema.meta({ description: 'First day on which the cases were notified.' }),
    to: CivilDateSchema.meta({ description: 'Last day, included.' }),
    asOf: InstantSchema.meta({ description: 'The moment at which the clocks stood so.' }),
    cases: count.meta({ description: 'How many cases were notified in those days that the panel now has.' }),
    rules: z
      .array(
        z.object({
          rule: z.enum(CLOCK_RULE_IDS),
          name: z.string(),
          standings: z
            .object(
              Object.fromEntries(CLOCK_STANDINGS.map((standing) => [standing, count])) as Record<
                (typeof CLOCK_STANDINGS)[number],
                typeof count
              >,
            )
            .meta({ description: 'Number of clocks by how they stand.' }),
          medianHoursToMeet: z.number().nullable().meta({
            description: 'From start to done, of those met in time or late, in hours; null where none was met.',
          }),
        }),
      )
      .meta({ description: 'Every rule that has a clock.' }),
    clocks: z.array(ComplianceRowSchema).meta({ description: 'Every clock of every case, superseded ones too.' }),
  })
  .meta({ title: 'Compliance', description: "How a panel's clocks stand: references, codes and times, no identities." })
export type ComplianceView = z.infer<typeof ComplianceSchema>

/** The same as a table: an example of its first lines. */
export const complianceCsv = [
  'reference,rule,name,whoActs,startedAt,dueAt,metAt,standing',
  'K3M9-QFX7-2D4H-W8TN,D3,Notify the National Child Mortality Database,Child death overview panel,2026-03-09T03:10:00.000Z,2026-03-11T03:10:00.000Z,2026-03-10T14:05:00.000Z,met',
  '',
].join('\r\n')
