import type { Browser, BrowserContextOptions } from 'playwright-core'
import type { LocalCloud } from '../../infra/local/local-cloud.ts'
import { loadPostcodes } from '../../infra/local/seed/seed.ts'
import { startLocalCloud } from '../../infra/local/start-local-cloud.ts'
import { openBrowser, PHONE, Visitor } from '../support/browser.ts'

/** One local cloud and one browser for all tests: each visitor has a profile of their own. */
export class Running {
  #cloud: LocalCloud | undefined
  #browser: Browser | undefined

  async start() {
    ;[this.#cloud, this.#browser] = await Promise.all([
      startLocalCloud({ assembly: process.env['SERVICE_ASSEMBLY']! }),
      openBrowser(),
    ])
    await loadPostcodes(this.#cloud)
  }

  async stop() {
    await this.#browser?.close()
    await this.#cloud?.stop()
  }

  get cloud() {
    if (!this.#cloud) throw new Error('The local cloud does not run yet.')
    return this.#cloud
  }

  async visit(viewport = PHONE, options: BrowserContextOptions = {}) {
    const context = await this.#browser!.newContext(options)
    return Visitor.at(context, this.cloud.url, viewport)
  }

  async signedIn(person = 'doctor', ...settings: Parameters<Running['visit']>) {
    const visitor = await this.visit(...settings)
    await visitor.signIn(person)
    return visitor
  }
}
