import * as z from 'zod'
import type { EnvironmentPool } from '../lambda/pool.ts'
import type { DemoPerson } from './people.ts'

/** Claims of an access token besides the standard ones. */
export type AccessClaims = Readonly<Record<string, unknown>>

const TriggerAnswer = z.object({
  response: z.object({
    claimsAndScopeOverrideDetails: z
      .strictObject({
        accessTokenGeneration: z
          .strictObject({
            claimsToAddOrOverride: z.record(z.string(), z.unknown()).nullish(),
            claimsToSuppress: z.array(z.string()).max(0).nullish(),
            scopesToAdd: z.array(z.string()).max(0).nullish(),
            scopesToSuppress: z.array(z.string()).max(0).nullish(),
          })
          .nullish(),
        idTokenGeneration: z.unknown().optional(),
      })
      .nullish(),
  }),
})

/**
 * Asks the user pool's own function what the access token shall say, with the event that Cognito would send it.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export async function claimsFromTrigger(
  pool: EnvironmentPool,
  userPoolId: string,
  region: string,
  person: DemoPerson,
  clientId: string,
  scopes: readonly string[],
): Promise<AccessClaims> {
  const result = await pool.invoke({
    version: '2',
    triggerSource: 'TokenGeneration_HostedAuth',
    region,
    userPoolId,
    userName: person.key,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId },
    request: {
      userAttributes: { sub: person.key, 'cognito:user_status': 'CONFIRMED', ...directoryAttributes(person) },
      groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null },
      scopes,
    },
    response: {},
  })
  if (!result.ok) throw new Error(`${pool.fn.name} failed, so that nobody can sign in: ${result.error.errorMessage}`)
  const { response } = TriggerAnswer.parse(JSON.parse(result.payload))
  return response.claimsAndScopeOverrideDetails?.accessTokenGeneration?.claimsToAddOrOverride ?? {}
}

/** How the directory holds roles and area. */
const directoryAttributes = ({ roles, area }: DemoPerson) => ({
  'custom:cdr_roles': roles.join(' '),
  ...(area !== undefined && { 'custom:cdr_area': area }),
})
