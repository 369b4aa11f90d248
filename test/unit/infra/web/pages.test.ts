import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { agencyPages } from '../../../../functions/web/agency/pages.ts'
import { onDemand, type Known } from '../../../../functions/web/on-demand.ts'
import { pages } from '../../../../functions/web/pages/all.ts'
import { listedAgencyPages, listedPages } from '../../../../infra/web/pages.ts'

const root = path.resolve(import.meta.dirname, '..', '..', '..', '..')

type Listed = (typeof listedPages)[number]
interface Page {
  readonly path: string
  readonly get?: (...given: never[]) => Promise<unknown>
  readonly post?: (...given: never[]) => Promise<unknown>
}

/** The page as the build lists it: what must be known goes through JSON. */
const asListed = ({ known }: Listed) =>
  onDemand(JSON.parse(JSON.stringify(known)) as Known<Page>, () => Promise.reject(new Error('Nobody asked for it.')))

/** The page itself, its acts left open. */
const asWritten = (page: Page) => ({
  ...page,
  ...(page.get && { get: expect.any(Function) as unknown }),
  ...(page.post && { post: expect.any(Function) as unknown }),
})

describe.each([
  ['pages', listedPages, pages],
  ['pages of an agency', listedAgencyPages, agencyPages],
] as const)('The list of %s that is made at build', (_name, listed: readonly Listed[], written: readonly Page[]) => {
  it('says of each page all that is known of it, in the same order', () => {
    expect(listed.map(asListed)).toEqual(written.map(asWritten))
  })

  it('names the file that each is loaded from', async () => {
    for (const { known, file, list } of listed) {
      const loaded = (await import(pathToFileURL(path.join(root, file)).href)) as Record<string, readonly Page[]>
      const page = loaded[list]?.find((one) => one.path === known.path)
      expect(written.find((one) => one.path === known.path)).toBe(page)
    }
  })
})
