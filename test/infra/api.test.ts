import { readFileSync } from 'node:fs'
import path from 'node:path'
import { part, resourcesOf, said } from './assembly.ts'

const openApi = '../../schemas/generated/openapi.json'
interface OpenApi {
  readonly paths: Readonly<Record<string, object>>
}

const routes = resourcesOf('AWS::ApiGatewayV2::Route').map(({ Properties }) => ({
  key: said(Properties['RouteKey']),
  authorizer: Properties['AuthorizationType'],
  scopes: Properties['AuthorizationScopes'],
}))

describe('the API', () => {
  it('has these ways in and no others', () => {
    expect(Object.fromEntries(routes.map(({ key, scopes }) => [key, said(scopes)]))).toEqual({
      'POST /api/v1/notifications': 'cdr/notifications',
      'POST /api/v1/notifications/{reference}/amendments': 'cdr/notifications',
      'GET /api/v1/notifications': 'cdr/notifications',
      'GET /api/v1/notifications/{reference}': 'cdr/notifications',
      'GET /api/v1/panels/{panel}/queue': 'cdr/cases',
      'GET /api/v1/panels/{panel}/cases': 'cdr/cases',
      'GET /api/v1/panels/{panel}/notices': 'cdr/cases',
      'GET /api/v1/panels/{panel}/compliance': 'cdr/cases',
      'GET /api/v1/cases/{reference}': 'cdr/cases',
      'POST /api/v1/cases/{reference}/clocks/{rule}': 'cdr/cases',
      'GET /api/v1/cases/{reference}/anonymised': 'cdr/cases',
      'GET /api/v1/cases/{reference}/history': 'cdr/cases',
      'GET /api/v1/cases/{reference}/readings': 'cdr/cases',
      'GET /api/v1/cases/{reference}/outcome-letter': 'cdr/cases',
      'GET /api/v1/panels/{panel}/meetings/{meeting}/pack': 'cdr/cases',
      'POST /api/v1/cases/{reference}/actions': 'cdr/cases',
      'POST /api/v1/panels/{panel}/meetings': 'cdr/cases',
      'GET /api/v1/panels/{panel}/meetings': 'cdr/cases',
      'GET /api/v1/panels/{panel}/meetings/{meeting}': 'cdr/cases',
      'POST /api/v1/panels/{panel}/meetings/{meeting}/changes': 'cdr/cases',
      'GET /api/v1/panels/{panel}/recommendations': 'cdr/cases',
      'GET /api/v1/cases/{reference}/analysis': 'cdr/cases',
      'POST /api/v1/cases/{reference}/analysis/{section}': 'cdr/cases',
      'POST /api/v1/cases/{reference}/analysis/{section}/alternatives/{alternative}': 'cdr/cases',
      'POST /api/v1/cases/{reference}/recommendations/{number}/acts': 'cdr/cases',
      'POST /api/v1/form-links/open': 'undefined',
      'GET /api/v1/form-answers': 'undefined',
      'POST /api/v1/form-answers': 'undefined',
      'GET /api/v1/statistics/releases': 'cdr/statistics',
      'POST /api/v1/statistics/releases': 'cdr/statistics',
      'GET /api/v1/statistics/releases/{release}': 'cdr/statistics',
      'GET /api/v1/statistics/releases/{release}/file': 'cdr/statistics',
      'GET /api/v1/statistics/releases/{release}/audit': 'cdr/statistics',
      'GET /api/v1/statistics/releases/{release}/tables/{table}': 'cdr/statistics',
      'POST /api/v1/statistics/releases/{release}/publish': 'cdr/statistics',
      'POST /api/v1/statistics/releases/{release}/withdraw': 'cdr/statistics',
      'GET /api/v1/statistics/regions/{region}/scorecard': 'cdr/statistics',
      'GET /api/v1/panels/{panel}/statistics/report': 'cdr/statistics',
      'GET /api/v1/panels/{panel}/statistics/preview': 'cdr/statistics',
      'GET /api/v1/openapi.json': 'undefined',
      'GET /': 'undefined',
      'GET /{page+}': 'undefined',
      'POST /{page+}': 'undefined',
    })
  })

  it('is described as it is', () => {
    const { paths } = JSON.parse(readFileSync(path.resolve(import.meta.dirname, openApi), 'utf8')) as OpenApi
    const described = Object.entries(paths).flatMap(([at, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${at}`),
    )
    expect(described.sort()).toEqual(
      routes
        .map(({ key }) => key)
        .filter((key) => key.includes('/api/'))
        .sort(),
    )
  })

  it('wants a token everywhere but for its own description, the forms of agencies and the pages, which look for themselves', () => {
    const open = routes.filter(({ authorizer }) => authorizer !== 'JWT')
    expect(open.map(({ key }) => key).sort()).toEqual([
      'GET /',
      'GET /api/v1/form-answers',
      'GET /api/v1/openapi.json',
      'GET /{page+}',
      'POST /api/v1/form-answers',
      'POST /api/v1/form-links/open',
      'POST /{page+}',
    ])
    for (const { authorizer, scopes } of open) expect([authorizer, scopes]).toEqual(['NONE', undefined])
  })

  it('believes the tokens of our user pool, made for our pages', () => {
    const [authorizer, ...others] = resourcesOf('AWS::ApiGatewayV2::Authorizer')
    expect(others).toEqual([])
    const tokens = authorizer?.Properties['JwtConfiguration']
    expect(said(part(tokens, 'Issuer'))).toBe('https://cognito-idp.eu-west-2.amazonaws.com/SignInPeople')
    expect(said(part(tokens, 'Audience'))).toBe('SignInPeoplePages')
  })

  it('lets in so many requests a second, and none from pages of others', () => {
    expect(resourcesOf('AWS::ApiGatewayV2::Stage').map(({ Properties }) => Properties['DefaultRouteSettings'])).toEqual(
      [{ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 }],
    )
    const [stage] = resourcesOf('AWS::ApiGatewayV2::Stage')
    const tighter = stage?.Properties['RouteSettings'] as Record<string, { ThrottlingRateLimit: number }>
    // What is open to anyone and is no page takes less than the rest.
    const open = routes.filter(({ key, authorizer }) => authorizer === 'NONE' && key.includes('/api/'))
    expect(Object.keys(tighter).sort()).toEqual(open.map(({ key }) => key).sort())
    for (const { ThrottlingRateLimit } of Object.values(tighter)) expect(ThrottlingRateLimit).toBeLessThanOrEqual(10)
    expect(resourcesOf('AWS::ApiGatewayV2::Api').map(({ Properties }) => Properties['CorsConfiguration'])).toEqual([
      undefined,
    ])
  })

  it('logs what was called and how it went, but not by whom or about which child', () => {
    const [stage] = resourcesOf('AWS::ApiGatewayV2::Stage')
    const settings = stage?.Properties['AccessLogSettings']
    expect(said(part(settings, 'DestinationArn'))).toBe('ApiAccessLog')
    expect(Object.values(JSON.parse(said(part(settings, 'Format'))) as object).sort()).toEqual([
      '$context.authorizer.error',
      '$context.error.responseType',
      '$context.integrationLatency',
      '$context.integrationStatus',
      '$context.requestId',
      '$context.requestTime',
      '$context.responseLatency',
      '$context.responseLength',
      '$context.routeKey',
      '$context.status',
    ])
  })
})

describe('sign-in', () => {
  const [pool] = resourcesOf('AWS::Cognito::UserPool')
  const [client, ...otherClients] = resourcesOf('AWS::Cognito::UserPoolClient')

  it('gives accounts to those invited, with a second factor always', () => {
    expect(pool?.Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      DeletionProtection: 'ACTIVE',
    })
    expect(pool?.DeletionPolicy).toBe('Retain')
  })

  it('puts roles and area into the access token through token-claims', () => {
    const trigger = part(pool?.Properties, 'LambdaConfig', 'PreTokenGenerationConfig')
    expect(part(trigger, 'LambdaVersion')).toBe('V2_0')
    expect(said(part(trigger, 'LambdaArn'))).toBe('TokenClaimsFunction')
  })

  it('lets nobody write their own roles or area', () => {
    expect(client?.Properties['WriteAttributes']).toEqual(['email'])
    expect(said(client?.Properties['AllowedOAuthScopes'])).toBe(
      'openid, SignInPeopleApi/notifications, SignInPeopleApi/cases, SignInPeopleApi/statistics',
    )
  })

  it('gives codes to our pages only, and tokens for a quarter of an hour', () => {
    expect(otherClients).toEqual([])
    expect(client?.Properties).toMatchObject({
      AllowedOAuthFlows: ['code'],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      CallbackURLs: ['https://child-death-review.example/signed-in'],
      AccessTokenValidity: 15,
      TokenValidityUnits: { AccessToken: 'minutes' },
      PreventUserExistenceErrors: 'ENABLED',
    })
  })
})
