import { LOG_KEYS } from '../../../functions/shared/runtime/log-fields.ts'
import description from '../../../schemas/generated/openapi.json' with { type: 'json' }
import { ProblemSchema } from '../../../schemas/problem-details.ts'
import type { Answer } from '../http.ts'

/** What is planted in every case that hostile input meets. */
export const MARK = 'Zaphodmark'

/** Whatever the service says of itself, it may say again. */
const ours = JSON.stringify(description)

/** What a log line may have, besides what the runtime adds to each. */
const LOGGED = new Set<string>([
  ...['level', 'message', 'timestamp', 'service', 'sampling_rate', 'xray_trace_id', '_aws'],
  ...['cold_start', 'function_arn', 'function_memory_size', 'function_name', 'function_request_id'],
  ...LOG_KEYS,
])

/** Every text in what was sent that is too long to come back by chance. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim().length >= 6 && !ours.includes(value.trim()) ? [value.trim()] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [...textsIn(name), ...textsIn(inner)])
}

const repeats = (where: string, text: string) => {
  const written = JSON.stringify(text).slice(1, -1)
  return where.includes(text) || where.includes(written)
}

/** What is wrong with an answer to hostile input, or with what was logged meanwhile; nothing, as long as all is well. */
export function faultsIn(answer: Answer, sent: unknown, logged: readonly string[] = []): string[] {
  const { status, text, headers, body } = answer
  const faults: string[] = []
  if (status >= 500) faults.push(`answered ${status}`)
  if (status >= 400 && headers['content-type'] !== 'application/problem+json') faults.push('is no problem')
  if (status >= 400 && !ProblemSchema.safeParse(body).success) faults.push('is a problem of another shape')
  if (status >= 400 && text.includes(MARK)) faults.push('tells of the child')
  const texts = textsIn(sent)
  if (status >= 400 && texts.some((one) => repeats(text, one))) faults.push('repeats what was sent')
  if (Object.values(headers).some((value) => /[\r\n]/.test(String(value)))) faults.push('breaks its headers')
  for (const line of logged) faults.push(...faultsInLog(line, texts))
  return faults
}

export function faultsInLog(line: string, texts: readonly string[] = []): string[] {
  const faults = line.includes(MARK) ? ['logs the child'] : []
  if (texts.some((one) => repeats(line, one))) faults.push('logs what was sent')
  const { _aws: metric, ...fields } = JSON.parse(line) as Record<string, unknown>
  // Metrics have names of their own, and numbers.
  const free = Object.entries(fields).filter(
    ([name, value]) => !LOGGED.has(name) && !(metric && typeof value !== 'object'),
  )
  return free.length > 0 ? [...faults, `logs a field of its own: ${free.map(([name]) => name).join()}`] : faults
}
