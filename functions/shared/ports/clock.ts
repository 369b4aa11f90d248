import type { Instant } from '../../../domain/calendar/instant.ts'

/** The time now. */
export type Now = () => Instant
