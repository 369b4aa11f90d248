import type { Action } from '../../schemas/panel-work/actions.ts'
import { panelsOn } from '../areas/panels.ts'
import { civilDateInLondon } from '../calendar/london.ts'
import { plannedClocks } from '../case/clocks.ts'
import type { Case } from '../case/case.ts'
import type { Some } from '../case/decide.ts'
import type { Decided } from '../case/events.ts'
import type { Notice } from '../case/notice.ts'
import { referencesOf } from '../case/shared-history.ts'
import { replanClocks } from '../clocks/plan.ts'
import { clockRuleSetVersion } from '../clocks/rules.ts'
import { sections } from '../review/editing.ts'
import type { SectionText } from '../review/events.ts'
import type { Doing, Situation } from './decide.ts'
import { refusalOf } from './permission.ts'
import { refuse, type Refusal } from './refusals.ts'
import { hasEnded } from './stages.ts'

/** This case ends, and the other goes on with the notifications of both. Both must be the panel's own, and neither reviewed yet. */
export function join({ known, other, person, at, request }: Situation): Doing | Refusal {
  if (!other || other.routing?.panel !== known.routing?.panel) return refuse('other-case-not-found')
  if (other.reference === known.reference) return refuse('same-case')
  const refusal = refusalOf('join', other, person, at)
  if (refusal) return refusal.claim ? refusal : refuse('other-case-not-open')
  const moved: Decided[] = known.notifications.map((notification) => ({
    type: 'NotificationMoved',
    happened: { from: known.reference, notification },
  }))
  return {
    here: [{ type: 'CasesMerged', happened: { request, into: other.reference } }],
    there: {
      known: other,
      decided: [...endingWith([...moved, ...movedForms(known)], inheritance(known)), ...textsOf(known)],
    },
  }
}

/** What was written on the form of the case that ends goes over, text by text: beside what the other says, or where it says nothing. */
const textsOf = ({ reference, work: { review } }: Case): Decided[] =>
  sections.flatMap((section) => {
    const { current, alternatives = [] } = review.form.sections[section] ?? {}
    return [...(current ? [current] : []), ...alternatives].map(({ value, by, at }) => ({
      type: 'AnalysisSectionWritten',
      happened: { ...({ section, value, basedOn: 0 } as SectionText), from: { reference, by, at } },
    }))
  })

/** One by one, as the answers in them are long; their links lead to the case that goes on. */
const movedForms = ({ reference: from, work }: Case): Decided[] =>
  work.forms.requests.map((moved) => ({ type: 'FormRequestMoved', happened: { from, moved } }))

const endingWith = ([first, ...others]: readonly Decided[], last: Decided): Some<Decided> =>
  first ? [first, ...others, last] : [last]

function inheritance(ended: Case): Decided {
  const { reference: from, separatedFrom, possibleDuplicates, recordedMoments, work } = ended
  const { holds, keyWorker, familyQuestions } = work
  const { circumstances, adjustments } = work.forms
  const ofForms = { circumstances, adjustments }
  const ofFamily = { familyQuestions, ...(keyWorker && { keyWorker }) }
  const { conflicts } = work.review
  const joinedFrom = referencesOf(ended)
  return {
    type: 'CasesMerged',
    happened: {
      from,
      joinedFrom,
      separatedFrom,
      possibleDuplicates,
      recordedMoments,
      holds,
      conflicts,
      ...ofFamily,
      ...ofForms,
    },
  }
}

/**
 * Neither case is flagged to the other again. The other may be another panel's where the software has flagged it; of one that has ended
 * only the flag here is to go.
 */
export function separate(
  { from: named, reason }: Extract<Action, { action: 'separate' }>,
  { known, other, request }: Situation,
): Doing | Refusal {
  const isFlagged = known.possibleDuplicates.some((one) => one.other === named)
  if (!other || !(isFlagged || other.routing?.panel === known.routing?.panel)) return refuse('other-case-not-found')
  if (other.reference === known.reference) return refuse('same-case')
  const others = [...new Set([named, ...referencesOf(other)])]
  if (others.every((one) => known.separatedFrom.includes(one))) return refuse('separated-already')
  const why = reason === undefined ? {} : { reason }
  const here: Doing = { here: [{ type: 'CasesSeparated', happened: { request, others, ...why } }] }
  if (hasEnded(other.work.stage)) return here
  const decided: Some<Decided> = [{ type: 'CasesSeparated', happened: { others: referencesOf(known), ...why } }]
  return { ...here, there: { known: other, decided } }
}

/** The other panel has the case at once; this one keeps a notice of it. Clocks run on by what the other panel settled. */
export function transfer(
  { to, note }: Extract<Action, { action: 'transfer' }>,
  { known, at, request }: Situation,
): Doing | Refusal {
  const { routing } = known
  if (!routing) return refuse('no-panel-yet')
  if (to === routing.panel) return refuse('panel-has-it')
  if (!panelsOn(civilDateInLondon(at)).some(({ code }) => code === to)) return refuse('no-such-panel')
  const clocks = replanClocks(routing.clocks, plannedClocks(known, to), at)
  const handover = { from: routing.panel, to, note, namedByFacts: routing.namedByFacts ?? routing.panel }
  return {
    here: [{ type: 'CaseTransferred', happened: { request, ...handover, clocks, clockRuleSetVersion } }],
    notices: [{ panel: routing.panel, what: 'handed-over', reviewedBy: to, at, note }],
  }
}

/** The panel that handed the case over sees on its notice that it has arrived. */
export function acceptTransfer({ known: { work }, at, request }: Situation): Doing | Refusal {
  const { transfer: pending } = work
  if (!pending) return refuse('no-transfer-to-accept')
  const { from: panel, to: reviewedBy, note } = pending
  return {
    here: [{ type: 'TransferAccepted', happened: { request } }],
    notices: [{ panel, what: 'handed-over', reviewedBy, at: pending.at, note, acceptedAt: at }],
  }
}

/** A case of one notification ends with it, and every panel that was told of it is told that too. */
export function retract(
  { notification, reason, explanation }: Extract<Action, { action: 'retract' }>,
  { known, at, request }: Situation,
): Doing | Refusal {
  if (!known.notifications.some(({ reference }) => reference === notification)) return refuse('no-such-notification')
  const endsCase = known.notifications.length === 1
  const why = { reason, ...(explanation !== undefined && { explanation }) }
  return {
    here: [
      {
        type: 'NotificationRetracted',
        happened: { request, notificationReference: notification, ...why, endsCase },
      },
    ],
    notices: endsCase ? panelsTold(known).map((panel) => ({ ...retractedFor(known), panel, at })) : [],
  }
}

const panelsTold = ({ routing, work }: Case) => [
  ...new Set([...(routing?.informedPanels ?? []), ...(work.transfer ? [work.transfer.from] : [])]),
]

const retractedFor = ({ routing }: Case): Pick<Notice, 'what' | 'reviewedBy'> => ({
  what: 'retracted',
  reviewedBy: routing?.panel ?? '',
})
