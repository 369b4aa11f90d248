import { agencyPages } from '../../functions/web/agency/pages.ts'
import { areas } from '../../functions/web/pages/all.ts'

interface Acts {
  readonly path: string
  readonly get?: unknown
  readonly post?: unknown
}

/**
 * The pages as a module that knows of each what stands beside its acts, and loads the acts with their file when they are first asked
 * for: most of the time that loading them all takes is that of forms which nobody opens in the night.
 */
export const pagesModule = () => `import { onDemand } from './functions/web/on-demand.ts'
export const pages = [
${Object.entries(areas)
  .flatMap(([area, pages]) => onDemand(pages, `pages/${area}.ts`, 'pages'))
  .join('')}]
export const agencyPages = [
${onDemand(agencyPages, 'agency/pages.ts', 'agencyPages').join('')}]
`

const onDemand = (pages: readonly Acts[], file: string, list: string) =>
  pages.map(({ get, post, ...known }) => {
    const methods = [...(get ? ['get'] : []), ...(post ? ['post'] : [])]
    return `onDemand(${JSON.stringify({ ...known, methods })}, async () => (await import('./functions/web/${file}')).${list}),\n`
  })
