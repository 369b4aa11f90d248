import * as z from 'zod'

/** What a person may be in this service (design: who uses it). One token may carry several. */
export const ROLES = [
  'notifier',
  'designated-doctor',
  'cdop-manager',
  'panel-member',
  'chair',
  'analyst',
  'statistics-lead',
  'scrutineer',
  'operator',
] as const
export type Role = (typeof ROLES)[number]

/** The area a token is good for: a panel (`panel/<code>`), a region (`region/<ONS code>`), or none. */
export const AREA_PATTERN = /^(panel\/[a-z0-9-]+|region\/E12\d{6})$/

/**
 * Claims of an access token that this service reads, besides the standard `sub`.
 * Both are plain strings because an HTTP API hands list claims over in a form of its own.
 */
export const TokenClaimsSchema = z.object({
  sub: z.string().min(1).max(128),
  /** Space-separated roles. */
  cdr_roles: z.string(),
  cdr_area: z.string().optional(),
})
