import { found } from '../../found.ts'
import type { Page } from '../../page.ts'
import { meetingPath } from './meeting-of.ts'

/** The papers of a meeting, as the printer makes them: without identities, and without what the reader may not see. */
export const pack: Page = {
  path: '/meetings/{meeting}/pack',
  for: 'print-pack',
  get: async (request) => ({
    file: found(await request.api.file(`${meetingPath(request)}/pack`)),
    name: `pack-${request.params['meeting'] ?? ''}.pdf`,
  }),
}
