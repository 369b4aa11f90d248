import type { Edge, Flow, Node } from './flow.ts'
import { otherStores, stores, type Store } from './stores.ts'

export const DATA_FLOW_PAGE = 'docs/trust/data-flow.md'

const SHAPES: Readonly<Record<Node['kind'], (name: string) => string>> = {
  api: (name) => `([${name}])`,
  function: (name) => `[${name}]`,
  people: (name) => `([${name}])`,
  queue: (name) => `[/${name}/]`,
  schedule: (name) => `>${name}]`,
  secret: (name) => `{{${name}}}`,
  table: (name) => `[(${name})]`,
  topic: (name) => `{{${name}}}`,
  vault: (name) => `[(${name})]`,
}

/** The picture of what the template lets go where, and the list of every store with what it may hold. */
export function dataFlowPage({ nodes, edges }: Flow): string {
  const drawn = edges.filter(({ what }) => what !== 'sets aside in' && what !== 'is set in')
  const inPicture = new Set(drawn.flatMap(({ from, to }) => [from, to]))
  const places = nodes.filter(({ name }) => inPicture.has(name))
  return `# Data flow

Drawn from the synthesised template by \`npm run draw-data-flow\`: what a role may do, what feeds what, what tells what. A test refuses a
page that says otherwise, and a store that is not in the list. Dead letters and keys stand in the lists below.

\`\`\`mermaid
flowchart LR
  notifier([Browser or another system]) -- TLS --> ${apiOf(nodes)}
${places.map(({ name, kind }) => `  ${name}${SHAPES[kind](labelOf(name))}`).join('\n')}
${drawn.map(({ from, to, what }) => `  ${from} -- ${what} --> ${to}`).join('\n')}
\`\`\`

## Every store, and what it may hold

| store | may hold | identities | kept |
| --- | --- | --- | --- |
${rows({ ...stores, ...otherStores })}

## Who sets aside where

${listOf(edges, 'sets aside in')}

## Which keys are set where

${listOf(edges, 'is set in')}
`
}

const apiOf = (nodes: readonly Node[]) => nodes.find(({ kind }) => kind === 'api')?.name ?? 'Api'

const rows = (all: Readonly<Record<string, Store>>) =>
  Object.entries(all)
    .map(([name, { holds, identities, kept }]) => `| ${name} | ${holds} | ${identities} | ${kept} |`)
    .join('\n')

const listOf = (edges: readonly Edge[], deed: string) =>
  edges
    .filter(({ what }) => what === deed)
    .map(({ from, to }) => `- ${labelOf(from)} ${deed} ${labelOf(to)}`)
    .join('\n')

const labelOf = (name: string) => name.replace(/Function$/, '')
