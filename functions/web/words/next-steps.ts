import type { Instant } from '../../../domain/calendar/instant.ts'
import type { Duty } from '../../../schemas/assessment.ts'
import type { NotificationView } from '../../../schemas/api.ts'
import type { ClockRuleId } from '../../../schemas/clocks.ts'
import { familyWords } from './family.ts'
import { deadlineInWords } from './times.ts'

/** One thing that has to happen now. */
export interface NextStep {
  readonly title: string
  /** By when, in words; several where the law sets several clocks. */
  readonly clocks: readonly string[]
  readonly does: readonly string[]
  readonly why: readonly string[]
}

type Duties = keyof Pick<
  NotificationView['assessment'],
  'jointAgencyResponse' | 'coroner' | 'socialCare' | 'nationalPanel' | 'lookedAfterChild'
>

interface DutyWords {
  readonly title: string
  /** Said where no clock runs. */
  readonly when?: string
  readonly clocks: readonly ClockRuleId[]
  readonly does: readonly string[]
}

/** In the order in which they cannot wait. */
const duties = {
  jointAgencyResponse: {
    title: 'Start a Joint Agency Response',
    when: 'Now, before the family leaves',
    clocks: ['D4', 'D5'],
    does: [
      'Call the on-call health professional for child deaths, the police (ask for the on-call investigator), and children’s social care (ask for the duty social worker).',
      'Tell each that a child has died and that you are starting a Joint Agency Response: they work together from now on, with one lead health professional.',
    ],
  },
  coroner: {
    title: 'Tell the coroner',
    when: 'As soon as you reasonably can',
    clocks: [],
    does: [
      'A doctor tells the senior coroner for the area where the child’s body now is, in writing. At night, the coroner’s officer or the police control room takes the call.',
      'Do not issue a medical certificate of cause of death until the coroner has decided.',
    ],
  },
  socialCare: {
    title: 'Tell children’s social care',
    when: 'Now',
    clocks: [],
    does: ['Call the duty social worker of the local authority. Say which other children are in the household.'],
  },
  nationalPanel: {
    title: 'Serious incident notification',
    clocks: ['D9'],
    does: [
      'The local authority sends it to the national Child Safeguarding Practice Review Panel. Your call starts it; there is nothing more to send from you.',
    ],
  },
  lookedAfterChild: {
    title: 'A child looked after by a local authority',
    when: 'Without delay',
    clocks: [],
    does: [
      'The local authority tells the Secretary of State and Ofsted. Make sure that its duty social worker knows of the death.',
    ],
  },
} as const satisfies Record<Duties, DutyWords>

const isDue = (outcome: Duty) => outcome !== 'not-required'

/** What must happen now, by what was answered: first what cannot wait. */
export function nextSteps({ assessment, clocks }: NotificationView, now: Instant): readonly NextStep[] {
  return (Object.keys(duties) as Duties[])
    .filter((duty) => isDue(assessment[duty].outcome))
    .map((duty) => {
      const words: DutyWords = duties[duty]
      const { outcome, reasons } = assessment[duty]
      const running = clocks.filter(
        ({ rule, metAt, supersededAt }) =>
          words.clocks.includes(rule) && metAt === undefined && supersededAt === undefined,
      )
      return {
        title: words.title,
        clocks: [
          ...(words.when === undefined ? [] : [words.when]),
          ...running.map(({ name, dueAt }) => `${name}: ${deadlineInWords(dueAt, now)}`),
        ],
        does: words.does,
        why: [
          ...(outcome === 'required-until-known' ? ['Not everything is known yet, so the safe side is taken.'] : []),
          ...new Set(reasons.filter(({ answered }) => answered !== 'no').map(({ text }) => text)),
        ],
      }
    })
}

/** Whether the death counts as expected, in a sentence. */
export const expectedWords = {
  expected: 'By your answers this death was expected.',
  unexpected: 'By your answers this death was unexpected.',
  'not-yet-known': 'It is not known yet whether this death was expected. Until then it is treated as unexpected.',
} as const satisfies Record<NotificationView['assessment']['expectedness']['outcome'], string>

export const familySentences = ({ assessment }: NotificationView): readonly string[] => [
  ...familyWords.always,
  ...(isDue(assessment.jointAgencyResponse.outcome) ? [familyWords.jointAgencyResponse] : []),
  ...(isDue(assessment.coroner.outcome) ? [familyWords.coroner] : []),
]
