import type { Answer, Duty } from '../../schemas/assessment.ts'
import type { ClockRuleId, Limit, Moment } from '../../schemas/clocks.ts'

export type { ClockRuleId, Limit, Moment } from '../../schemas/clocks.ts'

/**
 * Changes whenever a rule below does, or what a panel settled (`panel-choices.ts`). It is stored with every plan, so that a deadline
 * can be explained years later, and clocks planned under another version are planned again.
 */
export const clockRuleSetVersion = 'clocks-1'

/** Versions that held before. A case planned under one is found and planned again within minutes, whenever its next clock is due. */
export const formerClockRuleSets: readonly string[] = []

/** The coded facts on which it depends whether a clock runs. */
export interface ClockFacts {
  readonly jointAgencyResponse: Duty
  readonly coroner: Duty
  /** Abuse or neglect known or suspected: the Child Safeguarding Practice Review Panel is notified (R30). */
  readonly nationalPanel: Duty
  /** Criterion R10b. */
  readonly suddenNoApparentCause: Answer
  /** Died before the first birthday. */
  readonly inInfancy: Answer
  /** Died before 28 completed days. */
  readonly neonatal: Answer
}

/** Statute: Act or regulations. Guidance: national. Local: practice that differs from area to area. */
export type Force = 'statute' | 'guidance' | 'local'

interface Duties {
  readonly id: ClockRuleId
  readonly name: string
  readonly whoActs: string
  readonly force: Force
  /** Sources by their number in the domain facts, or "from memory, verify". */
  readonly evidence: string
  /** The clock runs unless one of these is the case. *Not known* never stops a clock. */
  readonly unless?: Readonly<Partial<ClockFacts>>
}

/** A deadline of child death review (domain facts 1.4). */
export interface ClockRule extends Duties {
  /** Where sources differ, the reading that falls due first; a recommended range runs to its far end. */
  readonly limit: Limit
  readonly startedBy: Moment
  readonly metBy: Moment
  /** What a panel may choose instead, where sources differ. */
  readonly choices?: { readonly limits?: readonly Limit[]; readonly starts?: readonly Moment[] }
}

/** A duty for which no source gives a length: it is shown in words, and no clock runs. */
export interface DutyWithoutClock extends Duties {
  readonly inWords: string
}

const hours = (n: number): Limit => ({ unit: 'hours', n })
const calendarDays = (n: number): Limit => ({ unit: 'calendarDays', n })
const workingDays = (n: number): Limit => ({ unit: 'workingDays', n })
const weeks = (n: number): Limit => ({ unit: 'weeks', n })
const months = (n: number): Limit => ({ unit: 'months', n })

const FROM_MEMORY = 'from memory, verify'

export const clockRules = [
  {
    id: 'D2',
    name: 'Notify the child death overview panel',
    whoActs: 'The professional who learns of the death',
    limit: hours(24),
    startedBy: 'death',
    metBy: 'notification-received',
    choices: { limits: [hours(24), hours(48)] },
    force: 'local',
    evidence: 'S48, S49 (24 hours); S50 (48 hours)',
  },
  {
    id: 'D3',
    name: 'Notify the National Child Mortality Database',
    whoActs: 'Child death overview panel',
    limit: hours(48),
    startedBy: 'death',
    metBy: 'national-database-notified',
    force: 'guidance',
    evidence: 'S51, S52 (which call it a statutory requirement)',
  },
  {
    id: 'D4',
    name: 'Hold the initial meeting of the Joint Agency Response',
    whoActs: 'Lead health professional, police and social care',
    // "Before the family leaves, or the same day" is read as 24 hours: a death at 23:50 is not late at midnight.
    limit: hours(24),
    startedBy: 'death',
    metBy: 'joint-agency-meeting-held',
    choices: { limits: [hours(24), hours(48), calendarDays(5)] },
    unless: { jointAgencyResponse: 'not-required' },
    force: 'guidance',
    evidence: `Same day: ${FROM_MEMORY}; S31 (48 hours to 5 days as the aim of an audit)`,
  },
  {
    id: 'D5',
    name: 'Make the joint visit to the home or scene',
    whoActs: 'Police and health',
    limit: hours(24),
    startedBy: 'death',
    metBy: 'joint-visit-made',
    unless: { jointAgencyResponse: 'not-required' },
    force: 'guidance',
    evidence: `24 hours: ${FROM_MEMORY}; S53 (the visit itself)`,
  },
  {
    id: 'D6',
    name: 'Carry out the post-mortem examination of a sudden death in infancy',
    whoActs: 'Pathologist, for the coroner',
    limit: hours(48),
    startedBy: 'death',
    metBy: 'post-mortem-done',
    unless: { inInfancy: 'no', suddenNoApparentCause: 'no', coroner: 'not-required' },
    force: 'guidance',
    evidence: FROM_MEMORY,
  },
  {
    id: 'D7',
    name: 'Tell the panel of an investigation or post-mortem examination',
    whoActs: 'Coroner',
    limit: calendarDays(3),
    startedBy: 'coroner-decided',
    metBy: 'coroner-told-panel',
    force: 'statute',
    evidence: `Coroners (Investigations) Regulations 2013, reg 24: ${FROM_MEMORY}`,
  },
  {
    id: 'D8',
    name: 'Tell the panel of the registration of the death',
    whoActs: 'Registrar',
    // "7 days beginning with the day after": the day of registration does not count.
    limit: calendarDays(7),
    startedBy: 'death-registered',
    metBy: 'registrar-told-panel',
    force: 'statute',
    evidence: 'S7 (Children and Young Persons Act 2008, s31)',
  },
  {
    id: 'D9',
    name: 'Send the serious incident notification to the National Panel',
    whoActs: 'Local authority',
    limit: workingDays(5),
    startedBy: 'abuse-or-neglect-suspected',
    metBy: 'sent-to-national-panel',
    unless: { nationalPanel: 'not-required' },
    force: 'statute',
    evidence: 'S5, S44',
  },
  {
    id: 'D10',
    name: 'Send the rapid review to the National Panel',
    whoActs: 'Safeguarding partners',
    limit: workingDays(15),
    startedBy: 'abuse-or-neglect-suspected',
    metBy: 'rapid-review-sent',
    choices: { starts: ['abuse-or-neglect-suspected', 'sent-to-national-panel'] },
    unless: { nationalPanel: 'not-required' },
    force: 'guidance',
    evidence: 'S56 (from becoming aware); S54 (from sending to the Panel); S62',
  },
  {
    id: 'D11',
    name: 'Publish the local child safeguarding practice review',
    whoActs: 'Safeguarding partners',
    limit: months(6),
    startedBy: 'practice-review-decided',
    metBy: 'practice-review-published',
    force: 'guidance',
    evidence: 'S55',
  },
  {
    id: 'D12',
    name: "Make the key worker's first contact with the family",
    whoActs: 'Key worker',
    limit: hours(48),
    startedBy: 'death',
    metBy: 'key-worker-in-contact',
    choices: { limits: [hours(24), hours(48)] },
    force: 'guidance',
    evidence: 'S57 (24 to 48 hours recommended)',
  },
  {
    id: 'D13',
    name: 'Return the reporting forms',
    whoActs: 'Every agency that was asked',
    limit: workingDays(10),
    startedBy: 'reporting-forms-requested',
    metBy: 'reporting-forms-returned',
    choices: { limits: [workingDays(10), workingDays(15)] },
    force: 'local',
    evidence: `S58 (no national limit); 10 to 15 working days: ${FROM_MEMORY}`,
  },
  {
    id: 'D14',
    name: 'Hold the child death review meeting',
    whoActs: 'Designated doctor and the professionals involved',
    limit: months(3),
    startedBy: 'death',
    metBy: 'review-meeting-held',
    force: 'guidance',
    evidence: `S31 (the aim); wording: ${FROM_MEMORY}`,
  },
  {
    id: 'D15',
    name: 'Review the death at the child death overview panel',
    whoActs: 'Child death overview panel',
    limit: weeks(6),
    startedBy: 'review-meeting-report-received',
    metBy: 'panel-review-held',
    choices: { starts: ['review-meeting-report-received', 'inquest-concluded'] },
    force: 'guidance',
    evidence: FROM_MEMORY,
  },
  {
    id: 'D16',
    name: 'Complete the inquest',
    whoActs: 'Coroner',
    limit: months(6),
    startedBy: 'coroner-informed',
    metBy: 'inquest-concluded',
    unless: { coroner: 'not-required' },
    force: 'statute',
    evidence: `Coroners (Inquests) Rules 2013, r8: ${FROM_MEMORY}`,
  },
  {
    id: 'D17',
    name: 'Register the death',
    whoActs: 'Informant, usually the family',
    limit: calendarDays(5),
    startedBy: 'certificate-released',
    metBy: 'death-registered',
    choices: { starts: ['certificate-released', 'death'] },
    unless: { coroner: 'required' },
    force: 'statute',
    evidence: FROM_MEMORY,
  },
  {
    id: 'D18',
    name: 'Notify MBRRACE-UK of a neonatal death',
    whoActs: 'Trust where the baby died',
    limit: workingDays(7),
    startedBy: 'death',
    metBy: 'perinatal-audit-notified',
    unless: { neonatal: 'no' },
    force: 'guidance',
    evidence: `${FROM_MEMORY}; S60 (the scheme)`,
  },
] as const satisfies readonly ClockRule[]

export const dutiesWithoutClock = [
  {
    id: 'D1',
    name: 'Decide on family support, Joint Agency Response, certificate or coroner, and patient safety',
    whoActs: 'The clinical team',
    inWords: 'within hours',
    force: 'guidance',
    evidence: FROM_MEMORY,
  },
  {
    id: 'D19',
    name: 'Notify the Care Quality Commission of a death in regulated care',
    whoActs: 'Registered provider',
    inWords: 'without delay',
    force: 'statute',
    evidence: 'S61 (no hours or days are given)',
  },
  {
    id: 'D20',
    name: 'Publish the child death review report',
    whoActs: 'Child death review partners',
    inWords: 'at such intervals as the partners consider appropriate; yearly in practice',
    force: 'statute',
    evidence: 'S1 (Children Act 2004, s16M(6))',
  },
] as const satisfies readonly DutyWithoutClock[]
