import type { CivilDate } from '../../../schemas/calendar.ts'
import type { Discipline } from '../../../schemas/analysis/panel.ts'
import type { Reference } from '../../../schemas/reference.ts'

/** A meeting of a panel, as its papers say it. */
export interface Meeting {
  readonly id: string
  /** In words, for example `Neonatal panel`. */
  readonly kind: string
  readonly on: CivilDate
  /** The cases in the order in which they are to be reviewed. */
  readonly agenda: readonly Reference[]
  /** Whom the panel expects: what they sit on it for, never their names. */
  readonly members: readonly Discipline[]
  readonly quorum: readonly QuorumLine[]
}

/** One of the things that a quorum needs. */
export interface QuorumLine {
  /** In words, for example `A lay representative`. */
  readonly needed: string
  readonly isMet: boolean
}

export interface MeetingReader {
  meeting(panel: string, id: string): Promise<Meeting | undefined>
}
