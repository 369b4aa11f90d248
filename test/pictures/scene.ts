import type { Browser } from 'playwright-core'
import type { LocalCloud } from '../../infra/local/local-cloud.ts'
import { seed } from '../../infra/local/seed/seed.ts'
import { seedStatistics } from '../../infra/local/seed/statistics.ts'
import { startLocalCloud } from '../../infra/local/start-local-cloud.ts'
import type { QueuePage } from '../../schemas/api.ts'
import type { Cohort } from '../../schemas/statistics/catalogue.ts'
import type { Releases } from '../../schemas/statistics/answers.ts'
import type { ActionInput } from '../../schemas/panel-work/actions.ts'
import { openBrowser, Visitor } from '../support/browser.ts'
import { Client, eventually } from '../support/service.ts'

/** Deaths of the synthetic data that Northamptonshire reviews. */
const NORTHAMPTONSHIRES = 7

/** What pictures are taken of: the whole system on this machine, with synthetic cases and nobody's data. */
export class Scene {
  readonly cloud: LocalCloud
  readonly client: Client
  readonly #browser: Browser
  readonly #visitors = new Map<string, Promise<Visitor>>()
  #statistics: Promise<void> | undefined
  #count = 0

  private constructor(cloud: LocalCloud, browser: Browser) {
    this.cloud = cloud
    this.client = new Client(cloud)
    this.#browser = browser
  }

  static async set(assembly: string): Promise<Scene> {
    const [cloud, browser] = await Promise.all([startLocalCloud({ assembly }), openBrowser()])
    const scene = new Scene(cloud, browser)
    await seed(cloud, new Date())
    await eventually(async () => ((await scene.cases()).length >= NORTHAMPTONSHIRES ? true : undefined), 60)
    return scene
  }

  async strike() {
    await this.#browser.close()
    await this.cloud.stop()
  }

  /** Makes the synthetic releases, once and only for who wants a picture of them: it takes minutes. */
  async statistics(cohort: Cohort = 'deathsNotified'): Promise<Releases['releases']> {
    await (this.#statistics ??= seedStatistics(this.cloud, new Date()))
    const { body } = await this.client.get<Releases>('statistics-lead', `/statistics/releases?cohort=${cohort}`)
    return body.releases
  }

  /** The panel's cases, as its manager sees them. */
  async cases(): Promise<QueuePage['cases']> {
    const { body } = await this.client.get<QueuePage>('manager', '/panels/northamptonshire/queue?limit=100')
    return body.cases
  }

  /** The reference of a case that is like this. */
  async caseWhich(isIt: (entry: QueuePage['cases'][number]) => boolean): Promise<string> {
    const found = (await this.cases()).find(isIt)
    if (!found) throw new Error('No synthetic case is like that.')
    return found.reference
  }

  async act(person: string, reference: string, action: ActionInput): Promise<void> {
    await this.post(person, `/cases/${reference}/actions`, action)
  }

  async post<T>(person: string, path: string, body: unknown): Promise<T> {
    const answer = await this.client.post<T>(person, path, `picture-${(this.#count += 1)}`, body)
    if (answer.status >= 300) throw new Error(`${path} was refused with ${answer.status}.`)
    return answer.body
  }

  /** Somebody at a screen of this width, signed in once. */
  visitor(person: string | undefined, viewport: { width: number; height: number }): Promise<Visitor> {
    const key = `${person ?? 'nobody'}-${viewport.width}`
    const known = this.#visitors.get(key) ?? this.#visit(person, viewport)
    this.#visitors.set(key, known)
    return known
  }

  async #visit(person: string | undefined, viewport: { width: number; height: number }): Promise<Visitor> {
    const visitor = await Visitor.at(await this.#browser.newContext(), this.cloud.url, viewport)
    if (person !== undefined) await visitor.signIn(person)
    return visitor
  }
}
