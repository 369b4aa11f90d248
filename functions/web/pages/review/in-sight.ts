import { mayEver } from '../../../../domain/access/access.ts'
import { stagesAfter } from '../../../../domain/panel-work/stages.ts'
import type { ApiAnswer } from '../../../shared/ports/service-api.ts'
import { ApiRefusedError, type PageDeps, type PageRequest, type Shown } from '../../page.ts'
import { conflictShown } from './conflict.ts'
import { referenceOf } from './review-of.ts'

/** What there is to see of a case without identities; or what stands in its place for somebody who may not see it now. */
export type Sight<T> = { readonly seen: T } | { readonly instead: Shown }

/** @throws ApiRefusedError where the case is not theirs at all */
export async function inSight<T>(
  request: PageRequest,
  what: 'anonymised' | 'analysis',
  { newId }: Pick<PageDeps, 'newId'>,
): Promise<Sight<T>> {
  const answer: ApiAnswer<T> = await request.api.get(`/cases/${referenceOf(request)}/${what}`)
  if (answer.ok) return { seen: answer.body }
  if (answer.problem?.reasonCode === 'conflict-of-interest') return { instead: conflictShown(request, newId()) }
  if (answer.status === 409) return { instead: notWithThePanel(request) }
  throw new ApiRefusedError(answer.status)
}

/** The chair takes up again what was closed, without seeing the case before that. */
function notWithThePanel(request: PageRequest): Shown {
  const mayReopen =
    mayEver(request.person, 'work-case') && typeof stagesAfter('reopen', 'closed', request.person.roles) !== 'string'
  return {
    view: 'plain.njk',
    title: 'This case is not with the panel now',
    status: 409,
    shows: {
      sentences: [
        'Members see a case from when it is ready for the panel until the panel has reviewed it and it is closed.',
      ],
      action: { text: 'Meetings', href: '/meetings' },
      ...(mayReopen && {
        further: {
          text: 'If it is closed and something new has come to light, reopen the review',
          href: `/review/${referenceOf(request)}/reopen`,
        },
      }),
    },
  }
}
