import type { Page } from '../page.ts'
import { ownNotifications } from './own-notifications.ts'

/** Every page. Where several are somebody's landing page, the first is theirs. */
export const pages: readonly Page[] = [ownNotifications]
