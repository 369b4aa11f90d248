import type { Shown } from '../page.ts'
import { whatIsHidden } from '../words/what-is-hidden.ts'

/** Pages of words for anyone, signed in or not: they ask nothing of the API. */
export const openPages: Readonly<Record<string, Shown>> = {
  '/statistics/what-is-hidden': {
    view: 'statistics/what-is-hidden.njk',
    title: whatIsHidden.title,
    shows: whatIsHidden,
  },
}
