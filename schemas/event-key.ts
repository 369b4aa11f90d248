import type { EventType } from './case-events.ts'

/* Apart from the catalogue, whose words a function that only writes events does not carry. */

/** Sort key prefix of event items: only their inserts pass the stream's filter. */
export const EVENT_KEY_PREFIX = 'EVENT#'
export const CASE_KEY_PREFIX = 'CASE#'

export interface ItemKey {
  readonly pk: string
  readonly sk: string
}

/** An event's key says everything that leaves the record of it: case, number, type and time. */
export const eventKey = (event: { reference: string; sequence: number; type: EventType; at: string }): ItemKey => ({
  pk: `${CASE_KEY_PREFIX}${event.reference}`,
  sk: `${EVENT_KEY_PREFIX}${String(event.sequence).padStart(6, '0')}#${event.type}#${event.at}`,
})

/** What an event's key says. Of a key that no event has, it says nothing sensible, and does not fail. */
export function eventOfKey({ pk, sk }: ItemKey) {
  const [, sequence = '', type = '', at = ''] = sk.split('#')
  return { reference: pk.slice(CASE_KEY_PREFIX.length), sequence: Number(sequence), type, at }
}
