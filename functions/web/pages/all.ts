import type { Page } from '../page.ts'
import { add } from './add.ts'
import { check, discard } from './check.ts'
import { notify, question, resume } from './notify.ts'
import { ownNotifications } from './own-notifications.ts'
import { panelPages } from './panel.ts'
import { notification, whatMustHappen } from './sent.ts'

/** Every page. Where several are somebody's landing page, the first is theirs. */
export const pages: readonly Page[] = [
  ownNotifications,
  notification,
  whatMustHappen,
  add,
  notify,
  resume,
  question,
  check,
  discard,
  ...panelPages,
]
