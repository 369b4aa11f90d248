import * as z from 'zod'
import type { Resource } from '../assembly/assembly.ts'
import { propertyList, readProperties } from '../assembly/properties.ts'
import type { Plan } from '../foundation.ts'
import type { EnvironmentPool } from '../lambda/pool.ts'
import type { Authoriser } from './authoriser.ts'
import type { Route } from './routes.ts'

const ApiProperties = propertyList(
  { ProtocolType: z.literal('HTTP') },
  {
    Name: 'nobody looks',
    Description: 'nobody looks',
    DisableExecuteApiEndpoint: 'this is the only address it has',
  },
)

const StageProperties = propertyList(
  { StageName: z.literal('$default'), ApiId: z.string() },
  {
    AutoDeploy: 'routes are served as soon as they are read',
    AccessLogSettings: 'no access is logged here',
    DefaultRouteSettings: 'nothing is throttled here',
    Description: 'nobody looks',
    RouteSettings: 'nothing is throttled here',
  },
)

const IntegrationProperties = propertyList({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.number().default(30_000),
})

const AuthoriserProperties = propertyList(
  {
    ApiId: z.string(),
    AuthorizerType: z.literal('JWT'),
    IdentitySource: z.tuple([z.literal('$request.header.Authorization')]),
    JwtConfiguration: z.strictObject({ Issuer: z.string(), Audience: z.array(z.string()).min(1) }),
  },
  { Name: 'nobody looks' },
)

const RouteProperties = propertyList({
  ApiId: z.string(),
  RouteKey: z.string().regex(/^(\$default|[A-Z]+ \/\S*)$/, 'a route is METHOD /path or $default'),
  Target: z.string().startsWith('integrations/'),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
})

/** Who the template's authorisers trust, and for which audiences. */
export interface Trust {
  readonly issuer: string
  readonly audiences: readonly string[]
}

export const API_ID = 'local'

/** Teaches the resolver the address of the API, of which there may be one. */
export function announceApi({ resources, resolver }: Plan, url: string): void {
  const [api, another] = resources['AWS::ApiGatewayV2::Api']
  if (another) throw new Error(`The local cloud serves one HTTP API; ${another.logicalId} is one more.`)
  if (!api) return
  readProperties(ApiProperties, api, resolver)
  resolver.learn(api, { ref: API_ID, attributes: { ApiId: API_ID, ApiEndpoint: url } })
}

/** The routes of the template, each with its function and its authoriser. */
export function readRoutes(
  { resources, resolver }: Plan,
  poolOf: (functionArn: string) => EnvironmentPool,
  authoriserFor: (trust: Trust) => Authoriser,
): Route[] {
  for (const stage of resources['AWS::ApiGatewayV2::Stage']) {
    readProperties(StageProperties, stage, resolver)
    resolver.learn(stage, { ref: '$default', attributes: {} })
  }
  const announced = <T>(those: readonly Resource[], read: (resource: Resource) => T) =>
    new Map(
      those.map((resource) => {
        resolver.learn(resource, { ref: resource.logicalId, attributes: { AuthorizerId: resource.logicalId } })
        return [resource.logicalId, read(resource)] as const
      }),
    )
  const integrations = announced(resources['AWS::ApiGatewayV2::Integration'], (resource) => {
    const { IntegrationUri, TimeoutInMillis } = readProperties(IntegrationProperties, resource, resolver)
    return { pool: poolOf(IntegrationUri), timeoutMs: TimeoutInMillis }
  })
  const authorisers = announced(resources['AWS::ApiGatewayV2::Authorizer'], (resource) => {
    const { Issuer, Audience } = readProperties(AuthoriserProperties, resource, resolver).JwtConfiguration
    return authoriserFor({ issuer: Issuer, audiences: Audience })
  })
  return resources['AWS::ApiGatewayV2::Route'].map((resource) => {
    const wanted = readProperties(RouteProperties, resource, resolver)
    const integration = integrations.get(wanted.Target.replace('integrations/', ''))
    const authoriser = authorisers.get(wanted.AuthorizerId ?? '')
    if (!integration) throw new Error(`Route ${wanted.RouteKey} has no integration.`)
    if (wanted.AuthorizationType === 'JWT' && !authoriser)
      throw new Error(`Route ${wanted.RouteKey} has no authoriser.`)
    return { key: wanted.RouteKey, ...integration, authoriser, scopes: wanted.AuthorizationScopes }
  })
}
