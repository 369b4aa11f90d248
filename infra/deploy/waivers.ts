import type { Waiver } from './gate.ts'

/**
 * Dangers that somebody lets pass. One that has ended lets nothing pass: take it out. Say in `because` where what it holds has gone, or
 * why nobody will miss it.
 */
export const waivers: readonly Waiver[] = []
