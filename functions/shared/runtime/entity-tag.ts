import { createHash } from 'node:crypto'
import type { CsvAnswer, FileAnswer, HttpAnswer, HttpRequest, NotModified } from './http.ts'

/**
 * Gives an answer a strong entity tag, made of its bytes and of what they stand for, and leaves it out where the caller has it already
 * (RFC 9110, 8.8.3 and 13.1.2).
 * @param of hash of what is represented
 */
export function withEntityTag<A extends HttpAnswer | CsvAnswer | FileAnswer>(
  answer: A,
  { headers }: Pick<HttpRequest, 'headers'>,
  of: string,
): A | NotModified {
  const bytes = 'csv' in answer ? answer.csv : 'file' in answer ? answer.file : JSON.stringify(answer.body)
  const tag = `"${createHash('sha256').update(of).update(bytes).digest('hex').slice(0, 32)}"`
  const tagged = { ...answer.headers, etag: tag }
  return isKnown(headers['if-none-match'], tag) ? { status: 304, headers: tagged } : { ...answer, headers: tagged }
}

/** Whether a list of tags names this one. A cache may have made ours weak; for this comparison that makes no difference. */
const isKnown = (tags = '', tag: string) =>
  tags.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag)
