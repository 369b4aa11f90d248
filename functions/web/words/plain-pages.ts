import type { Shown } from '../page.ts'
import { IDLE_MINUTES, type Standing } from '../session/session.ts'

/** Pages that are a few sentences. */
interface Plain {
  readonly title: string
  readonly status: number
  readonly sentences: readonly string[]
}

const troubles = {
  'not-found': {
    title: 'Page not found',
    status: 404,
    sentences: [
      'If you typed the address, check it. If you followed a link, what it led to may be gone, or is not yours to see.',
      'Nothing that you have saved is lost.',
    ],
  },
  forbidden: {
    title: 'This page is not for your role',
    status: 403,
    sentences: ['Your account does not have the role that this page is for. Ask whoever gave you the account.'],
  },
  'no-page-for-role': {
    title: 'There is no page for your role yet',
    status: 200,
    sentences: ['You are signed in. What your role does can be done through the programming interface.'],
  },
  'not-from-here': {
    title: 'We could not take that form',
    status: 403,
    sentences: [
      'It did not come from a page of this service, or it was opened by somebody else.',
      'Go back, load the page again, and send it once more. Nothing has been changed.',
    ],
  },
  'too-large': {
    title: 'That is more than the form can hold',
    status: 413,
    sentences: ['Go back and shorten what you typed. Nothing that you saved before is lost.'],
  },
  'sign-in-failed': {
    title: 'You are not signed in yet',
    status: 400,
    sentences: ['Signing in took too long, or was begun in another window. Nothing that you have saved is lost.'],
  },
  busy: {
    title: 'The service cannot answer just now',
    status: 503,
    sentences: [
      'Try again in a minute. What you have saved is safe.',
      'If a child has died and you cannot wait, make the calls that you would make without this service: the coroner, the police and children’s social care answer at any hour.',
    ],
  },
  fault: {
    title: 'Sorry, something went wrong here',
    status: 500,
    sentences: ['The mistake is ours. What you have saved is safe; try again in a few minutes.'],
  },
} as const satisfies Record<string, Plain>
export type Trouble = keyof typeof troubles

export function trouble(kind: Trouble, reference?: string): Shown {
  const { title, status, sentences } = troubles[kind]
  return { view: 'plain.njk', title, status, shows: { sentences, reference, action: actions[kind] } }
}

interface Action {
  readonly text: string
  readonly href: string
}

const actions: Partial<Record<Trouble, Action>> = {
  'not-found': { text: 'Go to your first page', href: '/' },
  forbidden: { text: 'Go to your first page', href: '/' },
  'sign-in-failed': { text: 'Sign in', href: '/sign-in' },
}

export const startPage: Shown = { view: 'start.njk', title: 'Notify the death of a child' }

/** The form is kept. Somebody who is there is led on at once; somebody who was away signs in first. */
export const signInAgain = (standing: Exclude<Standing, 'open'>): Shown => ({
  view: 'plain.njk',
  title: standing === 'renew' ? 'One moment' : 'Sign in again to go on',
  shows: {
    sentences:
      standing === 'renew'
        ? ['We are making sure that it is still you.']
        : [
            `You were away for more than ${IDLE_MINUTES} minutes, so you have been signed out to keep the family’s details safe.`,
            'What you typed is kept. Sign in, and you go on where you were.',
          ],
    action: { text: standing === 'renew' ? 'Continue' : 'Sign in and continue', href: '/sign-in?to=/resume' },
    ...(standing === 'renew' && { leadsTo: '/sign-in?to=/resume' }),
  },
})

/** A page of its own, because a form may lead to no other server than ours. */
export const leaving = (to: string): Shown => ({
  view: 'plain.njk',
  title: 'You are signed out',
  shows: { sentences: [], action: { text: 'Continue', href: to }, leadsTo: to },
})
