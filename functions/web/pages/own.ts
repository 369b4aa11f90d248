import type { Page } from '../page.ts'
import { ownNotifications } from './own-notifications.ts'
import { notification, whatMustHappen } from './sent.ts'

/** What a notifier has sent, and what must happen now. */
export const pages: readonly Page[] = [ownNotifications, notification, whatMustHappen]
