import type { Meeting } from '../../../domain/panel-work/meeting.ts'
import type { MeetingReference, Reference } from '../../../schemas/reference.ts'

/** The meetings of panels, and which cases stand on their agendas. */
export interface Meetings {
  /** Strongly consistent. */
  load(panel: string, reference: MeetingReference): Promise<Meeting | undefined>
  /** Stores it, if what is stored is the version before it; for a first version, if there is none. */
  save(meeting: Meeting): Promise<'saved' | 'changed-meanwhile'>
  ofPanel(panel: string): Promise<Meeting[]>
  /** Cases on the agenda, the first listed first; strongly consistent. */
  listedFor(meeting: Pick<Meeting, 'panel' | 'reference'>): Promise<Reference[]>
}
