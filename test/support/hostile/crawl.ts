import { findPage } from '../../../functions/web/find-page.ts'
import { pages } from '../../../functions/web/pages/all.ts'
import type { Seen, WebVisitor } from '../web-visitor.ts'
import { attribute, elementsIn, lookedAt, PLANTS, type Element } from './markup.ts'

export interface Visited {
  readonly address: string
  readonly method: 'get' | 'post'
  /** Of the page, `/cases/{reference}`; the address itself where it is of no page. */
  readonly path: string
  readonly seen: Seen
  readonly shown: number
  readonly elements: readonly Element[]
  readonly faults: readonly string[]
}

const isHtml = ({ headers }: Seen) => headers['content-type']?.startsWith('text/html') === true

const CSP =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
/** What every answer says, page, redirect, file or refusal. */
const HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
}

export const faultsInHeaders = ({ headers }: Pick<Seen, 'headers'>): string[] => [
  ...Object.entries(HEADERS).flatMap(([name, text]) => (headers[name] === text ? [] : [`the header ${name}`])),
  ...Object.entries(headers).flatMap(([name, text]) => (/[\r\n]/.test(text) ? [`a broken header ${name}`] : [])),
]

/** A page that was asked for, looked at. */
export function visited(address: string, method: 'get' | 'post', seen: Seen): Visited {
  const { pathname } = new URL(address, 'https://pages.example')
  const looked = isHtml(seen) ? lookedAt(seen.body) : { faults: [], shown: 0, elements: [] }
  const { location = '/' } = seen
  const leads = /^\/(?![/\\])|^https:\/\/provider\.example\//.test(location)
  return {
    address,
    method,
    path: findPage(pages, pathname)?.page.path ?? pathname,
    seen,
    shown: looked.shown,
    elements: looked.elements,
    faults: [
      ...looked.faults,
      ...faultsInHeaders(seen),
      ...(leads ? [] : [`leads to ${location}`]),
      ...(seen.status >= 500 ? [`answered ${seen.status}`] : []),
    ],
  }
}

/** Of pages that differ in which case, release or table they are about, so many are looked at. */
const OF_A_KIND = 2

/**
 * Follows every link of a person's pages from these addresses on, and sends every form with a planted text in every box.
 *
 * @param unsent forms that are not sent, by their address
 */
export async function crawl(
  visitor: WebVisitor,
  starts: readonly string[],
  unsent: readonly string[] = ['/sign-out'],
): Promise<Visited[]> {
  const found: Visited[] = []
  const waiting = [...starts]
  const seenBefore = new Set<string>()
  const kinds = new Map<string, number>()
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    if (seenBefore.has(address)) continue
    seenBefore.add(address)
    const kind = kindOf(address)
    if ((kinds.get(kind) ?? 0) >= OF_A_KIND) continue
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    const page = visited(address, 'get', await visitor.get(address))
    const { elements } = page
    found.push(page)
    if (page.seen.location?.startsWith('/')) waiting.push(page.seen.location)
    waiting.push(...linksIn(elements))
    for (const form of elements.filter(({ tagName }) => tagName === 'form')) {
      const action = attribute(form, 'action') ?? address
      if (attribute(form, 'method') !== 'post' || unsent.includes(action) || !action.startsWith('/')) continue
      found.push(visited(action, 'post', await visitor.post(action, filled(form))))
    }
  }
  return found
}

function kindOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'https://pages.example')
  const found = findPage(pages, pathname)
  const { step = '', act = '', section = '', alternative = '' } = found?.params ?? {}
  return [found?.page.path ?? pathname, step, act, section, alternative, ...searchParams.keys()].join(' ')
}

const linksIn = (elements: readonly Element[]) =>
  elements.flatMap((element) => {
    const href = element.tagName === 'a' ? attribute(element, 'href') : undefined
    return href?.startsWith('/') && !href.startsWith('//') ? [href.replace(/#.*/, '')] : []
  })

/** The form with a planted text in every box that takes one, and something chosen wherever there is a choice. */
function filled(form: Element): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [turn, element] of elementsIn(form).entries()) {
    const name = attribute(element, 'name')
    if (name === undefined) continue
    const type = attribute(element, 'type') ?? 'text'
    const value = attribute(element, 'value') ?? ''
    if (element.tagName === 'select') {
      const options = elementsIn(element).flatMap((one) => (one.tagName === 'option' ? attribute(one, 'value') : []))
      values[name] = options.find((one) => one !== undefined && one !== '') ?? ''
    } else if (type === 'hidden') values[name] = value
    else if (type === 'radio' || type === 'checkbox') values[name] = values[name] ?? value
    else if (element.tagName === 'textarea' || element.tagName === 'input')
      values[name] = PLANTS[turn % PLANTS.length] ?? ''
  }
  return values
}
