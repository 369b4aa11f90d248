import type { PanelWork } from './panel-work.ts'
import { refuse } from './refusals.ts'

/** What is kept where the panel goes on although the case waits for others; a refusal where nobody says why (R42). */
export function despiteItsHolds({ holds }: PanelWork, reason: string | undefined) {
  if (holds.length === 0) return {}
  if (reason === undefined) return refuse('waits-for-others')
  return { despiteHolds: { holds: holds.map(({ hold }) => hold), reason } }
}
