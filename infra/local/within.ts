import { setTimeout as sleep } from 'node:timers/promises'

/** Looks again and again until `isSo`, for at most `patienceMs`; tells whether it came to be so. */
export async function within(
  patienceMs: number,
  isSo: () => boolean | Promise<boolean>,
  everyMs = 25,
): Promise<boolean> {
  const deadline = Date.now() + patienceMs
  while (!(await isSo())) {
    if (Date.now() > deadline) return false
    await sleep(everyMs)
  }
  return true
}
