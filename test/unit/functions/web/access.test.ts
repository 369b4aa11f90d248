import { mayEver } from '../../../../domain/access/access.ts'
import { landingOf, navigationFor } from '../../../../functions/web/navigation.ts'
import { openPages, pages } from '../../../../functions/web/pages/all.ts'
import { ROLES, type Role } from '../../../../schemas/access.ts'

const notifiers: readonly Role[] = ['notifier', 'designated-doctor']
const caseworkers: readonly Role[] = ['cdop-manager', 'designated-doctor']
const panel: readonly Role[] = ['cdop-manager', 'designated-doctor', 'chair', 'panel-member']

const readersOfStatistics: readonly Role[] = ['analyst', 'statistics-lead', 'cdop-manager', 'chair', 'scrutineer']

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
  '/cases': [...caseworkers, 'chair'],
  '/cases/{reference}': caseworkers,
  '/cases/{reference}/act/{act}': caseworkers,
  '/cases/{reference}/clocks/{rule}': caseworkers,
  '/cases/{reference}/compare/{other}': caseworkers,
  '/cases/{reference}/forms': caseworkers,
  '/cases/{reference}/history': [...caseworkers, 'scrutineer'],
  '/cases/{reference}/timeline': caseworkers,
  '/timeliness': [...caseworkers, 'chair', 'scrutineer'],
  '/timeliness/table': [...caseworkers, 'chair', 'scrutineer'],
  '/notices': caseworkers,
  '/statistics': readersOfStatistics,
  '/statistics/releases/{release}': readersOfStatistics,
  '/statistics/releases/{release}/download': readersOfStatistics,
  '/statistics/releases/{release}/revisions': readersOfStatistics,
  '/statistics/releases/{release}/tables/{table}': readersOfStatistics,
  '/statistics/releases/{release}/tables/{table}/download': readersOfStatistics,
  '/statistics/scorecards/{region}': readersOfStatistics,
  '/statistics/scorecards/{region}/download': readersOfStatistics,
  '/statistics/report': ['cdop-manager', 'chair', 'statistics-lead', 'scrutineer'],
  '/statistics/report/download': ['cdop-manager', 'chair', 'statistics-lead', 'scrutineer'],
  '/statistics/releases/{release}/preview': ['cdop-manager'],
  '/statistics/cut': ['statistics-lead'],
  '/statistics/releases/{release}/publish': ['statistics-lead'],
  '/statistics/releases/{release}/withdraw': ['statistics-lead'],

  '/meetings': panel,
  '/meetings/arrange': ['cdop-manager'],
  '/meetings/{meeting}': panel,
  '/meetings/{meeting}/add': ['cdop-manager'],
  '/meetings/{meeting}/take-off': ['cdop-manager'],
  '/meetings/{meeting}/people': ['cdop-manager'],
  '/meetings/{meeting}/move': ['cdop-manager'],
  '/meetings/{meeting}/cancel': ['cdop-manager'],
  '/meetings/{meeting}/pack': panel,
  '/review/{reference}': panel,
  '/review/{reference}/conflict': panel,
  '/review/{reference}/case': panel,
  '/review/{reference}/form': panel,
  '/review/{reference}/form/{section}': panel,
  '/review/{reference}/form/{section}/texts/{alternative}': ['designated-doctor', 'panel-member', 'chair'],
  '/review/{reference}/conclude': panel,
  '/review/{reference}/reopen': panel,
  '/recommendations': panel,
  '/recommendations/{reference}/{number}': panel,
  '/recommendations/{reference}/{number}/{act}': ['cdop-manager', 'chair'],
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

  it('for anyone are these and no others', () => {
    expect(Object.keys(openPages)).toEqual(['/statistics/what-is-hidden'])
  })

  it('name no child in an address: only references, ids of drafts, numbers, names of acts, releases and areas', () => {
    const parameters = pages.flatMap(({ path }) => [...path.matchAll(/{(\w+)}/g)].map(([, name]) => name))
    expect([...new Set(parameters)].sort()).toEqual([
      'act',
      'alternative',
      'draft',
      'meeting',
      'number',
      'other',
      'reference',
      'region',
      'release',
      'rule',
      'section',
      'step',
      'table',
    ])
  })
})

/** Where the work of each role begins, and what the bar above their pages leads to. */
const bars: Readonly<Record<Role, readonly string[]>> = {
  notifier: ['/notifications'],
  'designated-doctor': ['/notifications', '/cases', '/timeliness', '/notices', '/meetings', '/recommendations'],
  'cdop-manager': ['/cases', '/timeliness', '/notices', '/statistics', '/meetings', '/recommendations'],
  'panel-member': ['/meetings', '/recommendations'],
  chair: ['/cases', '/timeliness', '/statistics', '/meetings', '/recommendations'],
  analyst: ['/statistics'],
  'statistics-lead': ['/statistics'],
  scrutineer: ['/timeliness', '/statistics'],
  operator: [],
}
const landings: Readonly<Partial<Record<Role, string>>> = {
  notifier: '/notifications',
  'designated-doctor': '/notifications',
  'cdop-manager': '/cases',
  scrutineer: '/timeliness',
  analyst: '/statistics',
  'statistics-lead': '/statistics',
  'panel-member': '/meetings',
  chair: '/meetings',
}

describe.each(ROLES)('The pages of a %s', (role) => {
  const person = { subject: 'somebody', roles: [role] }

  it('begin where the table says, and on a page that they may see', () => {
    const landing = landingOf(pages, person)
    expect(landing?.path).toBe(landings[role])
    expect(landing === undefined || mayEver(person, landing.for)).toBe(true)
  })

  it('have a bar with the links of the table, each to a page without parameters', () => {
    const links = navigationFor(pages, person, '/')
    expect(links.map(({ href }) => href)).toEqual(bars[role])
    expect(links.filter(({ href }) => href.includes('{'))).toEqual([])
  })
})

describe('The bar', () => {
  const doctor = { subject: 'somebody', roles: ['designated-doctor'] } as const
  const current = (path: string) => navigationFor(pages, doctor, path).map(({ current }) => current)

  it('says which page one is on, or below', () => {
    expect(current('/notifications')[0]).toBe('page')
    expect(current('/notifications/K3M9-QFX7-2D4H-W8TN')[0]).toBe('true')
    expect(current('/notify')[0]).toBeUndefined()
  })
})
