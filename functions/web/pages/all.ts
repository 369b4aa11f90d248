import type { Page } from '../page.ts'
import { check, discard } from './check.ts'
import { notify, question, resume } from './notify.ts'
import { ownNotifications } from './own-notifications.ts'

/** Every page. Where several are somebody's landing page, the first is theirs. */
export const pages: readonly Page[] = [ownNotifications, notify, resume, question, check, discard]
