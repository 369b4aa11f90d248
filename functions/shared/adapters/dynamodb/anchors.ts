import type { VerifiedCase } from './verify-case.ts'

/*
 * A chain that somebody rewrites from its beginning, or cuts off and mends, is sound by itself. An anchor, kept where they cannot
 * reach, says where it once was.
 */

/** Where the chains of a case were when somebody looked. */
export interface Anchor {
  readonly events: AnchorOfChain
  readonly readings: AnchorOfChain
}

interface AnchorOfChain {
  readonly count: number
  readonly hash?: string | undefined
}

/** Where the chains of a case are now. */
export const anchorOf = ({ events, readings }: VerifiedCase): Anchor => ({
  events: endOf(events),
  readings: endOf(readings),
})

const endOf = (hashes: readonly (string | undefined)[]): AnchorOfChain => ({
  count: hashes.length,
  hash: hashes.at(-1),
})

/** What of an anchor a case no longer bears out: its chains may only have grown since. */
export function refutedBy(anchor: Anchor, found: VerifiedCase | undefined): string[] {
  if (!found) return ['it is gone']
  return (['events', 'readings'] as const)
    .filter((chain) => found[chain][anchor[chain].count - 1] !== anchor[chain].hash)
    .map((chain) => `its first ${anchor[chain].count} ${chain} are not those that were there before`)
}
