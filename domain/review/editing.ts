import type { Role } from '../../schemas/access.ts'
import type { AnalysisSection } from '../../schemas/analysis/analysis-form.ts'
import type { RefusalReason, Stage } from '../../schemas/panel-work/codes.ts'
import type { Person } from '../access/access.ts'
import type { Case } from '../case/case.ts'
import { refusalTexts } from '../panel-work/refusals.ts'
import { hasConflict } from './review.ts'

/** What a section is part of: the proposal of the review meeting, the draft that the panel completes, or the panel's decision. */
type Part = 'proposal' | 'draft' | 'decision'

export const partOf = {
  meeting: 'draft',
  causeOfDeath: 'draft',
  caseSummary: 'draft',
  child: 'draft',
  socialEnvironment: 'draft',
  physicalEnvironment: 'draft',
  serviceProvision: 'draft',
  proposedCategory: 'proposal',
  panelCategory: 'decision',
  modifiableFactors: 'draft',
  learning: 'draft',
  recommendations: 'draft',
  family: 'draft',
  safeguarding: 'decision',
} as const satisfies Record<AnalysisSection, Part>

/** Every section, in the order of the form. */
export const sections = Object.keys(partOf) as readonly AnalysisSection[]

const DOCTOR = ['designated-doctor'] as const
const PANEL = ['panel-member', 'chair'] as const
const EVERYONE = ['designated-doctor', 'panel-member', 'chair'] as const

/** Before a panel has the case, after its review and after its end nobody writes. */
const otherwise = {
  notified: 'no-panel-yet',
  reviewed: 'reviewed-already',
  closed: 'case-closed',
  retracted: 'notification-retracted',
  joined: 'joined-to-another',
} as const

/**
 * Parts of the form × stages: who writes, or why nobody does. The child death review meeting drafts the form and proposes a category;
 * the panel completes it and decides (guidance, from memory, verify). Once the case is listed the proposal stands, so that both
 * judgements can be compared.
 */
export const editing = {
  proposal: {
    ...otherwise,
    'information-gathering': DOCTOR,
    'child-death-review-meeting': DOCTOR,
    'ready-for-panel': DOCTOR,
    listed: 'proposal-stands',
  },
  draft: {
    ...otherwise,
    'information-gathering': DOCTOR,
    'child-death-review-meeting': DOCTOR,
    'ready-for-panel': EVERYONE,
    listed: EVERYONE,
  },
  decision: {
    ...otherwise,
    'information-gathering': 'panel-decides-later',
    'child-death-review-meeting': 'panel-decides-later',
    'ready-for-panel': PANEL,
    listed: PANEL,
  },
} as const satisfies Record<Part, Record<Stage, readonly Role[] | RefusalReason>>

/** Who writes this section at this stage; or why nobody does. */
export const writersOf = (section: AnalysisSection, stage: Stage): readonly Role[] | RefusalReason =>
  editing[partOf[section]][stage]

/** Why this person may not write this section now; nothing where they may. */
export function refusalToWrite(
  { work }: Case,
  { roles, subject }: Person,
  section: AnalysisSection,
): RefusalReason | undefined {
  const cell = writersOf(section, work.stage)
  if (typeof cell === 'string') return cell
  if (!cell.some((role) => roles.includes(role))) return 'not-for-your-role'
  return hasConflict(work.review, subject) ? 'conflict-of-interest' : undefined
}

/** The refusal in words, with whose the section is now. */
export function refusalToWriteInWords(reason: RefusalReason, section: AnalysisSection, stage: Stage): string {
  const cell = writersOf(section, stage)
  return reason === 'not-for-your-role' && typeof cell !== 'string'
    ? `${refusalTexts[reason]} It is for: ${cell.join(', ')}.`
    : refusalTexts[reason]
}
