import { parse } from 'parse5'
import { findPage } from '../../../functions/web/find-page.ts'
import { pages } from '../../../functions/web/pages/all.ts'
import { faultsInHeaders } from '../hostile/crawl.ts'
import { attribute, elementsIn } from '../hostile/markup.ts'

export interface Page {
  /** `GET /cases/{reference}` */
  readonly name: string
  readonly status: number
  readonly body: string
  readonly title: string
  /** Where it stands, and every address in it. */
  readonly addresses: readonly string[]
  readonly cookies: readonly string[]
  /** Headers that every page has, and this one lacks. */
  readonly faults: readonly string[]
  readonly location: string | undefined
  /** What a form of the person carries; none on a page without a form. */
  readonly mark: string | undefined
}

const LEADS = ['href', 'src', 'action', 'formaction'] as const

/** Somebody at the pages of the running service, who keeps cookies and no other thing. */
export class Surfer {
  readonly #url: string
  readonly #jars = new Map<string, Map<string, string>>()
  /** Every page that was seen, the provider's not. */
  readonly seen: Page[] = []

  constructor(url: string) {
    this.#url = url
  }

  get(address: string): Promise<Page> {
    return this.#ask(address)
  }

  post(address: string, form: Readonly<Record<string, string>>): Promise<Page> {
    return this.#ask(address, new URLSearchParams(form))
  }

  async signIn(person: string): Promise<this> {
    let page = await this.get('/sign-in')
    for (let steps = 0; page.location !== undefined && page.location !== '/'; steps += 1) {
      if (steps > 10) throw new Error('The sign-in led nowhere.')
      const to = page.location
      page = await this.get(to)
      if (page.location === undefined) page = await this.post(to, { person })
    }
    return this
  }

  /** Opens whatever is linked from these addresses on, one page of a kind. */
  async follow(starts: readonly string[]): Promise<void> {
    const opened = new Set<string>()
    const waiting = [...starts]
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      const kind = nameOf(address)
      if (opened.has(kind)) continue
      opened.add(kind)
      const { addresses, location } = await this.get(address)
      waiting.push(...[...addresses, ...(location === undefined ? [] : [location])].filter(isAPage))
    }
  }

  async #ask(address: string, form?: URLSearchParams): Promise<Page> {
    const url = new URL(address, this.#url)
    const jar = this.#jars.get(url.origin) ?? new Map<string, string>()
    this.#jars.set(url.origin, jar)
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, text]) => `${name}=${text}`).join('; ') },
      ...(form && { method: 'POST', body: form }),
    })
    const cookies = answer.headers.getSetCookie()
    for (const cookie of cookies) {
      const [, name = '', text = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      jar.set(name, text)
    }
    const body = await answer.text()
    const elements = elementsIn(parse(body))
    const within = elements.flatMap((element) => LEADS.flatMap((name) => attribute(element, name) ?? []))
    const to = answer.headers.get('location')
    const location = to === null ? undefined : new URL(to, url).href
    const page: Page = {
      name: `${form ? 'POST' : 'GET'} ${nameOf(url.pathname)}`,
      status: answer.status,
      body,
      title: /<title>([^<]*)/.exec(body)?.[1] ?? '',
      addresses: [url.href, ...within, ...(location === undefined ? [] : [location])],
      cookies,
      faults: faultsInHeaders({ headers: Object.fromEntries(answer.headers) }),
      location: location?.replace(new URL(this.#url).origin, ''),
      mark: elements.flatMap((one) => (attribute(one, 'name') === 'mark' ? (attribute(one, 'value') ?? []) : []))[0],
    }
    if (url.origin === new URL(this.#url).origin) this.seen.push(page)
    return page
  }
}

const isAPage = (address: string) => /^\/(?![/\\])/.test(address) && !/^\/(assets|sign-)/.test(address)

function nameOf(address: string): string {
  const { pathname } = new URL(address, 'https://pages.example')
  return findPage(pages, pathname)?.page.path ?? pathname
}
