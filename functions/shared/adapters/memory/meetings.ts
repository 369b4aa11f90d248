import type { AgendaPlace } from '../../../../domain/panel-work/listing.ts'
import type { Meeting } from '../../../../domain/panel-work/meeting.ts'
import type { MeetingReference, Reference } from '../../../../schemas/reference.ts'
import type { Meetings } from '../../ports/meetings.ts'
import { isSame } from '../chain.ts'

type Named = Pick<Meeting, 'panel' | 'reference'>

const nameOf = ({ panel, reference }: Named) => `${panel} ${reference}`

/** Keeps meetings in memory by the same rules as the table. The store of cases beside it puts cases on their agendas. */
export class InMemoryMeetings implements Meetings {
  readonly #meetings = new Map<string, Meeting>()
  readonly #places = new Map<string, Map<Reference, AgendaPlace>>()

  load(panel: string, reference: MeetingReference): Promise<Meeting | undefined> {
    return Promise.resolve(this.#meetings.get(nameOf({ panel, reference })))
  }

  save(meeting: Meeting): Promise<'saved' | 'changed-meanwhile'> {
    const stored = this.#meetings.get(nameOf(meeting))
    if ((stored?.version ?? 0) !== meeting.version - 1)
      return Promise.resolve(stored && isSame(stored, meeting) ? 'saved' : 'changed-meanwhile')
    this.#meetings.set(nameOf(meeting), meeting)
    return Promise.resolve('saved')
  }

  ofPanel(panel: string): Promise<Meeting[]> {
    return Promise.resolve([...this.#meetings.values()].filter((one) => one.panel === panel))
  }

  listedFor(meeting: Named): Promise<Reference[]> {
    const places = [...(this.#places.get(nameOf(meeting))?.values() ?? [])].filter(({ stands }) => stands)
    return Promise.resolve(places.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)).map(({ reference }) => reference))
  }

  isUnchanged({ version, ...named }: Named & Pick<Meeting, 'version'>): boolean {
    return this.#meetings.get(nameOf(named))?.version === version
  }

  place(places: readonly AgendaPlace[]): void {
    for (const place of places) {
      const name = nameOf({ panel: place.panel, reference: place.meeting })
      this.#places.set(name, (this.#places.get(name) ?? new Map<Reference, AgendaPlace>()).set(place.reference, place))
    }
  }
}

const orderOf = ({ listedAt, reference }: AgendaPlace) => `${listedAt}#${reference}`
