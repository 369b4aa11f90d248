import type { CaseEvent } from '../../../../domain/case/events.ts'
import type { KeptReading } from '../../ports/case-repository.ts'
import { faultsOfEvents, faultsOfReadings, isSame, type ChainEnd } from '../chain.ts'
import {
  eventFromItem,
  isEventAsWritten,
  isEventItem,
  isReadingItem,
  readingFromItem,
  readingItem,
  STATE,
  type Item,
} from './case-items.ts'

/** What was found of a case: its chains, and what is wrong with them. */
export interface VerifiedCase {
  /** Hashes of its events and of its readings, in order: an anchor names one of each. */
  readonly events: readonly (string | undefined)[]
  readonly readings: readonly (string | undefined)[]
  readonly faults: readonly string[]
}

/** Verifies all items of one case. Every event and reading has to be exactly what this code would have written. */
export function verifyCase(items: readonly Item[]): VerifiedCase {
  const inOrder = [...items].sort((a, b) => (String(a['sk']) < String(b['sk']) ? -1 : 1))
  const [eventItems, readingItems] = [inOrder.filter(isEventItem), inOrder.filter(isReadingItem)]
  const events = eventItems.map(plainEvent)
  const readings = readingItems.map(readingFromItem)
  const state = items.find(({ sk }) => sk === STATE)
  return {
    events: events.map(({ hash }) => hash),
    readings: readings.map(({ hash }) => hash),
    faults: [
      ...alteredItems('event', eventItems, isEventAsWritten),
      ...faultsOfEvents(events, stateEnd(state)),
      ...alteredItems('reading', readingItems, (item) => isSame(item, readingItem(readingFromItem(item)))),
      ...faultsOfReadings(readings, readingsEnd(items.find(({ sk }) => sk === 'ACCESS'))),
    ],
  }
}

/** As it stands, whatever was done to it; of one that cannot be read, what its item says. */
function plainEvent(item: Item): CaseEvent {
  try {
    return eventFromItem(item)
  } catch {
    return item as unknown as CaseEvent
  }
}

/** A notification's pointer to the case that it joined has neither version nor events. */
const stateEnd = (state: Item | undefined): ChainEnd => ({
  count: Number(state?.['version'] ?? 0),
  hash: state?.['head'] as string | undefined,
})

/** Where the readings of a case end, by the item that counts them. */
export const readingsEnd = (counted: Item | undefined): ChainEnd => ({
  count: Number(counted?.['count'] ?? 0),
  hash: counted?.['hash'] as KeptReading['hash'] | undefined,
})

/** Items with another key, or with more or less in them, than what they say themselves. */
const alteredItems = (name: string, items: readonly Item[], isAsWritten: (item: Item) => boolean): string[] =>
  items.flatMap((item, index) => (isSound(item, isAsWritten) ? [] : [`the item of ${name} ${index + 1} was altered`]))

function isSound(item: Item, isAsWritten: (item: Item) => boolean): boolean {
  try {
    return isAsWritten(item)
  } catch {
    // Too little is left of it to be written again.
    return false
  }
}
