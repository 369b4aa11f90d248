import { mayEver } from '../../../../domain/access/access.ts'
import type { Instant } from '../../../../domain/calendar/instant.ts'
import type { CaseRecord } from '../../../../schemas/api.ts'
import { ACTIONS, HOLD_REASONS, RETRACTION_REASONS } from '../../../../schemas/panel-work/codes.ts'
import { REVIEW_ROUTES, THEMES } from '../../../../schemas/triage.ts'
import { knownAndOpen } from '../../form/answers.ts'
import type { Page, PageRequest } from '../../page.ts'
import { assessedInWords } from '../../words/assessment.ts'
import { claimWords, flagWords } from '../../words/cases.ts'
import { clockInWords, counted } from '../../words/clocks.ts'
import { ageBandWords, stageWords } from '../../words/panel.ts'
import { dayAndTime } from '../../words/times.ts'
import { actionsShown } from './actions-shown.ts'
import { caseActs } from './acts/all.ts'
import { foundCase } from './found-case.ts'

/** One case: what it is, where it stands, and what may be done with it now. */
export const caseOfPanel: Page = {
  path: '/cases/{reference}',
  for: 'read-case',
  get: async (request, { newId }) => {
    const known = await foundCase(request)
    const { reference } = known
    return {
      view: 'cases/case.njk',
      title: `Case ${reference}`,
      shows: {
        reference,
        key: newId(),
        mayRecord: mayEver(request.person, 'record-clock'),
        done: doneWords(request),
        child: childNamed(known),
        age: ageBandWords[known.ageBand],
        opened: dayAndTime(known.openedAt, request.now),
        panel: known.panel,
        flags: known.flags.filter((flag) => flag !== 'possible-duplicate').map((flag) => flagWords[flag]),
        ...standing(known, request),
        act: actionsShown(known),
        mayReadHistory: mayEver(request.person, 'read-history'),
        duplicates: known.possibleDuplicates.map((other) => ({
          reference: other.reference,
          likeness: other.likeness === 'same-nhs-number' ? 'The same NHS number' : 'Name, dates or places are alike',
        })),
        clocks: clocksShown(known, request.now),
        assessed: known.categorisation ? assessedInWords(known.categorisation.assessment) : [],
        ...familyShown(known, request.now),
        forms: formsCounted(known),
        notifications: known.notifications.map((one) => ({
          reference: one.reference,
          received: dayAndTime(one.receivedAt, request.now),
          amended: one.amendedAt.map((at) => dayAndTime(at, request.now)),
          ...knownAndOpen(one.facts),
        })),
      },
    }
  },
}

/** Only of an action that there is: the address may say anything. */
function doneWords({ query }: PageRequest): string | undefined {
  const name = ACTIONS.find((action) => action === query['done'])
  return name && caseActs[name]?.did
}

/** As the first notification has it; a child without a name is called so. */
function childNamed({ notifications: [first] }: CaseRecord): string {
  const name = first?.facts.child.name
  if (typeof name === 'object') return `${name.givenNames} ${name.familyName}`
  return name === 'not-yet-named' ? 'Not named yet' : 'Name not known'
}

function standing(known: CaseRecord, { person, now }: PageRequest) {
  const { stage, claim, holds, triage, transfer, joinedTo, joinedFrom, retracted, conclusions } = known
  return {
    stage: stageWords[stage],
    claim: claim ? claimWords(claim, person.subject, now) : undefined,
    route: triage.theme
      ? `${REVIEW_ROUTES[triage.route].label}: ${THEMES[triage.theme].label}`
      : REVIEW_ROUTES[triage.route].label,
    routeBecause: triage.changes.at(-1)?.reason ?? triage.byRule.because,
    holds: holds.map(({ hold, note, at }) => ({
      label: HOLD_REASONS[hold].label,
      hold,
      note,
      since: dayAndTime(at, now),
    })),
    conclusions: conclusions.map(({ at }) => dayAndTime(at, now)),
    transfer: transfer && {
      from: transfer.from.name,
      note: transfer.note,
      at: dayAndTime(transfer.at, now),
      accepted: transfer.acceptedAt && dayAndTime(transfer.acceptedAt, now),
    },
    joinedTo,
    joinedFrom,
    retracted: retracted.map(({ reference, reason, explanation, at }) => ({
      reference,
      reason: RETRACTION_REASONS[reason].label,
      explanation,
      at: dayAndTime(at, now),
    })),
  }
}

/** Those that run, the next due first; then what was done, and last what runs no more. */
export function clocksShown({ clocks }: CaseRecord, now: Instant) {
  const shown = clocks
    .toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1))
    .map((clock) => ({
      rule: clock.rule,
      name: clock.name,
      whoActs: clock.whoActs,
      due: clockInWords(clock, now),
      isEarliest: clock.startIsEarliestPossible ?? false,
      isOver: clock.metAt !== undefined || clock.supersededAt !== undefined,
      isSuperseded: clock.supersededAt !== undefined,
    }))
  return {
    running: shown.filter(({ isOver }) => !isOver),
    over: shown.filter(({ isOver, isSuperseded }) => isOver && !isSuperseded),
  }
}

function familyShown({ keyWorker, familyQuestions }: CaseRecord, now: Instant) {
  return {
    keyWorker: keyWorker && {
      name: keyWorker.name,
      role: keyWorker.role,
      contact: keyWorker.contact,
      since: keyWorker.inContactSince && dayAndTime(keyWorker.inContactSince, now),
    },
    questions: familyQuestions.map(({ number, question, at, answers }) => ({
      number,
      question,
      at: dayAndTime(at, now),
      answers: answers.map(({ answer, at: when }) => ({ answer, at: dayAndTime(when, now) })),
    })),
  }
}

function formsCounted({ forms }: CaseRecord): readonly string[] {
  const of = (standing: string) => forms.requests.filter((one) => one.standing === standing).length
  const late = forms.requests.filter(({ standing, overdue }) => standing === 'awaited' && overdue).length
  const unasked = forms.agencies.filter(({ reportingForm }) => reportingForm === 'not-asked').length
  const awaited = `${counted(of('awaited'), 'form')} awaited${late > 0 ? `, ${late} of them late` : ''}`
  return [
    awaited,
    `${of('answered')} answered`,
    ...(unasked > 0 ? [`${unasked === 1 ? '1 agency' : `${unasked} agencies`} not asked yet`] : []),
  ]
}
