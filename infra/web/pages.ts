import { agencyPages } from '../../functions/web/agency/pages.ts'
import { areas } from '../../functions/web/pages/all.ts'

interface Acts {
  readonly path: string
  readonly get?: unknown
  readonly post?: unknown
}

/** Of each page of a list: what must be known of it before it is loaded, and where it is loaded from. */
const listed = (pages: readonly Acts[], file: string, list: string) =>
  pages.map(({ get, post, ...known }) => ({
    known: { ...known, methods: [...(get ? ['get'] : []), ...(post ? ['post'] : [])] },
    file: `functions/web/${file}.ts`,
    list,
  }))

export const listedPages = Object.entries(areas).flatMap(([area, pages]) => listed(pages, `pages/${area}`, 'pages'))
export const listedAgencyPages = listed(agencyPages, 'agency/pages', 'agencyPages')

/**
 * The lists of the pages as a module that loads none of them until it is asked for: half of the time that it takes to load everything
 * is that of forms which nobody opens in the night.
 */
export const pagesModule = () => `import { onDemand } from './functions/web/on-demand.ts'
export const pages = [${listedPages.map(onDemand).join()}]
export const agencyPages = [${listedAgencyPages.map(onDemand).join()}]
`

const onDemand = ({ known, file, list }: (typeof listedPages)[number]) =>
  `onDemand(${JSON.stringify(known)}, async () => (await import('./${file}')).${list})`
