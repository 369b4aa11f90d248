import * as z from 'zod'
import type { Resource } from '../assembly/assembly.ts'
import { propertyList, readProperties } from '../assembly/properties.ts'
import type { Resolver } from '../assembly/resolver.ts'
import { LOOPBACK } from '../engines/loopback.ts'
import type { Foundation, Plan } from '../foundation.ts'
import { randomSecret, type Keeper } from '../state/keeper.ts'

/** Where the provider that stands in for the pool is found. */
export const addressOf = (port: number) => `http://${LOOPBACK}:${port}`

const AT_THE_REAL_POOL = 'demo people sign in without a password'

const PoolProperties = propertyList(
  {
    LambdaConfig: z
      .strictObject({
        PreTokenGenerationConfig: z
          .strictObject({ LambdaArn: z.string(), LambdaVersion: z.enum(['V2_0', 'V3_0']) })
          .optional(),
      })
      .default({}),
  },
  {
    AccountRecoverySetting: AT_THE_REAL_POOL,
    AdminCreateUserConfig: AT_THE_REAL_POOL,
    AutoVerifiedAttributes: AT_THE_REAL_POOL,
    DeletionProtection: 'there is nothing to delete',
    EmailVerificationMessage: AT_THE_REAL_POOL,
    EmailVerificationSubject: AT_THE_REAL_POOL,
    EnabledMfas: AT_THE_REAL_POOL,
    MfaConfiguration: AT_THE_REAL_POOL,
    Policies: AT_THE_REAL_POOL,
    Schema: AT_THE_REAL_POOL,
    SmsVerificationMessage: AT_THE_REAL_POOL,
    UserAttributeUpdateSettings: AT_THE_REAL_POOL,
    UserPoolAddOns: AT_THE_REAL_POOL,
    UserPoolName: 'nobody looks',
    UserPoolTags: 'nobody is billed',
    UserPoolTier: 'nobody is billed',
    UsernameAttributes: AT_THE_REAL_POOL,
    UsernameConfiguration: AT_THE_REAL_POOL,
    VerificationMessageTemplate: AT_THE_REAL_POOL,
  },
)

const ResourceServerProperties = propertyList(
  { Identifier: z.string(), UserPoolId: z.string(), Scopes: z.array(z.object({ ScopeName: z.string() })).default([]) },
  { Name: 'nobody looks' },
)

const SECONDS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 }
const Unit = z.enum(['seconds', 'minutes', 'hours', 'days'])

const ClientProperties = propertyList(
  {
    UserPoolId: z.string(),
    AllowedOAuthFlows: z.tuple([z.literal('code')]),
    AllowedOAuthScopes: z.array(z.string()),
    CallbackURLs: z.array(z.string()).min(1),
    LogoutURLs: z.array(z.string()).default([]),
    GenerateSecret: z.boolean().default(false),
    AccessTokenValidity: z.number().default(60),
    RefreshTokenValidity: z.number().default(30),
    TokenValidityUnits: z
      .object({ AccessToken: Unit.default('minutes'), RefreshToken: Unit.default('days') })
      .default({ AccessToken: 'minutes', RefreshToken: 'days' }),
  },
  {
    AllowedOAuthFlowsUserPoolClient: 'there is no other way in',
    ClientName: 'nobody looks',
    EnableTokenRevocation: AT_THE_REAL_POOL,
    ExplicitAuthFlows: AT_THE_REAL_POOL,
    IdTokenValidity: 'as long as the access token',
    PreventUserExistenceErrors: AT_THE_REAL_POOL,
    ReadAttributes: AT_THE_REAL_POOL,
    SupportedIdentityProviders: AT_THE_REAL_POOL,
    WriteAttributes: AT_THE_REAL_POOL,
  },
)

export interface UserPoolClient {
  readonly id: string
  readonly secret: string | undefined
  readonly scopes: readonly string[]
  readonly callbackUrls: readonly string[]
  readonly logoutUrls: readonly string[]
  readonly accessTokenSeconds: number
  readonly refreshTokenSeconds: number
}

/** The template's user pool, for which the local provider stands in. */
export interface UserPool {
  readonly id: string
  /** The issuer as the template names it. */
  readonly cognitoIssuer: string
  /** Scopes of the API, `<api>/<scope>`. */
  readonly apiScopes: readonly string[]
  readonly clients: readonly UserPoolClient[]
  /** Function that puts the claims into an access token. */
  readonly claimsFunctionArn: string | undefined
}

/** Reads the pool and its clients, of which there may be one pool or none, and teaches the resolver their names. */
export function readUserPool(
  { resources, resolver }: Plan,
  { keeper, region, account, ports }: Foundation,
): UserPool | undefined {
  const [pool, another] = resources['AWS::Cognito::UserPool']
  if (another) throw new Error(`The local cloud stands in for one user pool; ${another.logicalId} is one more.`)
  if (!pool) return undefined
  const id = `${region}_local`
  const providerName = `cognito-idp.${region}.amazonaws.com/${id}`
  resolver.learn(pool, {
    ref: id,
    attributes: {
      Arn: `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`,
      ProviderName: providerName,
      // Who follows it finds the provider that stands in.
      ProviderURL: addressOf(ports.identity),
      UserPoolId: id,
    },
  })
  return {
    id,
    cognitoIssuer: `https://${providerName}`,
    apiScopes: resources['AWS::Cognito::UserPoolResourceServer'].flatMap((server) => readScopes(server, resolver)),
    clients: resources['AWS::Cognito::UserPoolClient'].map((client) => readClient(client, resolver, keeper)),
    claimsFunctionArn: readProperties(PoolProperties, pool, resolver).LambdaConfig.PreTokenGenerationConfig?.LambdaArn,
  }
}

function readScopes(server: Resource, resolver: Resolver): string[] {
  const { Identifier, Scopes } = readProperties(ResourceServerProperties, server, resolver)
  resolver.learn(server, { ref: Identifier, attributes: {} })
  return Scopes.map(({ ScopeName }) => `${Identifier}/${ScopeName}`)
}

function readClient(client: Resource, resolver: Resolver, keeper: Keeper): UserPoolClient {
  const wanted = readProperties(ClientProperties, client, resolver)
  const id = client.logicalId.toLowerCase()
  const secret = wanted.GenerateSecret ? keeper.keep(`client/${id}`, randomSecret) : undefined
  resolver.learn(client, { ref: id, attributes: { ClientId: id, ...(secret && { ClientSecret: secret }) } })
  const { AccessToken, RefreshToken } = wanted.TokenValidityUnits
  return {
    id,
    secret,
    scopes: wanted.AllowedOAuthScopes,
    callbackUrls: wanted.CallbackURLs,
    logoutUrls: wanted.LogoutURLs,
    accessTokenSeconds: wanted.AccessTokenValidity * SECONDS[AccessToken],
    refreshTokenSeconds: wanted.RefreshTokenValidity * SECONDS[RefreshToken],
  }
}
