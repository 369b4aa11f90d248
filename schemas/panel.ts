import * as z from 'zod'

export const PanelCodeSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Give the code of a panel: small letters, digits and hyphens.')
  .max(80)
  .meta({ description: 'Code of a child death overview panel.', examples: ['northamptonshire'] })

export const PanelNameSchema = z.object({ code: PanelCodeSchema, name: z.string() }).meta({ title: 'Panel' })
