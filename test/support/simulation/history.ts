import type { CivilDate } from '../../../domain/calendar/civil-date.ts'
import type { CodedCase } from '../../../domain/disclosure/count.ts'
import type { Case } from '../../../domain/case/case.ts'
import type { CaseRepository, KeptHistory, QueueReader } from '../../../functions/shared/ports/case-repository.ts'
import type { KeyedHash } from '../../../functions/shared/ports/keyed-hash.ts'
import type { Alert } from '../../../schemas/alert.ts'
import type { Reference } from '../../../schemas/reference.ts'
import { sound, type Collaborators } from './collaborators.ts'
import { someChildren, type Child } from './children.ts'
import type { Fault } from './faults.ts'
import { Operator, type RotationPlan } from './operator.ts'
import { INVARIANTS, isGoingOn, isOf, type Invariant } from './invariants.ts'
import { People, type Acknowledged, type Sent } from './people.ts'
import { SimulatedService } from './service.ts'
import { collected } from './table.ts'
import { World } from './world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const MONTHS: readonly [CivilDate, CivilDate] = ['2026-11-01' as CivilDate, '2026-12-31' as CivilDate]
const UNUSABLE = ['{"', '{"hello":"world"}', '\uFFFF']

/** All that is left when a history has come to its end: what the invariants ask, on a simulated store or a real one. */
export interface Ended {
  readonly world: Pick<World, 'now'>
  readonly service: {
    readonly hash: Pick<KeyedHash, 'body' | 'reference'>
    readonly table: {
      readonly store: CaseRepository
      readonly indexes: Pick<QueueReader, 'queue'>
      readonly cases: () => readonly Case[]
    }
    readonly queues: readonly { readonly deadLetters: readonly { readonly body: string }[] }[]
    readonly sent: readonly Alert[]
  }
  readonly people: {
    readonly sent: readonly Pick<Sent, 'person' | 'key'>[]
    readonly acknowledged: readonly Pick<Acknowledged, 'person' | 'key' | 'json' | 'reference'>[]
    readonly amended: People['amended']
    readonly recorded: People['recorded']
    readonly retracted: ReadonlySet<Reference>
    readonly contradictions: readonly string[]
  }
  readonly children: readonly Child[]
  /** How many cases that go on each child had before a person joined any: those notified with their number from the start. */
  readonly casesBeforeJoining: ReadonlyMap<Child, number>
  readonly histories: ReadonlyMap<Reference, KeptHistory>
  readonly rows: readonly CodedCase[]
  /** Messages that were no events. */
  readonly unusable: number
}

export interface Violation {
  readonly invariant: Invariant
  readonly what: string
}

export interface History {
  readonly faults: ReadonlyMap<Fault, number>
  readonly requests: number
  readonly violations: readonly Violation[]
}

/** One seed, one history: people ask, faults strike, then all is mended and comes to rest, and every invariant is checked. */
export async function runHistory(
  seed: number,
  {
    collaborators = sound(),
    tell,
    rotation,
  }: {
    readonly collaborators?: Collaborators
    readonly tell?: (line: string) => void
    /** The identity key is rotated meanwhile. */
    readonly rotation?: RotationPlan
  } = {},
): Promise<History> {
  const world = new World(seed, tell)
  const service = new SimulatedService(world, collaborators)
  const some = someChildren(world.chance)
  const people = new People(service, some)
  // Most end within the hour: those that last until clocks run out take five times as long to simulate.
  const isLong = world.chance.happens(0.12)
  const operator = rotation && new Operator(service, people, collaborators.keys, rotation)
  const children = [...some, ...(operator?.newcomers ?? [])]
  const unusable = await night({ world, service, people, isLong })

  world.heal()
  await comeToRest(service, people, operator)
  if (operator) {
    // Everybody is known again, under the key that is left.
    for (const child of children) people.notifyOf(child)
    await comeToRest(service, people)
  }
  const casesBeforeJoining = casesOfEach(children, service)
  await joinDuplicates(service, people)
  if (isLong) {
    // Long enough for the clocks of the first two days to run out, and for those to be told who come after the panel.
    await pass(world, 50 * HOUR)
    await comeToRest(service, people)
  }

  const rows = await countedRows(service)
  const histories = await historiesOf(service)
  const ended: Ended = { world, service, people, children, casesBeforeJoining, histories, rows, unusable }
  return { faults: world.faults.counts, requests: people.requests, violations: await violationsIn(ended) }
}

export async function violationsIn(ended: Ended): Promise<readonly Violation[]> {
  const violations: Violation[] = []
  for (const [invariant, check] of Object.entries(INVARIANTS) as [Invariant, (typeof INVARIANTS)[Invariant]][])
    for (const what of await check(ended)) violations.push({ invariant, what })
  return violations
}

export const pass = (world: World, ms: number) => world.timeline.passUntil(world.timeline.now + ms)

interface Night {
  readonly world: World
  readonly service: SimulatedService
  readonly people: People
  readonly isLong: boolean
}

/** One or two spells of work, a little or a day apart; answers how many unusable messages there were. */
async function night({ world, service, people, isLong }: Night): Promise<number> {
  const { chance, timeline, faults } = world
  let unusable = 0
  for (let spells = chance.between(1, 2); spells > 0; spells--) {
    const minutes = chance.between(1, 12)
    // Some come together: within the same second.
    const spread = chance.happens(0.3) ? 1000 : minutes * MINUTE
    for (let acts = chance.between(2, 4); acts > 0; acts--)
      timeline.after(chance.between(0, spread), () => {
        people.act()
      })
    for (let minute = 0; minute < minutes; minute++)
      timeline.after(minute * MINUTE, () => {
        world.bringOutages()
        if (faults.strikes('unusable-message')) {
          unusable += 1
          chance.oneOf([service.queues[0]!, ...service.queues]).send(UNUSABLE[unusable % UNUSABLE.length]!)
        }
        if (chance.happens(0.05)) service.redrive()
      })
    await pass(world, minutes * MINUTE)
    if (spells > 1) await pass(world, isLong ? 26 * HOUR : chance.between(1, 10) * MINUTE)
  }
  return unusable
}

const LONGEST = 26 * HOUR

/** Waits until nothing is on its way and nobody waits; an operator puts the dead letters back meanwhile. */
export async function comeToRest(service: SimulatedService, people: People, operator?: Operator): Promise<void> {
  const { world } = service
  const end = world.timeline.now + LONGEST
  do {
    service.redrive()
    await pass(world, 2 * MINUTE)
  } while (world.timeline.now < end && !(service.isQuiet() && people.isQuiet() && (operator?.isQuiet() ?? true)))
  // Indexes catch up.
  await pass(world, 2 * MINUTE)
}

/** The manager joins what is flagged as one child, pair by pair. */
async function joinDuplicates(service: SimulatedService, people: People): Promise<void> {
  for (let pair = flaggedPair(service); pair; pair = flaggedPair(service)) {
    people.work(pair.one, { action: 'join', into: pair.other })
    await comeToRest(service, people)
    if (isSame(flaggedPair(service), pair)) return
  }
}

function flaggedPair({ table }: SimulatedService) {
  const goingOn = table.cases().filter(isGoingOn)
  for (const { reference: one, possibleDuplicates } of goingOn)
    for (const { other } of possibleDuplicates)
      if (goingOn.some(({ reference }) => reference === other)) return { one, other }
  return undefined
}

type Pair = ReturnType<typeof flaggedPair>
const isSame = (a: Pair, b: Pair) => a?.one === b?.one && a?.other === b?.other

export const casesOfEach = (children: readonly Child[], { table }: SimulatedService) =>
  new Map(
    children
      .filter(({ numberIsKnownAtOnce }) => numberIsKnownAtOnce)
      .map((child) => [child, table.cases().filter((known) => isGoingOn(known) && isOf(child, known)).length]),
  )

export const historiesOf = async ({ table }: SimulatedService) =>
  new Map(
    await Promise.all(
      table.cases().map(async ({ reference }) => [reference, await table.store.history(reference)] as const),
    ),
  )

/** The statistics' own reading of the index, as the publishing job does it. */
export async function countedRows(service: SimulatedService): Promise<readonly CodedCase[]> {
  const run = service.world.run('publish-statistics', (execution) =>
    collected(service.rowsFor(execution).codedCases('deathsNotified', ...MONTHS)),
  )
  await pass(service.world, MINUTE)
  const ran = await run
  return ran.ok ? ran.value : []
}
