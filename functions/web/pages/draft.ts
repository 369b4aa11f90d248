import { civilDateInLondon, timeOfDayInLondon } from '../../../domain/calendar/london.ts'
import type { Instant } from '../../../domain/calendar/instant.ts'
import { PostcodeSchema } from '../../../schemas/notification/text.ts'
import type { Draft } from '../../shared/ports/draft-store.ts'
import { at, factsOf } from '../form/facts.ts'
import { boxesOf, type Field } from '../form/field.ts'
import type { Known } from '../form/step.ts'
import type { Typed } from '../form/typed.ts'
import { NoSuchPageError, type PageDeps, type PageRequest } from '../page.ts'
import { allFields } from '../questions/all.ts'

/** Under this name a draft keeps which steps its person has been through. */
const DONE = '~done'

export const doneIn = ({ values }: Draft): readonly string[] => values[DONE] ?? []

/** The person's own draft. @throws NoSuchPageError for anybody else's, as for one that does not exist */
export async function draftOf({ params, person }: PageRequest, { drafts }: PageDeps): Promise<Draft> {
  const draft = await drafts.find(person.subject, params['draft'] ?? '')
  if (!draft) throw new NoSuchPageError()
  return draft
}

/** The draft with what was typed on one page; what stands on others is left as it is. */
export function withTyped(draft: Draft, path: string, fields: readonly Field[], typed: Typed, now: Instant): Draft {
  const boxes = fields.flatMap(boxesOf)
  const others = Object.entries(draft.values).filter(([name]) => !boxes.includes(name))
  const own = Object.entries(typed).filter(([name]) => boxes.includes(name))
  return {
    ...draft,
    savedAt: now,
    values: {
      ...Object.fromEntries(others),
      ...Object.fromEntries(own),
      [DONE]: [...new Set([...doneIn(draft), path])],
    },
  }
}

/** The draft as it was before it was sent, or after it was refused: its answers can be changed. */
export const openAgain = ({ id, idempotencyKey, startedAt, savedAt, values }: Draft): Draft => ({
  id,
  idempotencyKey,
  startedAt,
  savedAt,
  values,
})

/** What is known so far, with what the directory says of the postcode. */
export async function knownFrom(draft: Draft, deps: PageDeps): Promise<Known> {
  const facts = factsOf(allFields, draft.values)
  const lookedUp = await lookUp(at(facts, '/child/residence/postcode'), deps)
  return { facts, isAreaFound: lookedUp && lookedUp.authority !== undefined }
}

/**
 * The local authority's ONS code, where the directory has the postcode; nothing where there is none to look up. A directory that does
 * not answer never stops anybody.
 */
export async function lookUp(
  postcode: unknown,
  { directory }: PageDeps,
): Promise<{ readonly authority: string | undefined } | undefined> {
  const known = PostcodeSchema.safeParse(postcode)
  if (!known.success) return undefined
  try {
    return { authority: (await directory.find(known.data))?.authorityCode }
  } catch {
    return { authority: undefined }
  }
}

/** The wall clock in England, by which a form's dates and times are judged. */
export const wallClock = (now: Instant) => ({ today: civilDateInLondon(now), time: timeOfDayInLondon(now) })
