import { mayEver } from '../../../../domain/access/access.ts'
import { pages } from '../../../../functions/web/pages/all.ts'
import { ROLES, type Role } from '../../../../schemas/access.ts'

const notifiers: readonly Role[] = ['notifier', 'designated-doctor']

/** Every page, and who may see it: a page without a line here fails. */
const expected: Readonly<Record<string, readonly Role[]>> = {
  '/notifications': notifiers,
  '/notifications/{reference}': notifiers,
  '/notifications/{reference}/next-steps': notifiers,
  '/notifications/{reference}/add/{step}': notifiers,
  '/notify': notifiers,
  '/notify/{draft}': notifiers,
  '/notify/{draft}/check': notifiers,
  '/notify/{draft}/discard': notifiers,
  '/notify/{draft}/{step}': notifiers,
}

describe('Pages', () => {
  it('are these and no others', () => {
    expect(pages.map(({ path }) => path).sort()).toEqual(Object.keys(expected).sort())
  })

  it.each(pages.flatMap((page) => ROLES.map((role) => ({ path: page.path, role, page }))))(
    '$path is seen by $role as the table says',
    ({ path, role, page }) => {
      expect(mayEver({ subject: 'somebody', roles: [role] }, page.for)).toBe(expected[path]?.includes(role))
    },
  )

  it('name no child in an address: only references, ids of drafts and steps', () => {
    const parameters = pages.flatMap(({ path }) => [...path.matchAll(/{(\w+)}/g)].map(([, name]) => name))
    expect([...new Set(parameters)].sort()).toEqual(['draft', 'reference', 'step'])
  })
})
