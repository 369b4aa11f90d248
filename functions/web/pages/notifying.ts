import type { Page } from '../page.ts'
import { add } from './add.ts'
import { check, discard } from './check.ts'
import { notify, question, resume } from './notify.ts'

/** The questions of a notification, and of what is added to one. */
export const pages: readonly Page[] = [add, notify, resume, question, check, discard]
