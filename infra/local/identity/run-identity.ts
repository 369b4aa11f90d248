import type { Foundation } from '../foundation.ts'
import { jwtAuthoriser, type Authoriser } from '../http-api/authoriser.ts'
import type { Trust } from '../http-api/read-api.ts'
import type { RunningFunctions } from '../lambda/run-functions.ts'
import type { LocalCloud } from '../local-cloud.ts'
import { claimsFromTrigger } from './claims.ts'
import { startIdentity } from './provider.ts'
import { signInAs } from './sign-in.ts'
import { openIdentityStore } from './store.ts'
import type { UserPool } from './user-pool.ts'

/** The sign-in, running. */
export interface RunningIdentity extends Pick<LocalCloud, 'issuer' | 'signIn' | 'tokenFor'> {
  /** @throws Error when an authoriser trusts somebody other than the template's user pool */
  readonly authoriserFor: (trust: Trust) => Authoriser
}

export async function runIdentity(
  pool: UserPool | undefined,
  functions: RunningFunctions,
  { ports, region, keeper, closing, fileNamed, log }: Foundation,
  apiUrl: string,
): Promise<RunningIdentity> {
  if (!pool) return nobody
  const claimsFunction = pool.claimsFunctionArn === undefined ? undefined : functions.poolOf(pool.claimsFunctionArn)
  const { issuer, jwksUrl, stop } = await startIdentity({
    port: ports.identity,
    pool,
    apiUrl,
    keeper,
    store: openIdentityStore(fileNamed('identity.db')),
    log,
    claimsFor: (person, clientId, scopes) =>
      claimsFunction
        ? claimsFromTrigger(claimsFunction, pool.id, region, person, clientId, scopes)
        : Promise.resolve({}),
  })
  closing.add(stop)
  const [client] = pool.clients
  const signIn = client && { clientId: client.id, clientSecret: client.secret, scopes: client.scopes }
  return {
    issuer,
    signIn,
    tokenFor: (person) => {
      if (!signIn) throw new Error('The user pool has no client to sign in through.')
      return signInAs(person, { issuer, ...signIn })
    },
    authoriserFor: (trust) => {
      if (trust.issuer !== pool.cognitoIssuer) throw refusal(trust)
      return jwtAuthoriser({ issuer, jwksUrl, audiences: trust.audiences })
    },
  }
}

const refusal = ({ issuer }: Trust) =>
  new Error(`An authoriser trusts ${issuer}; the local cloud stands in for the template's own user pool only.`)

const nobody: RunningIdentity = {
  issuer: undefined,
  signIn: undefined,
  tokenFor: () => Promise.reject(new Error('The template has no user pool to sign in to.')),
  authoriserFor: (trust) => {
    throw refusal(trust)
  },
}
