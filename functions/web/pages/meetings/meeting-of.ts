import type { Agenda } from '../../../../schemas/panel-work/meeting-views.ts'
import { found } from '../../found.ts'
import { ownPanelPath } from '../../own-panel.ts'
import type { PageRequest } from '../../page.ts'

export const meetingPath = (request: PageRequest): `/${string}` =>
  `${ownPanelPath(request)}/meetings/${encodeURIComponent(request.params['meeting'] ?? '')}`

/** The meeting of the address, with its agenda. */
export const agendaOf = async (request: PageRequest): Promise<Agenda> =>
  found(await request.api.get<Agenda>(meetingPath(request)))
