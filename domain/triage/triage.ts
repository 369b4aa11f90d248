import type { CategoryOfDeath } from '../../schemas/analysis/categories.ts'
import type { Answer, Duty, Expectedness } from '../../schemas/assessment.ts'
import type { Circumstance } from '../../schemas/supplementary/form-list.ts'
import type { ReviewRoute, Theme } from '../../schemas/triage.ts'
import type { Instant } from '../calendar/instant.ts'

/** Changes whenever a rule below does; stored with what it led to. */
export const TRIAGE_RULES_VERSION = 'triage-1'

/** What a panel offers besides its full meeting. */
export interface PanelRoutes {
  readonly neonatalPanel: boolean
  readonly expectedDeathPanel: boolean
  readonly themes: readonly Theme[]
}

/** What many panels run (neonatal panels were seen at Merseyside; the rest from memory, verify). */
export const DEFAULT_ROUTES: PanelRoutes = { neonatalPanel: true, expectedDeathPanel: true, themes: ['suicide'] }

export interface TriageFacts {
  readonly expectedness: Expectedness
  readonly jointAgencyResponse: Duty
  /** Whether abuse or neglect is known or suspected (R30). */
  readonly abuseOrNeglect: Answer
  /** Died before 28 completed days. */
  readonly neonatal: Answer
  readonly suspectedCategory?: CategoryOfDeath | 'not-known' | undefined
  readonly circumstances: readonly Circumstance[]
}

/** Where the rules send a death, which rule, and why. */
export interface RouteByRule {
  readonly route: ReviewRoute
  readonly theme?: Theme
  readonly rule: TriageRuleId
  readonly because: string
}

type TriageRuleId = 'T1' | 'T2' | 'T3' | 'T4' | 'T5' | 'T6'

interface TriageRule {
  readonly rule: TriageRuleId
  readonly because: string
  readonly sends: (facts: TriageFacts, routes: PanelRoutes) => { route: ReviewRoute; theme?: Theme } | undefined
}

const BELONGS: Readonly<Record<Theme, (facts: TriageFacts) => boolean>> = {
  suicide: ({ suspectedCategory, circumstances }) =>
    suspectedCategory === '2' || circumstances.includes('suicide-self-harm'),
  'sudden-unexpected-death': ({ suspectedCategory }) => suspectedCategory === '10',
  malignancy: ({ suspectedCategory, circumstances }) =>
    suspectedCategory === '4' || circumstances.includes('malignancy'),
}

const to = (route: ReviewRoute, holds: boolean) => (holds ? { route } : undefined)

/**
 * The first rule that holds decides. A lighter review needs every answer that could speak against it to be known: what is not known
 * goes to the full panel. A theme is not a lighter review, so only known abuse or neglect outranks it.
 */
const triageRules: readonly TriageRule[] = [
  {
    rule: 'T1',
    because: 'Abuse or neglect is known or suspected.',
    sends: ({ abuseOrNeglect, suspectedCategory, circumstances }) =>
      to(
        'full-panel',
        abuseOrNeglect === 'yes' || suspectedCategory === '1' || circumstances.includes('violence-maltreatment'),
      ),
  },
  {
    rule: 'T2',
    because: 'The panel gives meetings of their own to such deaths.',
    sends: (facts, { themes }) => {
      const theme = themes.find((one) => BELONGS[one](facts))
      return theme && { route: 'themed-panel', theme }
    },
  },
  {
    rule: 'T3',
    because: 'A Joint Agency Response is required, or abuse or neglect has not been ruled out.',
    sends: ({ abuseOrNeglect, jointAgencyResponse }) =>
      to('full-panel', jointAgencyResponse !== 'not-required' || abuseOrNeglect !== 'no'),
  },
  {
    rule: 'T4',
    because: 'The baby died before 28 completed days, with nothing that calls for a Joint Agency Response.',
    sends: ({ neonatal }, { neonatalPanel }) => to('neonatal-panel', neonatalPanel && neonatal === 'yes'),
  },
  {
    rule: 'T5',
    because: 'The death was expected.',
    sends: ({ expectedness }, { expectedDeathPanel }) =>
      to('expected-death-panel', expectedDeathPanel && expectedness === 'expected'),
  },
]

const OTHERWISE: RouteByRule = {
  route: 'full-panel',
  rule: 'T6',
  because: 'No proportionate review applies.',
}

/** Where the rules send a death, on what is known and on what the panel offers. */
export function routeByRule(facts: TriageFacts, routes: PanelRoutes): RouteByRule {
  for (const { rule, because, sends } of triageRules) {
    const sent = sends(facts, routes)
    if (sent) return { ...sent, rule, because }
  }
  return OTHERWISE
}

/** A person's decision for another route. */
export interface TriageChange {
  readonly route: ReviewRoute
  readonly theme?: Theme
  readonly reason: string
  readonly by: string
  readonly at: Instant
}

/** A change with what the rules said when it was made. */
export interface KeptChange extends TriageChange {
  readonly insteadOf: RouteByRule
}

/** Where a death is reviewed: as the last person decided, or else by rule. Both stay visible, and every change is kept. */
export interface Triage {
  readonly route: ReviewRoute
  readonly theme?: Theme
  readonly byRule: RouteByRule
  readonly changes: readonly KeptChange[]
  /** The rules say something else now than when a person decided: somebody should look again. */
  readonly lookAgain: boolean
}

export function triageOf(facts: TriageFacts, routes: PanelRoutes, changes: readonly KeptChange[]): Triage {
  const byRule = routeByRule(facts, routes)
  const last = changes.at(-1)
  const { route, theme } = last ?? byRule
  return {
    route,
    ...(theme && { theme }),
    byRule,
    changes,
    lookAgain: last !== undefined && !isSameRoute(last.insteadOf, byRule),
  }
}

type Destination = Pick<RouteByRule, 'route' | 'theme'>
const isSameRoute = (a: Destination, b: Destination) => a.route === b.route && a.theme === b.theme

export type TriageOutcome =
  | { readonly outcome: 'changed'; readonly change: KeptChange }
  | {
      readonly outcome: 'refused'
      readonly code: 'reason-missing' | 'nothing-changes' | 'theme-missing' | 'theme-not-asked'
      /** What would be allowed, in words. */
      readonly needed: string
    }

/** Sends a death another way, with a reason that is kept. */
export function changeTriage(triage: Triage, wanted: TriageChange): TriageOutcome {
  const refused = (code: Extract<TriageOutcome, { outcome: 'refused' }>['code'], needed: string): TriageOutcome => ({
    outcome: 'refused',
    code,
    needed,
  })
  if (wanted.reason.trim() === '') return refused('reason-missing', 'Say why the death should be reviewed there.')
  if (wanted.route === 'themed-panel' && !wanted.theme) return refused('theme-missing', 'Say which theme.')
  if (wanted.route !== 'themed-panel' && wanted.theme)
    return refused('theme-not-asked', 'Leave the theme out, or choose the themed panel.')
  if (isSameRoute(wanted, triage)) return refused('nothing-changes', 'The death is reviewed there already.')
  return { outcome: 'changed', change: { ...wanted, insteadOf: triage.byRule } }
}
