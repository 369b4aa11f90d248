import type { ServerResponse } from 'node:http'
import * as z from 'zod'

const StructuredResponse = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
})

/** Answers as API Gateway itself, for want of a function that could. */
export function answerPlainly(
  response: ServerResponse,
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify({ message }))
}

/**
 * Sends what a function answered. Without a status code the whole answer is the body of a 200; an answer that cannot be
 * understood is a 500.
 */
export function sendAnswer(response: ServerResponse, payload: string): void {
  const answer = JSON.parse(payload) as unknown
  if (typeof answer !== 'object' || answer === null || !('statusCode' in answer)) {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(typeof answer === 'string' ? answer : payload)
    return
  }
  const structured = StructuredResponse.safeParse(answer)
  if (!structured.success) {
    answerPlainly(response, 500, 'Internal Server Error')
    return
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = structured.data
  try {
    response.setHeader('content-type', 'text/plain;charset=utf-8')
    for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, String(value))
    if (cookies && cookies.length > 0) response.setHeader('set-cookie', cookies)
  } catch {
    // A header that HTTP does not allow, such as one with a line break.
    for (const name of response.getHeaderNames()) response.removeHeader(name)
    answerPlainly(response, 500, 'Internal Server Error')
    return
  }
  response.statusCode = statusCode
  response.end(isBase64Encoded ? Buffer.from(body ?? '', 'base64') : (body ?? ''))
}
