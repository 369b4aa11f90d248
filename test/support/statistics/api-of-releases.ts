import type { Person } from '../../../domain/access/access.ts'
import type { ApiAnswer, ServiceApi } from '../../../functions/shared/ports/service-api.ts'
import type { Routes } from '../../../functions/shared/runtime/http.ts'
import type { Problem } from '../../../schemas/problem.ts'
import { call, type Answer } from '../http.ts'

/** The API as pages ask it, with the routes behind it in memory. */
export function apiOf(routes: Routes, person: Person): ServiceApi {
  const ask = async <T>(
    method: string,
    path: string,
    read: (answer: Answer) => T,
    more = {},
  ): Promise<ApiAnswer<T>> => {
    const { pathname, searchParams } = new URL(`/api/v1${path}`, 'https://api.example')
    const found = Object.keys(routes).flatMap((key) => {
      const params = match(key, `${method} ${pathname}`)
      return params ? [{ key, params }] : []
    })
    const [route] = found.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)
    if (!route) return { ok: false, status: 404 }
    const query = Object.fromEntries(searchParams)
    const answer = await call(routes, route.key, { person, params: route.params, query, ...more })
    return answer.status < 300
      ? { ok: true, body: read(answer) }
      : { ok: false, status: answer.status, problem: answer.body as Problem }
  }
  return {
    get: <T>(path: string) => ask('GET', path, ({ body }) => body as T),
    file: (path) =>
      ask('GET', path, ({ text, headers }) => ({
        bytes: new TextEncoder().encode(text),
        type: String(headers['content-type']),
      })),
    post: <T>(path: string, key: string, body: string) =>
      ask('POST', path, (answer) => answer.body as T, { body, headers: { 'idempotency-key': key } }),
  }
}

function match(key: string, asked: string): Record<string, string> | undefined {
  const [names, given] = [key.split('/'), asked.split('/')]
  if (names.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [position, name] of names.entries()) {
    const text = decodeURIComponent(given[position] ?? '')
    if (name.startsWith('{')) params[name.slice(1, -1)] = text
    else if (name !== text) return undefined
  }
  return params
}
