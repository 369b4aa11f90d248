import type { Answer } from '../../schemas/assessment.ts'
import type { DateAsKnown } from '../../schemas/calendar.ts'
import { diedBefore18thBirthday } from '../calendar/age.ts'

export type OutOfScopeCode =
  'STILLBIRTH' | 'LATE_FETAL_LOSS' | 'TERMINATION' | 'AGE_18_OR_OVER' | 'NOT_RESIDENT_NOT_DIED_HERE'

export type PendingCode = 'BORN_ALIVE_NOT_ESTABLISHED' | 'AGE_NOT_ESTABLISHED'

/** Whether child death review covers the death. What is not known never takes a death out of scope. */
export type Scope =
  | { readonly status: 'in-scope' }
  | { readonly status: 'scope-pending'; readonly code: PendingCode }
  | { readonly status: 'out-of-scope'; readonly code: OutOfScopeCode }

export interface ScopeFacts {
  /** `undefined` where the date of birth is not known. */
  readonly bornOn: DateAsKnown | undefined
  readonly diedOn: DateAsKnown
  readonly bornAlive: Answer
  /** A planned termination of pregnancy within the law, of any gestation. */
  readonly termination: Answer
  /** A birth with no healthcare professional in attendance. */
  readonly unattended: Answer
  /** Completed weeks of gestation. */
  readonly gestationWeeks: number | undefined
  readonly residentInEngland: Answer
  readonly diedInEngland: Answer
}

/** Weeks of gestation from which a birth without signs of life is a stillbirth. */
const STILLBIRTH_FROM_WEEKS = 24

const outOf = (code: OutOfScopeCode): Scope => ({ status: 'out-of-scope', code })
const pending = (code: PendingCode): Scope => ({ status: 'scope-pending', code })

/** Scope by rules R1 to R6: a live-born child, dead before the 18th birthday, who lived in England or died there. */
export function scopeOf(facts: ScopeFacts): Scope {
  if (facts.termination === 'yes') return outOf('TERMINATION')
  if (facts.residentInEngland === 'no' && facts.diedInEngland === 'no') return outOf('NOT_RESIDENT_NOT_DIED_HERE')
  if (facts.bornAlive === 'no') return withoutSignsOfLife(facts)
  const before18 = facts.bornOn === undefined ? 'not-known' : diedBefore18thBirthday(facts.bornOn, facts.diedOn)
  if (before18 === 'no') return outOf('AGE_18_OR_OVER')
  if (facts.bornAlive === 'not-known' && facts.unattended === 'yes') return pending('BORN_ALIVE_NOT_ESTABLISHED')
  return before18 === 'yes' ? { status: 'in-scope' } : pending('AGE_NOT_ESTABLISHED')
}

/** R2, R3: only a birth that a professional attended is known to be without signs of life. */
function withoutSignsOfLife({ unattended, gestationWeeks }: ScopeFacts): Scope {
  if (unattended !== 'no') return pending('BORN_ALIVE_NOT_ESTABLISHED')
  return outOf(
    gestationWeeks !== undefined && gestationWeeks < STILLBIRTH_FROM_WEEKS ? 'LATE_FETAL_LOSS' : 'STILLBIRTH',
  )
}

/** The rule behind each code, and what it means in the words of the guidance. */
export const scopeReasons = {
  STILLBIRTH: {
    rule: 'R2',
    text: 'A baby born without signs of life after 24 weeks is a stillbirth, which child death review does not cover.',
  },
  LATE_FETAL_LOSS: {
    rule: 'R2',
    text: 'A pregnancy that ends without signs of life before 24 weeks is a late fetal loss, which child death review does not cover.',
  },
  TERMINATION: {
    rule: 'R2',
    text: 'A termination of pregnancy within the law, of any gestation, is not covered by child death review.',
  },
  AGE_18_OR_OVER: { rule: 'R1', text: 'Child death review covers deaths before the 18th birthday.' },
  NOT_RESIDENT_NOT_DIED_HERE: {
    rule: 'R2',
    text: 'The child neither lived in England nor died here, so no panel in England can review the death.',
  },
  BORN_ALIVE_NOT_ESTABLISHED: {
    rule: 'R3',
    text: 'Nobody attended the birth, so whether the baby was born alive is still to be established; until then the death is treated as in scope.',
  },
  AGE_NOT_ESTABLISHED: {
    rule: 'R1',
    text: 'The dates leave open whether the death came before the 18th birthday; until that is known it is treated as in scope.',
  },
} as const satisfies Record<OutOfScopeCode | PendingCode, { rule: string; text: string }>
