import { createHash } from 'node:crypto'
import type { Some } from '../../../domain/case/decide.ts'
import type { CaseEvent } from '../../../domain/case/events.ts'
import type { KeptReading, Reading } from '../ports/case-repository.ts'

/*
 * What happens to a case, and who reads it, are two chains: each link's hash is made of what it says and of the hash before
 * (docs/adr/0011). Nothing here is secret: the anchors, kept elsewhere, are what a rewritten chain cannot satisfy.
 */

/** JSON that is the same for the same thing, whatever the order in which its fields were written. */
const canonical = (value: unknown): string => JSON.stringify(inOrder(value))

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(fields.map(([name, field]) => [name, inOrder(field)]))
}

/** Whether two things say the same. */
export const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other)

const linked = (before: string | undefined, content: object): string =>
  createHash('sha256')
    .update(canonical([before ?? null, content]))
    .digest('base64url')

function hashOfEvent(before: string | undefined, event: CaseEvent): string {
  const { reference, sequence, type, at, by, happened } = event
  return linked(before, { reference, sequence, type, at, by, happened })
}

function hashOfReading(before: string | undefined, reading: Omit<KeptReading, 'hash'>): string {
  const { reference, number, what, at, subject, roles, requestId } = reading
  return linked(before, { reference, number, what, at, subject, roles, requestId })
}

/** Events as they are kept, the first linked to the last that is kept already. */
export function chained(head: string | undefined, [first, ...others]: Some<CaseEvent>): Some<CaseEvent> {
  let before = head
  const link = (event: CaseEvent): CaseEvent => {
    before = hashOfEvent(before, event)
    return { ...event, hash: before }
  }
  return [link(first), ...others.map(link)]
}

/** Where a chain ends. */
export interface ChainEnd {
  readonly count: number
  readonly hash?: string | undefined
}

/** A reading as it is kept after those before it. */
export function keptReading({ count, hash }: ChainEnd, reading: Reading): KeptReading {
  const kept = { ...reading, number: count + 1 }
  return { ...kept, hash: hashOfReading(hash, kept) }
}

/** What is wrong with the events of a case and with what its state says of them. */
export const faultsOfEvents = (events: readonly CaseEvent[], end: ChainEnd): string[] =>
  faultsOf(
    'event',
    events.map((event) => ({
      number: event.sequence,
      hash: event.hash,
      expected: (before) => hashOfEvent(before, event),
    })),
    end,
  )

/** What is wrong with the readings of a case and with what is kept of their number. */
export const faultsOfReadings = (readings: readonly KeptReading[], end: ChainEnd): string[] =>
  faultsOf(
    'reading',
    readings.map((one) => ({ number: one.number, hash: one.hash, expected: (before) => hashOfReading(before, one) })),
    end,
  )

interface Link {
  readonly number: number
  readonly hash: string | undefined
  readonly expected: (before: string | undefined) => string
}

function faultsOf(name: string, links: readonly Link[], end: ChainEnd): string[] {
  const faults = links.flatMap(({ number, hash, expected }, index) => {
    const place = index + 1
    if (number !== place) return [`where ${name} ${place} should be there is ${name} ${number}`]
    return hash === expected(links[index - 1]?.hash)
      ? []
      : [`${name} ${place} is not as it was written, or follows another`]
  })
  const isEnd = end.count === links.length && end.hash === links.at(-1)?.hash
  return isEnd
    ? faults
    : [...faults, `the last ${name} is not the one on record: ${end.count} were written, ${links.length} are there`]
}
