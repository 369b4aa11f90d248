import type { EnvironmentPool } from '../lambda/pool.ts'
import type { Authoriser } from './authoriser.ts'

export interface Route {
  /** As in the template: `GET /cases/{reference}`, `ANY /{proxy+}` or `$default`. */
  readonly key: string
  readonly pool: EnvironmentPool
  /** API Gateway answers 503 itself when the function takes longer. */
  readonly timeoutMs: number
  readonly authoriser?: Authoriser | undefined
  readonly scopes: readonly string[]
}

export interface RouteMatch {
  readonly route: Route
  readonly pathParameters: Readonly<Record<string, string>>
}

type Segment =
  { readonly kind: 'literal'; readonly text: string } | { readonly kind: 'parameter' | 'greedy'; readonly name: string }

interface Pattern {
  readonly route: Route
  readonly method: string
  readonly segments: readonly Segment[]
}

const RANK = { literal: 0, parameter: 1, greedy: 2 } as const

/**
 * Finds the route of a request as API Gateway does: a literal segment goes before a parameter, a parameter before the rest of
 * the path, a method before ANY, and `$default` comes last. A trailing slash makes another path.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function routeFinder(routes: readonly Route[]): (method: string, path: string) => RouteMatch | undefined {
  const patterns = routes
    .filter(({ key }) => key !== '$default')
    .map(readRouteKey)
    .sort(bySpecificity)
  const fallback = routes.find(({ key }) => key === '$default')
  return (method, path) => {
    const segments = path.slice(1).split('/')
    for (const { route, method: wanted, segments: pattern } of patterns) {
      const pathParameters = wanted === method || wanted === 'ANY' ? match(pattern, segments) : undefined
      if (pathParameters) return { route, pathParameters }
    }
    return fallback && { route: fallback, pathParameters: {} }
  }
}

function readRouteKey(route: Route): Pattern {
  const [method = '', path = ''] = route.key.split(' ')
  return { route, method, segments: path.slice(1).split('/').map(readSegment) }
}

function readSegment(text: string): Segment {
  const [, name, plus] = /^{([\w.-]+)(\+?)}$/.exec(text) ?? []
  if (name === undefined) return { kind: 'literal', text }
  return { kind: plus ? 'greedy' : 'parameter', name }
}

function bySpecificity(one: Pattern, other: Pattern): number {
  for (const [position, segment] of one.segments.entries()) {
    const opposite = other.segments[position]
    const difference = opposite ? RANK[segment.kind] - RANK[opposite.kind] : 0
    if (difference !== 0) return difference
  }
  return Number(one.method === 'ANY') - Number(other.method === 'ANY')
}

function match(pattern: readonly Segment[], path: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {}
  for (const [position, segment] of pattern.entries()) {
    const text = path[position] ?? ''
    if (segment.kind === 'greedy') {
      parameters[segment.name] = path.slice(position).join('/')
      return parameters[segment.name] === '' ? undefined : parameters
    }
    if (segment.kind === 'literal' ? text !== segment.text : text === '') return undefined
    if (segment.kind === 'parameter') parameters[segment.name] = text
  }
  return path.length === pattern.length ? parameters : undefined
}
