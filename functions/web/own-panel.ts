import { panelOf } from '../../domain/access/access.ts'
import { NoSuchPageError, type PageRequest } from './page.ts'

/** The panel that the person serves. @throws NoSuchPageError for whoever serves none */
export function ownPanel({ person }: Pick<PageRequest, 'person'>): string {
  const panel = panelOf(person)
  if (panel === undefined) throw new NoSuchPageError()
  return panel
}

/** Where the API has the things of the person's panel. */
export const ownPanelPath = (request: Pick<PageRequest, 'person'>): `/panels/${string}` =>
  `/panels/${ownPanel(request)}`
