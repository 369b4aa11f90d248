import type { History } from '../../../../schemas/api.ts'
import { found } from '../../found.ts'
import type { Page } from '../../page.ts'
import { actorInWords, entryInWords, readingWords } from '../../words/history.ts'
import { dayAndTime } from '../../words/times.ts'
import { casePath } from './found-case.ts'

const A_PAGE = 50

/** Who did what to a case, and who read it: nothing in it says who the child was. */
export const history: Page = {
  path: '/cases/{reference}/history',
  for: 'read-history',
  get: async ({ api, params, query, now }) => {
    const { reference, entries, readings, whole } = found(
      await api.get<History>(`${casePath(params['reference'])}/history`),
    )
    return {
      view: 'cases/history.njk',
      title: 'Who did what',
      shows: {
        reference,
        whole,
        happened: pageOf(entries.toReversed(), query['happened'], (entry) => ({
          what: entryInWords(entry),
          at: dayAndTime(entry.at, now),
          by: actorInWords(entry.by),
        })),
        read: pageOf(readings.toReversed(), query['read'], ({ what, at, by }) => ({
          what: readingWords[what],
          at: dayAndTime(at, now),
          by: actorInWords(by),
        })),
      },
    }
  },
}

/** One page of a long list, the newest first. */
function pageOf<T, S>(all: readonly T[], asked: string | undefined, shown: (one: T) => S) {
  const last = Math.max(1, Math.ceil(all.length / A_PAGE))
  const number = Math.min(last, /^\d{1,4}$/.test(asked ?? '') ? Math.max(1, Number(asked)) : 1)
  return {
    count: all.length,
    lines: all.slice((number - 1) * A_PAGE, number * A_PAGE).map(shown),
    number,
    last,
  }
}
