import middy from '@middy/core'
import document from '../../schemas/generated/openapi.json' with { type: 'json' }
import { observed } from '../shared/runtime/log.ts'

const body = JSON.stringify(document)

/** The API's own description, for anyone. */
export const handler = middy(() => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' },
  body,
})).use(observed())
