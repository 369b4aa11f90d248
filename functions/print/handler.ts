import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import templates from 'templates:print'
import { ChromiumPrinter } from '../shared/adapters/chromium/printer.ts'
import { DynamoCaseRepository } from '../shared/adapters/dynamodb/case-repository.ts'
import { documentClient } from '../shared/adapters/dynamodb/document-client.ts'
import { DynamoMeetings } from '../shared/adapters/dynamodb/meetings.ts'
import { systemNow } from '../shared/adapters/system-clock.ts'
import { httpFunction } from '../shared/runtime/http.ts'
import { EnvSchema } from './env.ts'
import { rendererOf } from './render.ts'
import { printRoutes } from './routes.ts'

const env = EnvSchema.parse(process.env)
const client = documentClient()

export const handler = httpFunction(
  printRoutes({
    cases: new DynamoCaseRepository(client, env.CASE_TABLE),
    meetings: new DynamoMeetings(client, env.CASE_TABLE),
    render: rendererOf(new nunjucks.PrecompiledLoader(templates)),
    // Beside the bundle.
    printer: new ChromiumPrinter(fileURLToPath(new URL('bin', import.meta.url))),
    now: systemNow,
  }),
)
