import { log } from '../../shared/runtime/log.ts'
import { errorName } from '../../shared/runtime/log-fields.ts'
import type { WebAnswer } from '../http.ts'
import { ApiRefusedError, NoSuchPageError } from '../page.ts'

/**
 * Does what a kept form asks for, and then drops it: dropped before, it may be lost. It is dropped, too, where it can be done no more, so
 * that nobody meets the same refusal each time they come back; and kept where trying again may help. If the function ends between the two
 * it is done again: what carries a key is done once all the same, and a second draft or link stands where its person sees it.
 * @throws what the act threw
 */
export async function doKept(act: () => Promise<WebAnswer>, drop: () => Promise<void>): Promise<WebAnswer> {
  try {
    const answer = await act()
    await dropQuietly(drop)
    return answer
  } catch (fault) {
    if (isForGood(fault)) await dropQuietly(drop)
    throw fault
  }
}

/** What was done is told, though the form is still there. */
const dropQuietly = (drop: () => Promise<void>) =>
  drop().catch((fault: unknown) => {
    log.error('A form that was done is still kept.', { errorName: errorName(fault) })
  })

const MAY_PASS: readonly number[] = [401, 408, 429]

/** Whether asking again can only be refused again. */
export const isForGood = (fault: unknown): boolean =>
  fault instanceof NoSuchPageError ||
  (fault instanceof ApiRefusedError && fault.status < 500 && !MAY_PASS.includes(fault.status))
