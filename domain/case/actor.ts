import type { Actor } from './events.ts'

/** Who did it, as the record names them: a person's pseudonym, a step of the service, or `agency`. */
export const nameOfActor = (by: Actor): string =>
  by.kind === 'person' ? by.subject : by.kind === 'step' ? by.step : by.kind
