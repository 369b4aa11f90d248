import type { Page } from '../page.ts'
import { act } from './cases/act.ts'
import { caseOfPanel } from './cases/case.ts'
import { clock } from './cases/clock.ts'
import { compare } from './cases/compare.ts'
import { formsOfCase } from './cases/forms.ts'
import { history } from './cases/history.ts'
import { queue } from './cases/queue.ts'
import { timeline } from './cases/timeline.ts'
import { notices } from './notices.ts'
import { timeliness, timelinessTable } from './timeliness.ts'

/** A panel's cases, and how they stand. */
export const pages: readonly Page[] = [
  queue,
  caseOfPanel,
  act,
  clock,
  compare,
  formsOfCase,
  history,
  timeline,
  timeliness,
  timelinessTable,
  notices,
]
