import type { PreTokenGenerationV2TriggerHandler } from 'aws-lambda'
import { tokenClaims } from './token-claims.ts'

export const handler: PreTokenGenerationV2TriggerHandler = (event) => {
  const claimsToAddOrOverride = { ...tokenClaims(event.request.userAttributes) }
  event.response = { claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride } } }
  return Promise.resolve(event)
}
