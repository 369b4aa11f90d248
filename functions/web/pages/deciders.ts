import { mayEver } from '../../../domain/access/access.ts'
import { accessTable, verdictOf, type Cell, type Verdict } from '../../../domain/access/table.ts'
import { isReviewed } from '../../../domain/panel-work/stages.ts'
import { sections } from '../../../domain/review/editing.ts'
import type { Page } from '../page.ts'
import { caseActs } from './cases/acts/all.ts'
import type { Stage } from '../../../schemas/panel-work/codes.ts'

type OperationId = keyof typeof accessTable

/** An operation of the API that decides a page; where it has parts, with the part, which may stand in the page's address. */
type Decider = OperationId | `${OperationId}:${string}`

/**
 * What a page is about: nothing in particular, a draft of one's own, a notification, the panel that one serves (whichever that is), a
 * meeting of it, or a case.
 */
export type PageSubject = 'nothing' | 'draft' | 'notification' | 'own-panel' | 'meeting' | 'case'

export interface PageRow {
  readonly about: PageSubject
  /** What decides whether it is shown, in turn; nothing where only the person's role is asked, and nothing of anybody is shown. */
  readonly read?: readonly Decider[]
  /** What decides whether its form is taken. */
  readonly sent?: readonly Decider[]
  /** What the stage of a case makes of it before anything is asked. */
  readonly at?: (stage: Stage) => Verdict
}

const recommended = { at: (stage: Stage): Verdict => (isReviewed(stage) ? 'may' : 'as-unknown') }

/** Every page, and what of the API decides it. A page without a row fails the test of the pages' cells. */
export const pageTable: Readonly<Record<string, PageRow>> = {
  '/notifications': { about: 'nothing', read: ['readOwnNotifications'] },
  '/notifications/{reference}': { about: 'notification', read: ['readOwnNotification'] },
  '/notifications/{reference}/next-steps': { about: 'notification', read: ['readOwnNotification'] },
  '/notifications/{reference}/add/{step}': {
    about: 'notification',
    read: ['readOwnNotification'],
    sent: ['readOwnNotification', 'amendNotification'],
  },
  '/notify': { about: 'nothing', read: [], sent: [] },
  '/notify/{draft}': { about: 'draft', read: [] },
  '/notify/{draft}/{step}': { about: 'draft', read: [], sent: [] },
  '/notify/{draft}/check': { about: 'draft', read: [], sent: ['notifyDeath'] },
  '/notify/{draft}/discard': { about: 'draft', read: [], sent: [] },
  '/cases': { about: 'own-panel', read: ['readQueue'], sent: ['findCase', 'readQueue'] },
  '/cases/{reference}': { about: 'case', read: ['readCase'] },
  '/cases/{reference}/act/{act}': { about: 'case', read: ['readCase', 'workCase:{act}'], sent: ['workCase:{act}'] },
  '/cases/{reference}/clocks/{rule}': { about: 'case', read: ['readCase'], sent: ['recordClock'] },
  '/cases/{reference}/compare/{other}': { about: 'case', read: ['readCase'] },
  '/cases/{reference}/forms': { about: 'case', read: ['readCase'] },
  '/cases/{reference}/history': { about: 'case', read: ['readHistory'] },
  '/cases/{reference}/timeline': { about: 'case', read: ['readCase', 'readHistory'] },
  '/timeliness': { about: 'own-panel', read: ['readCompliance'], sent: [] },
  '/timeliness/table': { about: 'own-panel', read: ['readCompliance'] },
  '/notices': { about: 'own-panel', read: ['readNotices'] },
  '/statistics': { about: 'nothing', read: ['listReleases'] },
  '/statistics/releases/{release}': { about: 'nothing', read: ['readRelease'] },
  '/statistics/releases/{release}/download': { about: 'nothing', read: ['readReleaseFile'] },
  '/statistics/releases/{release}/revisions': { about: 'nothing', read: ['readReleaseFile'] },
  '/statistics/releases/{release}/tables/{table}': { about: 'nothing', read: ['pullTable'] },
  '/statistics/releases/{release}/tables/{table}/download': { about: 'nothing', read: ['pullTable'] },
  '/statistics/cut': { about: 'nothing', read: [], sent: ['cutRelease'] },
  '/statistics/releases/{release}/publish': {
    about: 'nothing',
    read: ['readRelease'],
    sent: ['readRelease', 'publishRelease'],
  },
  '/statistics/releases/{release}/withdraw': {
    about: 'nothing',
    read: ['readRelease'],
    sent: ['readRelease', 'withdrawRelease'],
  },
  '/statistics/scorecards/{region}': { about: 'nothing', read: ['readScorecard'] },
  '/statistics/scorecards/{region}/download': { about: 'nothing', read: ['readScorecard'] },
  '/statistics/report': { about: 'own-panel', read: ['listReleases', 'readPanelReport'] },
  '/statistics/report/download': { about: 'own-panel', read: ['readPanelReport'] },
  '/statistics/releases/{release}/preview': { about: 'own-panel', read: ['listReleases'], sent: ['previewRelease'] },
  '/meetings': { about: 'own-panel', read: ['readMeetings'] },
  '/meetings/arrange': { about: 'own-panel', read: ['readMeetings'], sent: ['readMeetings', 'planMeeting'] },
  '/meetings/{meeting}': { about: 'meeting', read: ['readAgenda'] },
  '/meetings/{meeting}/add': {
    about: 'meeting',
    read: ['readAgenda', 'readQueue'],
    sent: ['readAgenda', 'readQueue', 'workCase:list-for-meeting'],
  },
  '/meetings/{meeting}/take-off': { about: 'meeting', sent: ['workCase:move-to-stage'] },
  '/meetings/{meeting}/people': { about: 'meeting', read: ['readAgenda'], sent: ['readAgenda', 'changeMeeting'] },
  '/meetings/{meeting}/move': { about: 'meeting', read: ['readAgenda'], sent: ['readAgenda', 'changeMeeting'] },
  '/meetings/{meeting}/cancel': { about: 'meeting', read: ['readAgenda'], sent: ['readAgenda', 'changeMeeting'] },
  '/meetings/{meeting}/pack': { about: 'meeting', read: ['printMeetingPack'] },
  // Whether somebody is too near is asked before anything of the case is read: the page shows what stands in its address.
  '/review/{reference}': { about: 'case', read: [], sent: ['workCase:declare-conflict'] },
  '/review/{reference}/conflict': { about: 'case', read: [], sent: ['workCase:withdraw-conflict'] },
  '/review/{reference}/case': { about: 'case', read: ['readAnonymisedCase'] },
  '/review/{reference}/form': { about: 'case', read: ['readAnalysis'] },
  '/review/{reference}/form/{section}': {
    about: 'case',
    read: ['readAnalysis'],
    sent: ['writeAnalysisSection:{section}'],
  },
  '/review/{reference}/form/{section}/texts/{alternative}': {
    about: 'case',
    read: ['readAnalysis'],
    sent: ['chooseAnalysisText:{section}'],
  },
  '/review/{reference}/conclude': {
    about: 'case',
    read: ['readAnalysis'],
    sent: ['readAnalysis', 'workCase:conclude'],
  },
  '/review/{reference}/reopen': { about: 'case', read: [], sent: ['workCase:reopen'] },
  '/recommendations': { about: 'own-panel', read: ['readRecommendations'] },
  '/recommendations/{reference}/{number}': { about: 'case', read: ['readRecommendations'], ...recommended },
  '/recommendations/{reference}/{number}/{act}': {
    about: 'case',
    read: ['readRecommendations'],
    sent: ['readRecommendations', 'actOnRecommendation'],
    ...recommended,
  },
}

/** What stands in an address in place of the part of an operation. */
export const partsInAddress: Readonly<Record<string, readonly string[]>> = {
  '{act}': Object.keys(caseActs),
  '{section}': sections,
}

export const decidersOf = (row: PageRow, method: 'get' | 'post') => (method === 'get' ? row.read : row.sent) ?? []

function split(decider: Decider, part: string | undefined) {
  const [operation = '', named] = decider.split(':')
  const isInAddress = named !== undefined && named in partsInAddress
  return { row: accessTable[operation as OperationId], part: isInAddress ? part : named }
}

/** What asking for a page, or sending its form, comes to for somebody of one role, by what decides it in turn. */
export function verdictOfPage(page: Page, row: PageRow, method: 'get' | 'post', { part, ...cell }: Cell): Verdict {
  if (!mayEver({ subject: '', roles: [cell.role] }, page.for)) return 'not-the-role'
  const deciders = decidersOf(row, method)
  if (row.about === 'draft' && !cell.isTheirs) return 'as-unknown'
  // Nothing is looked up: nobody learns whether it is there.
  if (deciders.length === 0) return 'may'
  if (row.about === 'own-panel' && !cell.isTheirs) return 'as-unknown'
  const atStage = cell.stage !== undefined && row.at ? row.at(cell.stage) : 'may'
  if (atStage !== 'may') return atStage
  for (const decider of deciders) {
    const { row: operation, part: itsPart } = split(decider, part)
    const verdict = verdictOf(operation, { ...cell, ...(itsPart !== undefined && { part: itsPart }) })
    if (verdict !== 'may') return verdict
  }
  return 'may'
}
