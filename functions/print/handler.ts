import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import templates from 'templates:print'
import { ChromiumPrinter } from '../shared/adapters/chromium/printer.ts'
import { DynamoCaseRepository } from '../shared/adapters/dynamodb/case-repository.ts'
import { documentClient } from '../shared/adapters/dynamodb/document-client.ts'
import { systemNow } from '../shared/adapters/system-clock.ts'
import { httpFunction } from '../shared/runtime/http.ts'
import { EnvSchema } from './env.ts'
import { rendererOf } from './render.ts'
import { printRoutes } from './routes.ts'

const env = EnvSchema.parse(process.env)

export const handler = httpFunction(
  printRoutes({
    cases: new DynamoCaseRepository(documentClient(), env.CASE_TABLE),
    // No meeting, form or conflict is stored yet: there is no pack to be found.
    meetings: { meeting: () => Promise.resolve(undefined) },
    forms: { formOf: () => Promise.resolve(undefined) },
    hasConflict: () => false,
    render: rendererOf(new nunjucks.PrecompiledLoader(templates)),
    // Beside the bundle.
    printer: new ChromiumPrinter(fileURLToPath(new URL('bin', import.meta.url))),
    now: systemNow,
  }),
)
