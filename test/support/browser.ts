import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import chromium from '@sparticuz/chromium'
import { chromium as driver, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core'

/** Pictures of every page as the tests see it: to be looked at, and not kept. */
const ARTEFACTS = path.resolve('test/artefacts')

export const PHONE = { width: 360, height: 740 }
export const DESKTOP = { width: 1280, height: 900 }

export const openBrowser = async (): Promise<Browser> =>
  driver.launch({
    args: chromium.args.filter(isForManyContexts),
    executablePath: await chromium.executablePath(),
    headless: true,
  })

/** Chromium made for Lambda runs in one process, where a context that closes can take the browser with it. */
const isForManyContexts = (argument: string) => argument !== '--single-process' && argument !== '--no-zygote'

const judged = new Set<string>()

/** A person at a screen. */
export class Visitor {
  readonly page: Page
  readonly #url: string
  readonly #inLarge: boolean
  /** How many boxes were filled or ticked. */
  touched = 0

  private constructor(page: Page, url: string, viewport: typeof PHONE) {
    this.page = page
    this.#url = url
    this.#inLarge = viewport.width > 600
  }

  static async at(context: BrowserContext, url: string, viewport = PHONE): Promise<Visitor> {
    const page = await context.newPage()
    await page.setViewportSize(viewport)
    page.setDefaultTimeout(15_000)
    return new Visitor(page, url, viewport)
  }

  /** What the forms of this person carry. */
  async mark() {
    return (await this.page.locator('input[name="mark"]').first().getAttribute('value')) ?? ''
  }

  /** A form, as the browser would send it, without leaving the page that is open. */
  send(address: string, form: Record<string, string>) {
    return this.page.context().request.post(this.#url + address, { form, maxRedirects: 0 })
  }

  /** The same person in another tab. */
  async beside() {
    return Visitor.at(this.page.context(), this.#url, this.page.viewportSize() ?? PHONE)
  }

  async open(address: string) {
    return this.page.goto(this.#url + address)
  }

  async signIn(person: string) {
    await this.open('/sign-in')
    await this.chooseWho(person)
  }

  /** On the page of the provider. */
  async chooseWho(person: string) {
    await this.page.locator(`input[value="${person}"]`).check()
    await this.press('Sign in')
  }

  async fill(label: string, text: string) {
    await this.page.getByLabel(label, { exact: true }).fill(text)
    this.touched += 1
  }

  /** A date in its three boxes. */
  async date(question: string, ...[day, month, year]: readonly [string, string, string]) {
    const boxes = this.page.getByRole('group', { name: question })
    for (const [label, text] of Object.entries({ Day: day, Month: month, Year: year })) {
      await boxes.getByLabel(label).fill(text)
      this.touched += 1
    }
  }

  async choose(question: string, answer: string) {
    await this.page.getByRole('group', { name: question }).getByLabel(answer, { exact: true }).check()
    this.touched += 1
  }

  async press(button: string) {
    await this.#leadingOn(this.page.getByRole('button', { name: button, exact: true }))
  }

  /** Of several buttons alike. */
  async pressFirst(button: RegExp) {
    await this.#leadingOn(this.page.getByRole('button', { name: button }).first())
  }

  async follow(link: string | RegExp) {
    const found = this.page.getByRole('link', { name: link }).first()
    const isWithinPage = (await found.getAttribute('href'))?.startsWith('#')
    await (isWithinPage ? found.click() : this.#leadingOn(found))
  }

  /** Until the next page is there: what is read sooner may be of the last one. */
  async #leadingOn(place: Locator) {
    await Promise.all([this.page.waitForEvent('load'), place.click()])
  }

  heading() {
    return this.page.getByRole('heading', { level: 1 }).innerText()
  }

  text() {
    return this.page.locator('main').innerText()
  }

  /** The address within the service, with the ids of drafts and references left out. */
  where() {
    return new URL(this.page.url()).pathname
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '{draft}')
      .replace(/([0-9A-Z]{4}-){3}[0-9A-Z]{4}/, '{reference}')
  }

  /** Kept among the artefacts. */
  async picture(name: string) {
    mkdirSync(ARTEFACTS, { recursive: true })
    const size = this.#inLarge ? 'desktop' : 'phone'
    await this.page.screenshot({ path: path.join(ARTEFACTS, `${name}-${size}.png`), fullPage: true })
  }

  /** What axe finds against WCAG 2.2 AA, and whether anything sticks out at the side. A picture is kept. */
  async faults(picture: string): Promise<readonly string[]> {
    await this.picture(picture)
    return [
      ...((await this.#unseenBefore(picture)) ? await this.#violations(picture) : []),
      ...((await this.isWiderThanScreen()) ? [`${picture}: scrolls sideways`] : []),
    ]
  }

  /** The same page in the same state is judged once, on the first screen: axe takes longer than all else here. */
  async #unseenBefore(picture: string): Promise<boolean> {
    const page = `${picture} ${await this.page.title()}`
    if (judged.has(page)) return false
    judged.add(page)
    return true
  }

  async #violations(picture: string): Promise<readonly string[]> {
    const { violations } = await new AxeBuilder({ page: this.page })
      // The other mode opens a second tab each time, for frames of other sites: there are none.
      .setLegacyMode()
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze()
    return violations.map(({ id, nodes }) => `${picture}: ${id} at ${nodes.map(({ html }) => html).join(' ')}`)
  }

  /** 320 pixels are a small phone, and a desktop at 400 %. */
  async isWiderThanScreen(): Promise<boolean> {
    const size = this.page.viewportSize() ?? PHONE
    await this.page.setViewportSize({ ...size, width: 320 })
    const isWider = await this.page.evaluate<boolean>('document.documentElement.scrollWidth > 320')
    await this.page.setViewportSize(size)
    return isWider
  }
}
