import type { CaseRecord } from '../../schemas/api.ts'
import type { Scene } from './scene.ts'

/** One page to be shown in the documentation. */
export interface Picture {
  /** Of the file, in `docs/pictures/`. */
  readonly name: string
  /** Demo person who sees it; nobody is signed in where it is left out. */
  readonly as?: string
  /** Its address; a function where something has to be there first. */
  readonly at: string | ((scene: Scene) => Promise<string>)
}

const sudden = (scene: Scene) =>
  scene.caseWhich(({ expectedness, flags }) => expectedness === 'unexpected' && !flags.includes('provisional-panel'))

async function twins(scene: Scene): Promise<string> {
  const reference = await scene.caseWhich(({ flags }) => flags.includes('possible-duplicate'))
  const { body } = await scene.client.get<CaseRecord>('manager', `/cases/${reference}`)
  return `/cases/${reference}/compare/${body.possibleDuplicates[0]?.reference ?? ''}`
}

/** An address that shows something once the synthetic releases are there. */
const withStatistics = (address: string) => async (scene: Scene) => {
  await scene.statistics()
  return address
}

/** The ages of the children who died in the East Midlands, in the newest year that is out. */
async function statisticsTable(scene: Scene): Promise<string> {
  const [newest] = await scene.statistics('deathsNotified')
  return `/statistics/releases/${newest?.id ?? ''}/tables/age-band?within=E12000004`
}

async function releaseToPublish(scene: Scene): Promise<string> {
  const waiting = (await scene.statistics('reviewsCompleted')).find(({ state }) => state === 'audited')
  return `/statistics/releases/${waiting?.id ?? ''}`
}

/** The main pages, in the order in which a death meets them. One more is one more line. */
export const pictures: readonly Picture[] = [
  { name: 'start', at: '/' },
  { name: 'my-notifications', as: 'doctor', at: '/notifications' },
  { name: 'cases', as: 'manager', at: '/cases' },
  { name: 'case', as: 'manager', at: async (scene) => `/cases/${await sudden(scene)}` },
  { name: 'hold', as: 'manager', at: async (scene) => `/cases/${await sudden(scene)}/act/place-on-hold` },
  { name: 'compare', as: 'manager', at: twins },
  { name: 'timeline', as: 'manager', at: async (scene) => `/cases/${await sudden(scene)}/timeline` },
  { name: 'forms', as: 'manager', at: async (scene) => `/cases/${await sudden(scene)}/forms` },
  { name: 'meetings', as: 'manager', at: '/meetings' },
  { name: 'recommendations', as: 'manager', at: '/recommendations' },
  { name: 'what-is-hidden', at: '/statistics/what-is-hidden' },
  { name: 'statistics', as: 'analyst', at: withStatistics('/statistics') },
  { name: 'statistics-table', as: 'analyst', at: statisticsTable },
  {
    name: 'scorecard',
    as: 'analyst',
    at: withStatistics('/statistics/scorecards/E12000004'),
  },
  { name: 'panel-report', as: 'manager', at: withStatistics('/statistics/report') },
  { name: 'release-to-publish', as: 'statistics-lead', at: releaseToPublish },
  { name: 'notices', as: 'manager', at: '/notices' },
  { name: 'timeliness', as: 'scrutineer', at: '/timeliness' },
  { name: 'history', as: 'scrutineer', at: async (scene) => `/cases/${await sudden(scene)}/history` },
]
