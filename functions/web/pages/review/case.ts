import type { AnonymisedCase } from '../../../../schemas/anonymised-case.ts'
import { rowsOf, type Row } from '../../../shared/views/rows.ts'
import type { Page, Shown } from '../../page.ts'
import { dutyWords, expectednessWords, stageWords } from '../../words/panel.ts'
import { inSight } from './in-sight.ts'

/** A case without identities, to be read at a meeting or before it. */
export const anonymisedCase: Page = {
  path: '/review/{reference}/case',
  for: 'read-anonymised-case',
  get: async (request, deps) => {
    const sight = await inSight<AnonymisedCase>(request, 'anonymised', deps)
    return 'seen' in sight ? caseShown(sight.seen) : sight.instead
  },
}

function caseShown({ facts, furtherNotifications, ...known }: AnonymisedCase): Shown {
  const { child: wholeChild, death, certification, family, agencies, otherProcesses } = facts
  const { circumstances, suspectedCause, ...moreOfDeath } = death
  // A postcode says no more here than that there is one.
  const { residence, ...child } = wholeChild
  return {
    view: 'review/case.njk',
    title: `Case ${known.reference}`,
    shows: {
      reference: known.reference,
      stage: stageWords[known.stage],
      age: known.ageAtDeath,
      expectedness: expectednessWords[known.assessment?.expectedness ?? 'not-yet-known'],
      decile: known.deprivationDecile,
      sections: [
        { title: 'What happened', rows: rowsOf({ circumstances, suspectedCause }), isText: true },
        ...furtherNotifications.map(({ death: other }, index) => ({
          title: `What further notifier ${index + 1} said`,
          rows: rowsOf({ circumstances: other.circumstances, suspectedCause: other.suspectedCause }),
          isText: true,
        })),
        { title: 'The death', rows: rowsOf(moreOfDeath) },
        {
          title: 'The child',
          rows: rowsOf(residence.kind === 'postcode' ? child : { ...child, residence: residence.kind }),
        },
        { title: 'Medical certificate and coroner', rows: rowsOf(certification) },
        { title: 'Family and household', rows: rowsOf(family) },
        { title: 'Who is there for the family', rows: rowsOf(known.keyWorker) },
        { title: 'What the family asked', rows: rowsOf({ question: known.familyQuestions }) },
        { title: 'Services that knew the child', rows: rowsOf({ agency: agencies }) },
        { title: 'Other reviews', rows: rowsOf(otherProcesses) },
        { title: 'What the case waits for', rows: rowsOf({ hold: known.holds }) },
        { title: 'What the law required', rows: lawRows(known.assessment) },
        { title: 'Decision of the designated doctor', rows: rowsOf(known.decision) },
        { title: 'Earlier reviews', rows: rowsOf({ review: known.conclusions }) },
      ].filter(({ rows }) => rows.length > 0),
    },
  }
}

function lawRows(assessment: AnonymisedCase['assessment']): readonly Row[] {
  if (!assessment) return []
  const row = (label: string, text: string): Row => ({ label, pieces: [{ text, isMask: false }] })
  return [
    row('Joint Agency Response', dutyWords[assessment.jointAgencyResponse]),
    row('Coroner', dutyWords[assessment.coroner]),
    row('Children’s social care', dutyWords[assessment.socialCare]),
    row('National Panel', dutyWords[assessment.nationalPanel]),
    row('Notice of the death of a looked-after child', dutyWords[assessment.lookedAfterChild]),
  ]
}
