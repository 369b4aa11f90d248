import type { Page } from '../page.ts'
import { ownNotifications } from './own-notifications.ts'

/** Where a doctor begins. It stands alone: the questions, which take longest to load, are not needed yet. */
export const pages: readonly Page[] = [ownNotifications]
