import type { SupplementaryFormCode } from '../../schemas/supplementary/form-list.ts'
import type { Instant } from '../calendar/instant.ts'
import { formRules, type FormFacts } from './form-rules.ts'

/** A person's decision that a case does or does not need a form. */
export interface FormAdjustment {
  readonly form: SupplementaryFormCode
  readonly act: 'add' | 'remove'
  readonly reason: string
  readonly by: string
  readonly at: Instant
}

/** An adjustment with the rules that spoke for the form when it was made. */
export interface KeptAdjustment extends FormAdjustment {
  readonly onRules: readonly string[]
}

export interface FormReason {
  readonly rule: string
  readonly because: string
}

/** Whether a case needs a form, and why: what the rules say and what a person decided stay side by side. */
export interface NeededForm {
  readonly form: SupplementaryFormCode
  readonly standing: 'needed' | 'removed'
  readonly byRule: readonly FormReason[]
  /** The last decision about this form, if any: it outranks the rules. */
  readonly adjustment?: KeptAdjustment
  /** It was removed, and a rule speaks for it now that did not then: somebody should look again. */
  readonly lookAgain: boolean
}

/** Every form that a rule or a person brought up for this case, removed ones included. */
export function formsNeeded(facts: FormFacts, adjustments: readonly KeptAdjustment[]): NeededForm[] {
  const named = [...rulesApplying(facts).map(({ form }) => form), ...adjustments.map(({ form }) => form)]
  return [...new Set(named)].map((form) => neededForm(form, facts, adjustments))
}

const rulesApplying = (facts: FormFacts) => formRules.filter(({ applies }) => applies(facts))

function neededForm(form: SupplementaryFormCode, facts: FormFacts, adjustments: readonly KeptAdjustment[]): NeededForm {
  const byRule = rulesApplying(facts)
    .filter((rule) => rule.form === form)
    .map(({ id, because }) => ({ rule: id, because }))
  const adjustment = adjustments.findLast((one) => one.form === form)
  const isRemoved = adjustment?.act === 'remove'
  return {
    form,
    standing: isRemoved ? 'removed' : 'needed',
    byRule,
    ...(adjustment && { adjustment }),
    lookAgain: isRemoved && byRule.some(({ rule }) => !adjustment.onRules.includes(rule)),
  }
}

export type AdjustmentOutcome =
  | { readonly outcome: 'adjusted'; readonly adjustment: KeptAdjustment }
  | {
      readonly outcome: 'refused'
      readonly code: 'reason-missing' | 'needed-already' | 'not-needed'
      /** What would be allowed, in words. */
      readonly needed: string
    }

/** Adds or removes a form by hand, with a reason that is kept. */
export function adjustForms(
  facts: FormFacts,
  adjustments: readonly KeptAdjustment[],
  wanted: FormAdjustment,
): AdjustmentOutcome {
  const { byRule, standing } = formsNeeded(facts, adjustments).find(({ form }) => form === wanted.form) ?? NOT_NAMED
  if (wanted.reason.trim() === '')
    return { outcome: 'refused', code: 'reason-missing', needed: 'Say why the case does or does not need this form.' }
  if (wanted.act === 'add' && standing === 'needed')
    return {
      outcome: 'refused',
      code: 'needed-already',
      needed: 'The case needs this form already; it can be removed.',
    }
  if (wanted.act === 'remove' && standing === 'removed')
    return { outcome: 'refused', code: 'not-needed', needed: 'The case does not need this form; it can be added.' }
  return { outcome: 'adjusted', adjustment: { ...wanted, onRules: byRule.map(({ rule }) => rule) } }
}

const NOT_NAMED = { byRule: [], standing: 'removed' } as const
