import type { History } from '../../../schemas/api.ts'
import { AGENCY_FORMS } from '../../../schemas/agency-forms/codes.ts'
import type { ReadingKind } from '../../../schemas/history.ts'
import { HOLD_REASONS } from '../../../schemas/panel-work/codes.ts'
import { clockRules } from '../../../domain/clocks/rules.ts'
import { momentWords } from './moments.ts'
import { expectednessWords, stageWords } from './panel.ts'
import { roleWords } from './roles.ts'

type Entry = History['entries'][number]
type Actor = Entry['by']

/** Looks a code up; one that a later version brings is shown as it is. */
const worded = (words: Readonly<Record<string, string>>, code = '') => words[code] ?? code

const labelled = (set: Readonly<Record<string, { readonly label: string }>>, code = '') => set[code]?.label ?? code
const ruleWords = (rule = ''): string => clockRules.find(({ id }) => id === rule)?.name ?? rule

/** What happened, more exactly than the kind of event says it, where its codes tell. */
const exactly: Partial<Readonly<Record<Entry['what'], (codes: Entry['codes']) => string>>> = {
  DeathCategorised: ({ expectedness }) => worded(expectednessWords, expectedness),
  StageReached: ({ stage }) => `Moved to: ${worded(stageWords, stage).toLowerCase()}`,
  CasePlacedOnHold: ({ hold }) => `On hold: ${labelled(HOLD_REASONS, hold)}`,
  HoldLifted: ({ hold }) => `No longer on hold: ${labelled(HOLD_REASONS, hold)}`,
  ClockStarted: ({ moment }) => worded(momentWords, moment),
  ClockMet: ({ moment }) => worded(momentWords, moment),
  DeadlineMissed: ({ rule }) => `Deadline passed: ${ruleWords(rule)}`,
  DeadlineEscalated: ({ rule, to }) => `Deadline still not met, told to the ${to ?? 'panel'}: ${ruleWords(rule)}`,
  FormRequested: ({ form }) => `Asked for a form: ${labelled(AGENCY_FORMS, form)}`,
  PossibleDuplicateFound: ({ other }) => `Another case may be about the same child: ${other ?? ''}`,
}

export const entryInWords = ({ what, meaning, codes }: Pick<Entry, 'what' | 'meaning' | 'codes'>): string =>
  exactly[what]?.(codes) ?? meaning

/** When it happened, which is not always when it was recorded. */
export const happenedAt = ({ at, codes }: Pick<Entry, 'at' | 'codes'>): Entry['at'] =>
  (codes['metAt'] ?? codes['startedAt'] ?? at) as Entry['at']

/** Who did it: by role, and the pseudonym by which one person is told from another. */
export function actorInWords(by: Actor): { readonly who: string; readonly pseudonym?: string } {
  switch (by.kind) {
    case 'person':
      return { who: by.roles.map((role) => roleWords[role]).join(', '), pseudonym: by.subject }
    case 'agency':
      return { who: 'An agency, by the link that it was given' }
    case 'step':
      return { who: 'The service itself' }
  }
}

export const readingWords = {
  case: 'The whole case',
  'anonymised-case': 'The case without identities',
  analysis: 'The analysis form',
  form: 'A form of an agency',
  history: 'Who did what',
  readings: 'Who read it, as a table',
  notification: 'A notification of their own',
  'outcome-letter': 'The letter about the outcome',
} as const satisfies Record<ReadingKind, string>
