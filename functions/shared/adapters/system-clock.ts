import { instantOf } from '../../../domain/calendar/instant.ts'
import type { Now } from '../ports/clock.ts'

export const systemNow: Now = () => instantOf(Date.now())
