import { Chance } from './chance.ts'
import { sound, type Collaborators } from './collaborators.ts'
import { Failpoints, MODES, type Mode } from './failpoints.ts'
import { casesOfEach, comeToRest, countedRows, historiesOf, violationsIn } from './history.ts'
import { People } from './people.ts'
import { CHILDREN, SCENARIOS, type Scenario } from './scenarios.ts'
import { SimulatedService } from './service.ts'
import { World } from './world.ts'

/** What a scenario came to. */
export interface Played {
  /** Every call that was made, in words. */
  readonly calls: readonly string[]
  /** What is left at the end, in words: the same whatever fault there was on the way. */
  readonly left: string
  readonly violations: readonly string[]
}

/** Plays a scenario, in which the calls of these numbers are faulted and no others. */
export async function play(
  scenario: Scenario,
  faults: ReadonlyMap<number, Mode> = new Map(),
  collaborators: Collaborators = sound(),
): Promise<Played> {
  const failpoints = new Failpoints(faults)
  const world = new World(1, undefined, failpoints)
  const service = new SimulatedService(world, collaborators)
  const people = new People(service, CHILDREN)
  const besides = await scenario({ world, service, people, rest: () => comeToRest(service, people) })
  failpoints.end()
  const histories = await historiesOf(service)
  const rows = await countedRows(service)
  const casesBeforeJoining = casesOfEach(CHILDREN, service)
  const ended = { world, service, people, children: CHILDREN, casesBeforeJoining, histories, rows, unusable: 0 }
  const violations = await violationsIn(ended)
  const happened = [...histories].map(([reference, { events }]) =>
    [reference, ...events.map(({ type }) => type).sort()].join(' '),
  )
  const answers = people.acknowledged.map(({ key, reference }) => `${key} is ${reference}`)
  const done = people.worked.map((outcome) => (outcome === 'replayed' ? 'done' : outcome))
  return {
    calls: failpoints.calls,
    left: JSON.stringify([happened.sort(), answers, done, besides]),
    violations: violations.map(({ invariant, what }) => `${invariant}: ${what}`),
  }
}

export interface Tried {
  readonly counts: Readonly<Record<string, number>>
  readonly failures: readonly string[]
  /** Which functions were asked for a call in which a fault could strike. */
  readonly functions: ReadonlySet<string>
}

interface Trials {
  /** How many pairs of faults besides. */
  readonly pairs?: number
  /** Chooses the pairs. */
  readonly seed?: number
  readonly collaborators?: () => Collaborators
  /** One failure is enough. */
  readonly untilFirst?: boolean
}

type Fault = readonly [call: number, mode: Mode]

/** Every call of every scenario faulted in every mode, one at a time; and so many pairs of faults, chosen by seed. */
export async function tryEveryFault({
  pairs = 0,
  seed = 1,
  collaborators = sound,
  untilFirst = false,
}: Trials = {}): Promise<Tried> {
  const failures: string[] = []
  const functions = new Set<string>()
  const struck = { before: 0, after: 0, throttle: 0, hang: 0, kill: 0 }
  const scenarios = Object.entries(SCENARIOS)
  let calls = 0
  for (const [name, scenario] of scenarios) {
    const clean = await play(scenario)
    failures.push(...clean.violations.map((what) => `${name}, without any fault: ${what}`))
    calls += clean.calls.length
    for (const made of clean.calls) functions.add(functionOf(made))
    for (const faults of [
      ...singles(clean.calls.length),
      ...pairsOf(clean.calls.length, pairs / scenarios.length, seed),
    ]) {
      if (untilFirst && failures.length > 0) break
      for (const [, mode] of faults) struck[mode] += 1
      const said = faults.map(([at, mode]) => `${mode} ${at} (${clean.calls[at]})`).join(' and ')
      failures.push(
        ...(await wrongWith(scenario, faults, clean, collaborators())).map((what) => `${name}, ${said}: ${what}`),
      )
    }
  }
  const faults = Object.fromEntries(Object.entries(struck).map(([mode, count]) => [`fault: ${mode}`, count]))
  const counts = {
    scenarios: scenarios.length,
    calls,
    singles: calls * MODES.length,
    pairs,
    violations: failures.length,
  }
  return { counts: { ...counts, ...faults }, failures, functions }
}

/** Who made the call, whichever case it was about. */
const functionOf = (made: string) => made.slice(0, made.indexOf(':')).replace(/ [0-9A-Z]{16}$/, '')

const singles = (calls: number): (readonly Fault[])[] =>
  Array.from({ length: calls }, (_, at) => MODES.map((mode) => [[at, mode] as const])).flat()

function pairsOf(calls: number, count: number, seed: number): (readonly Fault[])[] {
  const chance = new Chance(seed)
  const any = (): Fault => [chance.between(0, calls - 1), chance.oneOf(MODES)]
  return Array.from({ length: Math.floor(count) }, () => [any(), any()])
}

async function wrongWith(
  scenario: Scenario,
  faults: readonly Fault[],
  clean: Played,
  collaborators: Collaborators,
): Promise<readonly string[]> {
  try {
    const { left, violations } = await play(scenario, new Map(faults), collaborators)
    return left === clean.left ? violations : [...violations, `left\n  ${left}\n  instead of\n  ${clean.left}`]
  } catch (fault) {
    return [String(fault)]
  }
}
