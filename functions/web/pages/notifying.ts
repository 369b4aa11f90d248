import type { Page } from '../page.ts'
import { add } from './add.ts'
import { check, discard } from './check.ts'
import { notify, question, resume } from './notify.ts'
import { notification, whatMustHappen } from './sent.ts'

/** The questions of a notification, what was sent, and what is added to it. */
export const pages: readonly Page[] = [notification, whatMustHappen, add, notify, resume, question, check, discard]
