import { AREA_PATTERN, ROLES } from '../../schemas/access.ts'

export interface AccessClaims {
  readonly cdr_roles: string
  readonly cdr_area?: string
}

/**
 * What an access token says about its bearer, from the user's own attributes. Anything that is not a role or an area of this
 * service is left out rather than passed on: a slip in the directory takes rights away and never gives any.
 */
export function tokenClaims(attributes: Readonly<Record<string, string>>): AccessClaims {
  const named = new Set(attributes['custom:cdr_roles']?.split(/\s+/))
  const area = attributes['custom:cdr_area']?.trim()
  return {
    cdr_roles: ROLES.filter((role) => named.has(role)).join(' '),
    ...(area && AREA_PATTERN.test(area) && { cdr_area: area }),
  }
}
