import type { Person } from '../../domain/access/access.ts'
import { readAnonymisedRoutes } from '../../functions/read-anonymised/routes.ts'
import { readRoutes } from '../../functions/read/routes.ts'
import { recordClockRoutes } from '../../functions/record-clock/routes.ts'
import type { ApiAnswer, ServiceApi } from '../../functions/shared/ports/service-api.ts'
import { findPage } from '../../functions/web/find-page.ts'
import type { Page } from '../../functions/web/page.ts'
import { workRoutes } from '../../functions/work-case/routes.ts'
import type { Routes } from '../../functions/shared/runtime/http.ts'
import { call } from './http.ts'
import { hash, type TestPipeline } from './pipeline.ts'

/** The service's own API for one person, on a pipeline in memory: what the pages of a case ask. */
export function apiInMemory(service: TestPipeline, person: Person): ServiceApi {
  const { store, deps, workDeps } = service
  const now = () => service.now
  const routes: Routes = {
    ...readRoutes({ cases: store, queues: store, register: store, hash, now }),
    ...workRoutes({ ...workDeps, now }),
    ...recordClockRoutes({ ...deps, hash, now }),
    ...readAnonymisedRoutes({ cases: store, now }),
    ...service.reviewRoutes(),
  }
  const ask = async <T>(method: string, address: string, more: { key?: string; body?: string }) => {
    const { pathname, searchParams } = new URL(`/api/v1${address}`, 'https://service.example')
    const { key, params } = routeAt(routes, method, pathname)
    const { status, body } = await call(routes, key, {
      person,
      params,
      query: Object.fromEntries(searchParams),
      headers: { 'idempotency-key': more.key },
      ...(more.body !== undefined && { body: more.body }),
    })
    const answer = status < 300 ? { ok: true, body } : { ok: false, status, problem: body }
    return answer as ApiAnswer<T>
  }
  return {
    get: (path) => ask('GET', path, {}),
    post: (path, key, body) => ask('POST', path, { key, body }),
    file: () => Promise.resolve({ ok: false, status: 503 }),
  }
}

/** Addresses of pages and of the API are patterns of the same kind. */
function routeAt(routes: Routes, method: string, pathname: string) {
  const keys = Object.keys(routes).filter((key) => key.startsWith(`${method} `))
  const found = findPage(
    keys.map((key) => ({ path: key.slice(method.length + 1), for: 'read-case' }) as Page),
    pathname,
  )
  if (!found) throw new Error('The API has no such route.')
  return { key: `${method} ${found.page.path}`, params: { ...found.params } }
}
