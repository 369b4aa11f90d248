import type { Page } from '../page.ts'
import { add } from './add.ts'
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
import { check, discard } from './check.ts'
import { notify, question, resume } from './notify.ts'
import { ownNotifications } from './own-notifications.ts'
import { panelPages } from './panel.ts'
import { notification, whatMustHappen } from './sent.ts'
import { cut } from './statistics/cut.ts'
import { publish, withdraw } from './statistics/decide.ts'
import { preview } from './statistics/preview.ts'
import { release, releaseDownload } from './statistics/release.ts'
import { releases } from './statistics/releases.ts'
import { report, reportDownload } from './statistics/report.ts'
import { revisions } from './statistics/revisions.ts'
import { scorecard, scorecardDownload } from './statistics/scorecard.ts'
import { table, tableDownload } from './statistics/table.ts'

export { openPages } from './open.ts'

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
  releases,
  release,
  releaseDownload,
  revisions,
  table,
  tableDownload,
  cut,
  publish,
  withdraw,
  scorecard,
  scorecardDownload,
  report,
  reportDownload,
  preview,
  ...panelPages,
]
