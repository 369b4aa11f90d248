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
  readonly path: `/api/v1/${string}` | '/' | '/{page+}'
  readonly function:
    | 'agency-form'
    | 'capture'
    | 'describe'
    | 'meetings'
    | 'print'
    | 'read'
    | 'read-anonymised'
    | 'record-clock'
    | 'review-case'
    | 'statistics'
    | 'web'
    | 'work-case'
  /** `public`: open to anyone, without a token. */
  readonly scope: Scope | 'public'
}

/**
 * Requests a second, and at once, that a way in takes which stands open to anyone and costs more than a page: what a flood there may take
 * away from the others. A link is opened once by an agency, and its passcode can be guessed no faster than this.
 */
export const tighterLimits: Readonly<Record<string, { readonly rateLimit: number; readonly burstLimit: number }>> = {
  'POST /api/v1/form-links/open': { rateLimit: 5, burstLimit: 10 },
  'POST /api/v1/form-answers': { rateLimit: 10, burstLimit: 20 },
  'GET /api/v1/form-answers': { rateLimit: 10, burstLimit: 20 },
  'GET /api/v1/openapi.json': { rateLimit: 5, burstLimit: 10 },
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
  { method: 'GET', path: '/api/v1/cases/{reference}/anonymised', function: 'read-anonymised', scope: 'cases' },
  { method: 'GET', path: '/api/v1/cases/{reference}/history', function: 'read', scope: 'cases' },
  { method: 'GET', path: '/api/v1/cases/{reference}/readings', function: 'read', scope: 'cases' },
  { method: 'POST', path: '/api/v1/cases/{reference}/clocks/{rule}', function: 'record-clock', scope: 'cases' },
  { method: 'GET', path: '/api/v1/panels/{panel}/compliance', function: 'read', scope: 'cases' },
  { method: 'POST', path: '/api/v1/cases/{reference}/actions', function: 'work-case', scope: 'cases' },
  { method: 'POST', path: '/api/v1/panels/{panel}/meetings', function: 'meetings', scope: 'cases' },
  { method: 'GET', path: '/api/v1/panels/{panel}/meetings', function: 'meetings', scope: 'cases' },
  { method: 'GET', path: '/api/v1/panels/{panel}/meetings/{meeting}', function: 'meetings', scope: 'cases' },
  { method: 'POST', path: '/api/v1/panels/{panel}/meetings/{meeting}/changes', function: 'meetings', scope: 'cases' },
  { method: 'GET', path: '/api/v1/panels/{panel}/recommendations', function: 'read', scope: 'cases' },
  { method: 'GET', path: '/api/v1/cases/{reference}/analysis', function: 'review-case', scope: 'cases' },
  { method: 'POST', path: '/api/v1/cases/{reference}/analysis/{section}', function: 'review-case', scope: 'cases' },
  {
    method: 'POST',
    path: '/api/v1/cases/{reference}/analysis/{section}/alternatives/{alternative}',
    function: 'review-case',
    scope: 'cases',
  },
  {
    method: 'POST',
    path: '/api/v1/cases/{reference}/recommendations/{number}/acts',
    function: 'review-case',
    scope: 'cases',
  },
  { method: 'POST', path: '/api/v1/form-links/open', function: 'agency-form', scope: 'public' },
  { method: 'GET', path: '/api/v1/form-answers', function: 'agency-form', scope: 'public' },
  { method: 'POST', path: '/api/v1/form-answers', function: 'agency-form', scope: 'public' },
  { method: 'GET', path: '/api/v1/panels/{panel}/meetings/{meeting}/pack', function: 'print', scope: 'cases' },
  { method: 'GET', path: '/api/v1/cases/{reference}/outcome-letter', function: 'print', scope: 'cases' },
  ...statistics('GET', '/releases', '/releases/{release}', '/releases/{release}/file', '/releases/{release}/audit'),
  ...statistics('GET', '/releases/{release}/tables/{table}', '/regions/{region}/scorecard'),
  ...statistics('POST', '/releases', '/releases/{release}/publish', '/releases/{release}/withdraw'),
  { method: 'GET', path: '/api/v1/panels/{panel}/statistics/report', function: 'statistics', scope: 'statistics' },
  { method: 'GET', path: '/api/v1/panels/{panel}/statistics/preview', function: 'statistics', scope: 'statistics' },
  { method: 'GET', path: '/api/v1/openapi.json', function: 'describe', scope: 'public' },
  // The pages: whoever is not signed in is shown the way by the pages themselves.
  { method: 'GET', path: '/', function: 'web', scope: 'public' },
  { method: 'GET', path: '/{page+}', function: 'web', scope: 'public' },
  { method: 'POST', path: '/{page+}', function: 'web', scope: 'public' },
]

function statistics(method: Route['method'], ...paths: readonly `/${string}`[]): Route[] {
  return paths.map((path) => ({
    method,
    path: `/api/v1/statistics${path}`,
    function: 'statistics',
    scope: 'statistics',
  }))
}
