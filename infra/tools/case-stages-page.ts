import type { Role } from '../../schemas/access.ts'
import { ACTIONS, STAGES, type ActionName, type Stage } from '../../schemas/panel-work/codes.ts'
import { hasEnded, waysFrom } from '../../domain/panel-work/stages.ts'

/** Where `npm run draw` writes the page. */
export const CASE_STAGES_PAGE = 'docs/diagrams/case-stages.md'

const initials: readonly (readonly [Role, string])[] = [
  ['cdop-manager', 'M'],
  ['designated-doctor', 'D'],
  ['chair', 'C'],
  ['panel-member', 'P'],
]

const plain = (name: string) => name.replaceAll('-', ' ')
const idOf = (stage: Stage) => stage.replaceAll('-', '_')
const initialsOf = (roles: readonly Role[]) =>
  initials.flatMap(([role, initial]) => (roles.includes(role) ? [initial] : [])).join('')

interface Way {
  readonly action: ActionName
  readonly from: Stage
  readonly to: Stage
  readonly roles: readonly Role[]
}

const ways: readonly Way[] = ACTIONS.flatMap((action) =>
  STAGES.flatMap((from) => {
    const open = waysFrom(action, from)
    return typeof open === 'string'
      ? []
      : (Object.entries(open) as [Stage, readonly Role[]][]).map(([to, roles]) => ({ action, from, to, roles }))
  }),
)

/** The stages of a case as a diagram, and what may be done at each as a table: both from the table that decides. */
export const caseStagesPage = (): string => `# Stages of a case

Drawn by \`npm run draw\` from [the table](../../domain/panel-work/stages.ts) that decides; a test refuses a page that says otherwise.
M: CDOP manager. D: designated doctor. C: chair of the panel. P: panel member. Holds run beside the stages: a case may wait for others at any open stage.

\`\`\`mermaid
${diagram()}
\`\`\`

${matrix()}

A dot: refused, with the reason and with what may be done instead. An action in **bold** moves the case to another stage.
`

function diagram(): string {
  const names = STAGES.map((stage) => `  state "${plain(stage)}" as ${idOf(stage)}`)
  const arrows = ways
    .filter(({ from, to }) => from !== to)
    .map(({ action, from, to, roles }) => `  ${idOf(from)} --> ${idOf(to)}: ${plain(action)} (${initialsOf(roles)})`)
  const ends = STAGES.filter(hasEnded).map((stage) => `  ${idOf(stage)} --> [*]`)
  return [
    'stateDiagram-v2',
    ...names,
    '  [*] --> notified',
    '  notified --> information_gathering: routed, by the service',
    ...arrows,
    ...ends,
  ].join('\n')
}

function matrix(): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    row(['', ...STAGES.map(plain)]),
    row(['---', ...STAGES.map(() => ':-:')]),
    ...ACTIONS.map((action) => row([plain(action), ...STAGES.map((stage) => cellOf(action, stage))])),
  ].join('\n')
}

function cellOf(action: ActionName, stage: Stage): string {
  const here = ways.filter((way) => way.action === action && way.from === stage)
  if (here.length === 0) return '·'
  const all = initialsOf(here.flatMap(({ roles }) => roles))
  return here.every(({ to }) => to === stage) ? all : `**${all}**`
}
