import { panelOf } from '../../../../domain/access/access.ts'
import type { Agenda } from '../../../../schemas/panel-work/meeting-views.ts'
import { found } from '../../found.ts'
import { NoSuchPageError, type PageRequest } from '../../page.ts'

/** The panel that the person's work is for. @throws NoSuchPageError for whoever serves none */
export function ownPanel({ person }: PageRequest): string {
  const panel = panelOf(person)
  if (panel === undefined) throw new NoSuchPageError()
  return panel
}

export const meetingPath = (request: PageRequest): `/${string}` =>
  `/panels/${ownPanel(request)}/meetings/${encodeURIComponent(request.params['meeting'] ?? '')}`

/** The meeting of the address, with its agenda. */
export const agendaOf = async (request: PageRequest): Promise<Agenda> =>
  found(await request.api.get<Agenda>(meetingPath(request)))
