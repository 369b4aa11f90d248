import { findPage } from '../../../functions/web/find-page.ts'
import { pages } from '../../../functions/web/pages/all.ts'
import type { Page } from '../../../functions/web/page.ts'
import type { Visited, Visitor } from './visitor.ts'

/** A page that answered, and for whom. */
export interface FoundPage {
  readonly path: Page['path']
  readonly address: string
  readonly visitor: Visitor
}

const MOST_VISITS = 120
const LEAVE_ALONE = /sign-out|sign-in|discard|\/assets\//

/**
 * Walks through the pages as people do: from where each lands along every link, beginning what a bare button begins (a form without
 * boxes). Each page is kept at the first address at which it showed itself.
 */
export async function crawl(visitors: readonly Visitor[]): Promise<readonly FoundPage[]> {
  const found = new Map<string, FoundPage>()
  for (const visitor of visitors) {
    const seen = new Map<string, string>()
    const waiting = ['/', ...pages.filter(({ path }) => !path.includes('{')).map(({ path }) => path as string)]
    const visited = new Set<string>()
    for (
      let address = waiting.shift();
      address !== undefined && visited.size < MOST_VISITS;
      address = waiting.shift()
    ) {
      if (visited.has(address) || LEAVE_ALONE.test(address)) continue
      visited.add(address)
      const answer = await visitor.get(address)
      keep(found, seen, answer, visitor)
      waiting.push(...(await leadingOn(answer, visitor)))
      if (waiting.length === 0) waiting.push(...guessed(found, seen).filter((guess) => !visited.has(guess)))
    }
  }
  return [...found.values()]
}

function keep(
  found: Map<string, FoundPage>,
  seen: Map<string, string>,
  { address, status }: Visited,
  visitor: Visitor,
) {
  const match = findPage(pages, new URL(address, 'https://pages.example').pathname)
  if (!match || status !== 200) return
  for (const [name, value] of Object.entries(match.params)) if (!seen.has(name)) seen.set(name, value)
  const { path } = match.page
  if (!found.has(path)) found.set(path, { path, address, visitor })
}

async function leadingOn({ location, body }: Visited, visitor: Visitor): Promise<string[]> {
  const links = [...body.matchAll(/href="(\/[^"#]*)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
  const begun = await Promise.all(bareForms(body).map(({ action, form }) => visitor.post(action, form)))
  return [location, ...links, ...begun.map((answer) => answer.location)].filter((one) =>
    one?.startsWith('/'),
  ) as string[]
}

/** Forms that ask nothing: what they send is hidden in them. */
function bareForms(body: string) {
  return [...body.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)].flatMap(([, attributes = '', inside = '']) => {
    const [, action = ''] = /action="([^"]*)"/.exec(attributes) ?? []
    const inputs = [...inside.matchAll(/<(?:input|textarea|select)[^>]*>/g)].map(([input]) => input)
    const isBare = inputs.every((input) => input.includes('type="hidden"'))
    if (!/method="post"/i.test(attributes) || !action.startsWith('/') || LEAVE_ALONE.test(action) || !isBare) return []
    const named = inputs.map((input) => [valueOf(input, 'name'), valueOf(input, 'value')])
    return [{ action, form: Object.fromEntries(named) as Record<string, string> }]
  })
}

const valueOf = (input: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1] ?? ''

/** Pages that nothing led to, with what is known of their parameters. */
const guessed = (found: ReadonlyMap<string, FoundPage>, seen: ReadonlyMap<string, string>): string[] =>
  pages
    .filter(({ path, get }) => get && !found.has(path) && !LEAVE_ALONE.test(path))
    .map(({ path }) => path.replace(/{(\w+)}/g, (whole, name: string) => seen.get(name) ?? whole))
    .filter((address) => !address.includes('{'))
