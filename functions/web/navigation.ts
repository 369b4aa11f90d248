import { mayEver, type Person } from '../../domain/access/access.ts'
import type { Page } from './page.ts'

/** A link of the bar that stands above every page. */
export interface NavigationLink {
  readonly text: string
  readonly href: string
  /** `page` on the page itself, `true` on those that lie below it. */
  readonly current?: 'page' | 'true'
}

/** Where this person's pages begin: those that name themselves in the bar, in the order of `pages/all.ts`. */
export const navigationFor = (pages: readonly Page[], person: Person, path: string): readonly NavigationLink[] =>
  pages.flatMap((page) => {
    if (page.inBar === undefined || !mayEver(person, page.for)) return []
    const isHere = path === page.path
    const isBelow = path.startsWith(`${page.path}/`)
    return { text: page.inBar, href: page.path, ...((isHere || isBelow) && { current: isHere ? 'page' : 'true' }) }
  })

/** The page on which a person's work begins; of several, the first in `pages/all.ts`. */
export const landingOf = (pages: readonly Page[], { roles }: Person): Page | undefined =>
  pages.find(({ landing }) => landing?.some((role) => roles.includes(role)))
