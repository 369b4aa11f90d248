import * as z from 'zod'
import { AlertSchema } from './alert.ts'
import { eventSchemas } from './case-events.ts'
import { openApiDocument } from './openapi.ts'

/** Every generated file by its name: the public contract, kept in the repository so that a change to it is seen in review. */
export function generatedFiles(): Record<string, string> {
  const messages = { ...eventSchemas, alert: AlertSchema }
  const schemas = Object.entries(messages).map(([name, schema]) => [`${name}.schema.json`, z.toJSONSchema(schema)])
  return Object.fromEntries(
    [['openapi.json', openApiDocument()], ...schemas].map(([name, content]) => [
      name,
      `${JSON.stringify(content, null, 2)}\n`,
    ]),
  ) as Record<string, string>
}
