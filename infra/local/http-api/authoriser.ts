import { createRemoteJWKSet, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'

export interface Authoriser {
  /** Checks the token of a request. */
  readonly check: (authorization: string | undefined, requiredScopes: readonly string[]) => Promise<Verdict>
}

export type Verdict =
  | {
      readonly outcome: 'allowed'
      readonly claims: Readonly<Record<string, string>>
      readonly scopes: readonly string[] | null
    }
  | { readonly outcome: 'unauthorised'; readonly challenge: string }
  | { readonly outcome: 'forbidden'; readonly challenge: string }

export interface AuthoriserOptions {
  readonly issuer: string
  readonly jwksUrl: string
  readonly audiences: readonly string[]
}

/** API Gateway knows RSA signatures only. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512']

/**
 * API Gateway's JWT authoriser: signature by a key of the issuer that the token names, `iss`, `aud` (or `client_id` where there
 * is no `aud`, as in Cognito's access tokens), `exp`, `nbf`, and any one of the route's scopes.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function jwtAuthoriser({ issuer, jwksUrl, audiences }: AuthoriserOptions): Authoriser {
  const keys = createRemoteJWKSet(new URL(jwksUrl))
  return {
    check: async (authorization, requiredScopes) => {
      if (!authorization) return { outcome: 'unauthorised', challenge: 'Bearer' }
      const claims = await verify(authorization.replace(/^Bearer\s+/i, ''), keys, issuer)
      if (!claims || !isMeantForUs(claims, audiences))
        return { outcome: 'unauthorised', challenge: 'Bearer scope="" error="invalid_token"' }
      const held = scopesOf(claims)
      if (requiredScopes.length > 0 && !requiredScopes.some((scope) => held.includes(scope)))
        return {
          outcome: 'forbidden',
          challenge: `Bearer scope="${requiredScopes.join(' ')}" error="insufficient_scope"`,
        }
      return {
        outcome: 'allowed',
        claims: Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, asClaimText(value)])),
        scopes: requiredScopes.length > 0 ? requiredScopes.filter((scope) => held.includes(scope)) : null,
      }
    },
  }
}

async function verify(token: string, keys: JWTVerifyGetKey, issuer: string): Promise<JWTPayload | undefined> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp'],
    })
    return protectedHeader.kid === undefined ? undefined : payload
  } catch {
    return undefined
  }
}

function isMeantForUs({ aud, client_id }: JWTPayload, audiences: readonly string[]) {
  const named = aud === undefined ? [client_id] : [aud].flat()
  return named.some((each) => typeof each === 'string' && audiences.includes(each))
}

const scopesOf = ({ scope, scp }: JWTPayload): string[] =>
  [scope, scp].flat().flatMap((each) => (typeof each === 'string' ? each.split(' ') : []))

/** Claims reach a function as text; a list as API Gateway writes one: `[a b]`. */
function asClaimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asClaimText).join(' ')}]`
  return typeof value === 'string' ? value : JSON.stringify(value)
}
