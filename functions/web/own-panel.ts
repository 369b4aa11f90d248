import { panelOf } from '../../domain/access/access.ts'
import { NoSuchPageError, type PageRequest } from './page.ts'

/** Where the API has the things of the person's panel. @throws NoSuchPageError for whoever serves none */
export function ownPanelPath({ person }: Pick<PageRequest, 'person'>): `/panels/${string}` {
  const panel = panelOf(person)
  if (panel === undefined) throw new NoSuchPageError()
  return `/panels/${panel}`
}
