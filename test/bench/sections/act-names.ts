import type { Units, WrittenItem } from '../request-units.ts'

/** What one act of somebody, or one step of the pipeline, consumed. */
export interface MeasuredAct extends Units {
  readonly act: ActName
  /** Such as `Query, TransactWriteItems (3)`. */
  readonly calls: string
  readonly items: readonly WrittenItem[]
}

export const ACTS = {
  notify: 'notify, minimal form',
  notifyFull: 'notify, full form',
  replay: 'the same request again',
  notifyFurther: 'notify, a second notifier',
  amend: 'amend',
  categorise: 'categorise, a new case',
  route: 'route, a new case',
  categoriseAgain: 'categorise again, when facts changed',
  routeAgain: 'route again, when facts changed',
  queuePage: 'queue page of 25',
  readCase: 'read a case, and record that it was read',
  claim: 'claim a case',
  move: 'move a case to its next stage',
  list: 'list a case for a meeting',
  writeSection: 'write a section of the analysis form',
  review: 'review: the panel’s conclusion',
  registerPage: 'page of the register of recommendations',
  pull: 'one statistics pull, the heads read a minute ago at most',
  pullFirst: 'one statistics pull, the first of a minute',
  release: 'one release, of a year of England',
} as const
export type ActName = keyof typeof ACTS
