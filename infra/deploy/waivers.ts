import type { Waiver } from './gate.ts'

/**
 * Dangers that somebody lets pass. One that has ended lets nothing pass: take it out. Say in `because` where what it holds has gone, or
 * why nobody will miss it. `part` is what the refusal names in square brackets, where it names one.
 */
export const waivers: readonly Waiver[] = []
