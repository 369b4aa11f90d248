import { indexDangersIn } from './indexes.ts'
import { PROTECTIONS, PROTECTS, STATEFUL } from './stateful.ts'

/** What `describe-change-set` says of one resource. */
export interface ResourceChange {
  readonly Action: 'Add' | 'Modify' | 'Remove' | 'Import' | 'Dynamic' | 'SyncWithActual'
  readonly LogicalResourceId: string
  readonly ResourceType: string
  readonly Replacement?: 'True' | 'False' | 'Conditional'
}

export interface TemplateResource {
  readonly Type: string
  readonly Properties?: Readonly<Record<string, unknown>>
  readonly DeletionPolicy?: string
  readonly UpdateReplacePolicy?: string
}
export type Resources = Readonly<Record<string, TemplateResource>>

export interface Proposal {
  readonly stack: string
  readonly changes: readonly ResourceChange[]
  /** Resources of the template that is deployed; none before the first deployment. */
  readonly before: Resources
  /** Resources of the template that is to be deployed. */
  readonly after: Resources
}

export interface Danger {
  readonly stack: string
  readonly resource: string
  readonly type: string
  /**
   * *removed*: leaves the stack. *replaced*: another takes its place, empty. *unprotected*: it stays and is easier to lose. *impossible*:
   * nothing is lost, but the deployment would fail on its way.
   */
  readonly kind: 'removed' | 'replaced' | 'unprotected' | 'impossible'
  /** Which protection of it, or which index. None: the whole. */
  readonly part?: string
  readonly what: string
}

/** A person lets one danger pass, until a day and for a reason (`waivers.ts`). */
export interface Waiver {
  readonly stack: string
  readonly resource: string
  /** What cannot be done is not done by waiving it. */
  readonly kind: Exclude<Danger['kind'], 'impossible'>
  /** As the refusal names it in brackets: who lets a key be another does not let deletion protection go by that. */
  readonly part?: string
  /** The last day on which it holds, as `2026-04-30`; a month ahead at most. */
  readonly until: string
  readonly because: string
}

/**
 * What a change set would lose. The change set is believed where it says more than the templates (what CloudFormation must replace),
 * and the templates where they say more than it (a resource kept by its policy leaves the stack in silence).
 */
export function dangersIn({ stack, changes, before, after }: Proposal): Danger[] {
  const held = Object.entries(before).filter(([, resource]) => isStateful(resource) || PROTECTS.has(resource.Type))
  const dangers = held.flatMap(([resource, was]): Danger[] => {
    const as = (kind: Danger['kind'], what: string, part?: string): Danger => ({
      ...{ stack, resource, type: was.Type, kind, what },
      ...(part !== undefined && { part }),
    })
    const now = after[resource]
    const change = changes.find(({ LogicalResourceId }) => LogicalResourceId === resource)
    if (!now || change?.Action === 'Remove') return [as('removed', 'It leaves the stack.')]
    const replaced = isStateful(was) ? replacement(was, now, change) : undefined
    return [
      ...(replaced === undefined ? [] : [as('replaced', replaced)]),
      ...weakened(was, now).map(({ part, what }) => as('unprotected', what, part)),
      ...indexDangersIn(was, now).map(({ kind, part, what }) => as(kind, what, part)),
    ]
  })
  return [...dangers, ...unknownToTemplate({ stack, changes, before, after })]
}

const isStateful = ({ Type, DeletionPolicy }: TemplateResource) => STATEFUL.has(Type) || keeps(DeletionPolicy)

/** `RetainExceptOnCreate` keeps whatever was once in use. */
const keeps = (policy: string | undefined) => policy !== undefined && policy !== 'Delete'

function replacement(was: TemplateResource, now: TemplateResource, change: ResourceChange | undefined) {
  if (was.Type !== now.Type) return `It becomes ${now.Type}.`
  if (change?.Action === 'Dynamic') return 'CloudFormation cannot say what becomes of it.'
  if (change?.Replacement === 'True') return 'Another takes its place, empty.'
  if (change?.Replacement === 'Conditional') return 'Another may take its place, empty.'
  return undefined
}

function weakened(was: TemplateResource, now: TemplateResource): { part: string; what: string }[] {
  const policies = (['DeletionPolicy', 'UpdateReplacePolicy'] as const)
    .filter((policy) => keeps(was[policy]) && !keeps(now[policy]))
    .map((policy) => ({
      part: policy,
      what: `${policy} was ${String(was[policy])} and is ${now[policy] ?? 'Delete'}.`,
    }))
  const properties = PROTECTIONS.filter(({ type }) => type === was.Type)
    .map(({ name, of, isWeaker }) => ({
      name,
      before: of(was.Properties ?? {}),
      after: of(now.Properties ?? {}),
      isWeaker,
    }))
    .filter(({ before, after, isWeaker }) => isWeaker(before, after))
    .map(({ name, before, after }) => ({ part: name, what: `${name} was ${told(before)} and is ${told(after)}.` }))
  return [...policies, ...properties]
}

const told = (value: unknown) =>
  value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value)

/** A change of something stateful that neither template holds: better refuse than guess. */
const unknownToTemplate = ({ stack, changes, before, after }: Proposal): Danger[] =>
  changes
    .filter(({ Action, ResourceType }) => Action !== 'Add' && Action !== 'Import' && STATEFUL.has(ResourceType))
    .filter(({ LogicalResourceId }) => !(LogicalResourceId in before) && !(LogicalResourceId in after))
    .map(({ LogicalResourceId, ResourceType }) => ({
      stack,
      resource: LogicalResourceId,
      type: ResourceType,
      kind: 'removed',
      what: 'It is changed, and neither template names it.',
    }))

export interface Verdict {
  readonly refused: readonly string[]
  readonly waived: readonly string[]
}

/**
 * Which dangers stop the deployment, and which a waiver lets pass.
 * @param today the day in England, as `2026-04-01`
 */
export function judge(dangers: readonly Danger[], waivers: readonly Waiver[], today: string): Verdict {
  const passes = (waiver: Waiver | undefined) => waiver !== undefined && faultOf(waiver, today) === undefined
  const judged = dangers.map((danger) => {
    const given = danger.kind === 'impossible' ? [] : waivers.filter((one) => isFor(one, danger))
    return { danger, waiver: given.find(passes) ?? given[0] }
  })
  return {
    refused: judged
      .filter(({ waiver }) => !passes(waiver))
      .map(({ danger, waiver }) => `${lineOf(danger)} ${waiver ? faultOf(waiver, today) : unwaived(danger)}`),
    waived: judged
      .filter(({ waiver }) => passes(waiver))
      .map(({ danger, waiver }) => `${lineOf(danger)} Waived until ${waiver?.until}: ${waiver?.because}`),
  }
}

const isFor = (waiver: Waiver, danger: Danger) =>
  waiver.stack === danger.stack &&
  waiver.resource === danger.resource &&
  waiver.kind === danger.kind &&
  waiver.part === danger.part

const unwaived = ({ kind }: Danger) => (kind === 'impossible' ? 'No waiver helps.' : 'No waiver says why.')

const LONGEST_DAYS = 31
const SHORTEST_REASON = 30

function faultOf({ until, because }: Waiver, today: string): string | undefined {
  const days = (Date.parse(until) - Date.parse(today)) / 86_400_000
  if (Number.isNaN(days)) return `Its waiver has no date: ${until}.`
  if (days < 0) return `Its waiver ended on ${until}.`
  if (days > LONGEST_DAYS) return `Its waiver holds too long, until ${until}: a month at most.`
  if (because.trim().length < SHORTEST_REASON) return 'Its waiver does not say why.'
  return undefined
}

const lineOf = ({ stack, resource, type, kind, part, what }: Danger) =>
  `${stack}: ${resource} (${type}) would be ${kind}${part === undefined ? '' : ` [${part}]`}. ${what}`
