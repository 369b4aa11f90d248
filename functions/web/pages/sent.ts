import { ownNotification } from '../found.ts'
import type { Page } from '../page.ts'
import { familyWords } from '../words/family.ts'
import { expectedWords, familySentences, nextSteps } from '../words/next-steps.ts'
import { dayAndTime, deadlineInWords } from '../words/times.ts'
import { addLinks } from './add.ts'

/** What must happen now: the first thing that a notifier sees, and all that one sheet of paper needs to say. */
export const whatMustHappen: Page = {
  path: '/notifications/{reference}/next-steps',
  for: 'read-own-notifications',
  get: async (request) => {
    const view = await ownNotification(request)
    const steps = nextSteps(view, request.now)
    return {
      view: 'next-steps.njk',
      title: 'What must happen now',
      shows: {
        reference: view.reference,
        received: dayAndTime(view.receivedAt, request.now),
        expected: expectedWords[view.assessment.expectedness.outcome],
        steps,
        isEarliest: view.clocks.some(({ startIsEarliestPossible }) => startIsEarliestPossible),
        family: { title: familyWords.title, sentences: familySentences(view) },
        panel: view.panel,
        isCertified: view.assessment.coroner.outcome === 'not-required',
        missing: view.stillNeeded.length,
      },
    }
  },
}

/** One notification: where the case stands, what runs, and what is missing. */
export const notification: Page = {
  path: '/notifications/{reference}',
  for: 'read-own-notifications',
  get: async (request) => {
    const view = await ownNotification(request)
    return {
      view: 'notification.njk',
      title: `Notification ${view.reference}`,
      shows: {
        reference: view.reference,
        received: dayAndTime(view.receivedAt, request.now),
        amended: view.amendedAt.map((at) => dayAndTime(at, request.now)),
        standing: view.standing,
        panel: view.panel,
        clocks: view.clocks
          .filter(({ metAt, supersededAt }) => metAt === undefined && supersededAt === undefined)
          .map(({ name, whoActs, dueAt }) => ({ name, whoActs, due: deadlineInWords(dueAt, request.now) })),
        ...addLinks(view),
      },
    }
  },
}
