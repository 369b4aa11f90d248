/** Identifier of the API in the scopes of tokens: `cdr/<scope>`. */
export const API = 'cdr'

/** What an access token must carry, besides being genuine, for the API to let a request in. Roles and areas are the functions' affair. */
export const scopes = {
  notifications: 'Notify a death and read back what one has notified',
  cases: "Read a panel's queue and its cases, and work on them",
  statistics: 'Read the statistics, and prepare releases of them',
} as const
export type Scope = keyof typeof scopes

export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: `/api/v1/${string}`
  readonly function: 'capture' | 'describe' | 'read' | 'work-case' | 'record-clock' | 'statistics'
  /** `public`: open to anyone, without a token. */
  readonly scope: Scope | 'public'
}

/** Every way in. */
export const routes: readonly Route[] = [
  { method: 'POST', path: '/api/v1/notifications', function: 'capture', scope: 'notifications' },
  { method: 'POST', path: '/api/v1/notifications/{reference}/amendments', function: 'capture', scope: 'notifications' },
  { method: 'GET', path: '/api/v1/notifications', function: 'read', scope: 'notifications' },
  { method: 'GET', path: '/api/v1/notifications/{reference}', function: 'read', scope: 'notifications' },
  { method: 'GET', path: '/api/v1/panels/{panel}/queue', function: 'read', scope: 'cases' },
  { method: 'GET', path: '/api/v1/panels/{panel}/cases', function: 'read', scope: 'cases' },
  { method: 'GET', path: '/api/v1/panels/{panel}/notices', function: 'read', scope: 'cases' },
  { method: 'GET', path: '/api/v1/cases/{reference}', function: 'read', scope: 'cases' },
  { method: 'GET', path: '/api/v1/cases/{reference}/history', function: 'read', scope: 'cases' },
  { method: 'POST', path: '/api/v1/cases/{reference}/clocks/{rule}', function: 'record-clock', scope: 'cases' },
  { method: 'GET', path: '/api/v1/panels/{panel}/compliance', function: 'read', scope: 'cases' },
  { method: 'POST', path: '/api/v1/cases/{reference}/actions', function: 'work-case', scope: 'cases' },
  ...statistics('GET', '/releases', '/releases/{release}', '/releases/{release}/file', '/releases/{release}/audit'),
  ...statistics('GET', '/releases/{release}/tables/{table}', '/regions/{region}/scorecard'),
  ...statistics('POST', '/releases', '/releases/{release}/publish', '/releases/{release}/withdraw'),
  { method: 'GET', path: '/api/v1/panels/{panel}/statistics/report', function: 'statistics', scope: 'statistics' },
  { method: 'GET', path: '/api/v1/panels/{panel}/statistics/preview', function: 'statistics', scope: 'statistics' },
  { method: 'GET', path: '/api/v1/openapi.json', function: 'describe', scope: 'public' },
]

function statistics(method: Route['method'], ...paths: readonly `/${string}`[]): Route[] {
  return paths.map((path) => ({
    method,
    path: `/api/v1/statistics${path}`,
    function: 'statistics',
    scope: 'statistics',
  }))
}
