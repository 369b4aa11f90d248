import type { Role } from '../../schemas/access.ts'
import type { AnalysisSection } from '../../schemas/analysis/analysis-form.ts'
import type { operations } from '../../schemas/operations.ts'
import type { ActionName, Stage } from '../../schemas/panel-work/codes.ts'
import { actions, hasEnded, isReviewed, stagesAfter } from '../panel-work/stages.ts'
import { sections, writersOf } from '../review/editing.ts'
import { permissions, type Act } from './access.ts'
import { isInSight } from './sight.ts'

/** What asking comes to, as far as access goes. */
export type Verdict =
  | 'may'
  /** It is for another role. */
  | 'not-the-role'
  /** As what does not exist: nobody learns that it does. */
  | 'as-unknown'
  /** The case does not allow it at its stage. */
  | 'not-now'
  /** They have declared a conflict of interest in the case. */
  | 'conflict'

/**
 * What is asked about: nothing in particular, a notification that somebody made, a panel, a case of a panel, or a form that an
 * agency was sent a link to.
 */
export type Subject = 'nothing' | 'notification' | 'panel' | 'case' | 'form'

/** One way in. Whatever is not refused here, its own rules may still refuse: an empty hold cannot be lifted. */
export interface AccessRow {
  /** Left out where anyone may ask, signed in or not. */
  readonly act?: Act
  readonly about: Subject
  /** What the way in divides into, each with cells of its own. */
  readonly parts?: readonly string[]
  /** What the stage of the case makes of it, for somebody whose role and panel it is. */
  readonly at?: (stage: Stage, role: Role, part: string) => Verdict
  /** Whether a declared conflict of interest shuts it. */
  readonly shutByConflict?: boolean
}

type OperationId = (typeof operations)[number]['id']

const only =
  (isOpen: (stage: Stage) => boolean, otherwise: Verdict = 'not-now') =>
  (stage: Stage): Verdict =>
    isOpen(stage) ? 'may' : otherwise

const seeing = (stage: Stage, role: Role): Verdict => (isInSight(stage, [role]) ? 'may' : 'not-now')

function working(stage: Stage, role: Role, action: string): Verdict {
  const after = stagesAfter(action as ActionName, stage, [role])
  if (typeof after !== 'string') return 'may'
  return after === 'not-for-your-role' ? 'not-the-role' : 'not-now'
}

function writing(stage: Stage, role: Role, section: string): Verdict {
  const writers = writersOf(section as AnalysisSection, stage)
  if (typeof writers === 'string') return 'not-now'
  return writers.includes(role) ? 'may' : 'not-the-role'
}

/** Every way into the API. One without a row does not compile. */
export const accessTable: Readonly<Record<OperationId, AccessRow>> = {
  notifyDeath: { act: 'notify-death', about: 'nothing' },
  amendNotification: {
    act: 'amend-notification',
    about: 'notification',
    at: only((stage) => stage !== 'retracted'),
  },
  readOwnNotifications: { act: 'read-own-notifications', about: 'nothing' },
  readOwnNotification: { act: 'read-own-notifications', about: 'notification' },
  readQueue: { act: 'read-queue', about: 'panel' },
  findCase: { act: 'read-queue', about: 'panel' },
  readNotices: { act: 'read-notices', about: 'panel' },
  readCase: { act: 'read-case', about: 'case' },
  readAnonymisedCase: { act: 'read-anonymised-case', about: 'case', at: seeing, shutByConflict: true },
  readHistory: { act: 'read-history', about: 'case' },
  readReadings: { act: 'read-history', about: 'case' },
  recordClock: { act: 'record-clock', about: 'case', at: only((stage) => !hasEnded(stage)) },
  readCompliance: { act: 'read-compliance', about: 'panel' },
  workCase: { act: 'work-case', about: 'case', parts: actions, at: working },
  planMeeting: { act: 'run-meetings', about: 'panel' },
  readMeetings: { act: 'read-meetings', about: 'panel' },
  readAgenda: { act: 'read-meetings', about: 'panel' },
  changeMeeting: { act: 'run-meetings', about: 'panel' },
  readAnalysis: { act: 'read-analysis', about: 'case', at: seeing, shutByConflict: true },
  writeAnalysisSection: {
    act: 'write-analysis',
    about: 'case',
    parts: sections,
    at: writing,
    shutByConflict: true,
  },
  chooseAnalysisText: { act: 'write-analysis', about: 'case', parts: sections, at: writing, shutByConflict: true },
  // Before there is a conclusion there is nothing to act on.
  actOnRecommendation: {
    act: 'act-on-recommendation',
    about: 'case',
    at: only(isReviewed, 'as-unknown'),
    shutByConflict: true,
  },
  readRecommendations: { act: 'read-recommendations', about: 'panel' },
  openFormLink: { about: 'form' },
  readForm: { about: 'form' },
  answerForm: { about: 'form' },
  printMeetingPack: { act: 'print-pack', about: 'panel' },
  printOutcomeLetter: { act: 'print-outcome-letter', about: 'case', at: only(isReviewed), shutByConflict: true },
  listReleases: { act: 'read-statistics', about: 'nothing' },
  readRelease: { act: 'read-statistics', about: 'nothing' },
  readReleaseFile: { act: 'read-statistics', about: 'nothing' },
  pullTable: { act: 'read-statistics', about: 'nothing' },
  readScorecard: { act: 'read-statistics', about: 'nothing' },
  cutRelease: { act: 'lead-statistics', about: 'nothing' },
  readReleaseAudit: { act: 'lead-statistics', about: 'nothing' },
  publishRelease: { act: 'lead-statistics', about: 'nothing' },
  withdrawRelease: { act: 'lead-statistics', about: 'nothing' },
  readPanelReport: { act: 'read-panel-report', about: 'panel' },
  previewRelease: { act: 'preview-statistics', about: 'panel' },
  describeApi: { about: 'nothing' },
}

/** Who asks, from where, about what. */
export interface Cell {
  readonly role: Role
  /** Whether it is theirs: made by themselves, or of the panel that their token is good for. */
  readonly isTheirs: boolean
  readonly hasConflict?: boolean
  readonly stage?: Stage
  readonly part?: string
}

/** What asking comes to for somebody of one role. Whoever has several may what any of them may. */
export function verdictOf(row: AccessRow, { role, isTheirs, hasConflict, stage, part = '' }: Cell): Verdict {
  if (!row.act || row.about === 'form') return 'may'
  if (!permissions[row.act].roles.some((may: Role) => may === role)) return 'not-the-role'
  if (row.about === 'nothing') return 'may'
  if (!isTheirs) return 'as-unknown'
  if (stage === undefined || row.about === 'panel') return 'may'
  // What was just notified is nobody's yet but its notifier's.
  if (row.about === 'case' && stage === 'notified') return 'as-unknown'
  const byStage = row.at?.(stage, role, part) ?? 'may'
  return byStage === 'may' && hasConflict && row.shutByConflict ? 'conflict' : byStage
}
