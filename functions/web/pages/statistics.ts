import type { Page } from '../page.ts'
import { cut } from './statistics/cut.ts'
import { publish, withdraw } from './statistics/decide.ts'
import { preview } from './statistics/preview.ts'
import { release, releaseDownload } from './statistics/release.ts'
import { releases } from './statistics/releases.ts'
import { report, reportDownload } from './statistics/report.ts'
import { revisions } from './statistics/revisions.ts'
import { scorecard, scorecardDownload } from './statistics/scorecard.ts'
import { table, tableDownload } from './statistics/table.ts'

/** Releases of statistics: made, read and taken home. */
export const pages: readonly Page[] = [
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
