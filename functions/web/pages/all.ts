import type { Page } from '../page.ts'
import { add } from './add.ts'
import { check, discard } from './check.ts'
import { notify, question, resume } from './notify.ts'
import { ownNotifications } from './own-notifications.ts'
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
]
