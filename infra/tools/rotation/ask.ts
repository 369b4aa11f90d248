import {
  RotationAnswerSchema,
  type RotationAnswer,
  type RotationRequest,
} from '../../../schemas/identity-key-rotation.ts'
import type { Running } from '../../local/state/running.ts'

/** Asks the function that rotates the identity key. */
export type Ask = (request: RotationRequest) => Promise<RotationAnswer>

type Run = (tool: 'aws', args: readonly string[]) => Promise<string>

export const rotatingFunction = (prefix: string) => `${prefix}-rotate-identity-key`

/** By the AWS command line, as whoever is signed in there. */
export const askByAws =
  (run: Run, prefix: string): Ask =>
  async (request) => {
    const text = await run('aws', [
      ...['lambda', 'invoke', '--function-name', rotatingFunction(prefix)],
      ...['--cli-binary-format', 'raw-in-base64-out', '--payload', JSON.stringify(request)],
      // What the function answers, and after it whether it failed.
      ...['--query', 'FunctionError', '--output', 'text', '/dev/stdout'],
    ])
    return answerIn(text.trim().replace(/None$/, ''))
  }

/** The system running on this machine, by the same call. */
export const askRunning =
  ({ endpoints, clientSettings }: Pick<Running, 'endpoints' | 'clientSettings'>, prefix: string): Ask =>
  async (request) => {
    const answer = await fetch(`${endpoints.invoke}/2015-03-31/functions/${rotatingFunction(prefix)}/invocations`, {
      method: 'POST',
      headers: { authorization: `AWS4-HMAC-SHA256 Credential=${clientSettings.credentials.accessKeyId}/` },
      body: JSON.stringify(request),
    })
    return answerIn(await answer.text())
  }

/** @throws Error for a function that failed: what it had done is kept, and asking again goes on from there */
function answerIn(text: string): RotationAnswer {
  const answer = RotationAnswerSchema.safeParse(jsonIn(text))
  if (answer.success) return answer.data
  throw new Error(`The function that rotates the identity key failed: ${text.slice(0, 300)}`)
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
