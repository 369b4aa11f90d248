import { isDeepStrictEqual } from 'node:util'
import { awaited } from '../../../domain/case/case.ts'
import { Chance } from '../simulation/chance.ts'
import { brokenChainsIn, casesIn, violationsOn } from './checks.ts'
import { Failpoint, type Fault, type SdkCall } from './environment.ts'
import { MODES, modesOf, type Mode, type ModeName } from './modes.ts'
import type { Scenario, Step } from './scenarios.ts'
import { nothingYet, Stage, type Asked, type Engine, type Standing, type TableName, type Wrong } from './stage.ts'
import { contentsOf, inWords, inWordsOf, putBack, type Contents } from './tables.ts'

type Tables = ReadonlyMap<TableName, Contents>

/** Where a step begins: it can be come back to. */
interface Beginning {
  readonly standing: Standing
  readonly tables: Tables
}

/** What a step came to. */
interface Played {
  readonly calls: readonly SdkCall[]
  readonly asked: readonly Asked[]
  readonly left: readonly string[]
  readonly wrong: readonly string[]
  readonly end: Beginning
}

export interface Tried {
  readonly calls: number
  readonly faults: number
  readonly struck: ReadonlyMap<ModeName, number>
  readonly failures: readonly string[]
  /** Who called what, with a fault. */
  readonly callers: ReadonlySet<string>
}

export interface Trials {
  readonly wrong?: Wrong
  /** From nought to one: how many of the faults are tried, chosen by seed. */
  readonly share?: number
  readonly seed?: number
  /** One step and one mode, until the first failure. */
  readonly only?: { readonly step: string; readonly mode: ModeName }
}

/** Every call of every step of a scenario, faulted in every way that can befall it, one at a time. */
export async function tryFaults(
  engine: Engine,
  [name, { tables, steps }]: readonly [string, Scenario],
  { wrong = {}, share = 1, seed = 1, only }: Trials = {},
): Promise<Tried> {
  const failures: string[] = []
  const callers = new Set<string>()
  const struck = new Map<ModeName, number>()
  const chance = new Chance(seed)
  let [calls, faults] = [0, 0]
  let beginning = await emptied(engine, tables)
  for (const step of steps) {
    const isLeadingTo = only !== undefined && only.step !== step.name
    const clean = await play(engine, step, beginning, { wrong })
    failures.push(...clean.wrong.map((what) => `${name}, ${step.name}, without any fault: ${what}`))
    let now = clean.end.tables
    for (const [at, call] of step.isTried && !isLeadingTo ? clean.calls.entries() : []) {
      calls += 1
      callers.add(`${call.by}: ${call.command}`)
      for (const mode of modesOf(call.command)) {
        if (only ? mode !== only.mode || failures.length > 0 : !chance.happens(share)) continue
        faults += 1
        struck.set(mode, (struck.get(mode) ?? 0) + 1)
        await putAllBack(engine, beginning.tables, now)
        const told = `${name}, ${step.name}, call ${at} (${call.by}: ${call.command}) ${mode}`
        const faulted = await play(engine, step, beginning, { wrong, fault: { at, mode }, clean })
        now = faulted.end.tables
        failures.push(...differences(clean, faulted, mode).map((what) => `${told}: ${what}`))
      }
    }
    await putAllBack(engine, clean.end.tables, now)
    beginning = clean.end
    if (only?.step === step.name) break
  }
  await putAllBack(engine, new Map(tables.map((table) => [table, new Map()])), beginning.tables)
  return { calls, faults, struck, failures, callers }
}

/** One step from where it begins, with one fault or none; then everything comes to rest, and is looked at. */
async function play(
  engine: Engine,
  step: Step,
  { standing, tables }: Beginning,
  { wrong, fault, clean }: { readonly wrong: Wrong; readonly fault?: Fault; readonly clean?: Played },
): Promise<Played> {
  const failpoint = new Failpoint(fault)
  const stage = new Stage(engine, structuredClone(standing), failpoint, wrong)
  const found: string[] = []
  try {
    await step.act(stage)
    failpoint.end()
    let now = await contents(engine, [...tables.keys()])
    if (isAnyAwaited(now) && step.isTried) {
      await stage.reconcile()
      await stage.settle()
      now = await contents(engine, [...tables.keys()])
    }
    const left = leftIn(stage.standing, now)
    const cases = now.get('cases')
    if (step.isTried && cases) {
      found.push(...brokenChainsIn(cases))
      // Of the same items the same can be said: the indexes follow from them.
      if (!isDeepStrictEqual(left, clean?.left)) found.push(...(await violationsOn(engine, stage.standing, cases)))
    }
    await stage.askAgain()
    if (stage.asked.length > 0) now = await contents(engine, [...tables.keys()])
    const besides = leftIn(stage.standing, now).filter((one) => !left.includes(one) && !isOfReadings(one))
    return ended(stage, [...found, ...besides.map((one) => `asking again has left ${one}`)], left, now)
  } catch (unforeseen) {
    failpoint.end()
    return ended(stage, [...found, String(unforeseen)], [], await contents(engine, [...tables.keys()]))
  }
}

const ended = (stage: Stage, found: readonly string[], left: readonly string[], tables: Tables): Played => ({
  calls: stage.failpoint.calls,
  asked: stage.asked,
  left,
  wrong: [...stage.wrong, ...found],
  end: { standing: stage.standing, tables },
})

/** All that stands in the tables, and what was sent to people, in words that are the same whenever the same was done. */
const leftIn = ({ alerts, named }: Standing, tables: Tables): readonly string[] => [
  ...[...tables.values()].flatMap(inWordsOf),
  ...new Set(alerts.map((alert) => `alert ${inWords(alert)}`)),
  `named ${inWords(named)}`,
]

/** What is otherwise than it would have been without the fault. */
function differences(clean: Played, faulted: Played, name: ModeName): string[] {
  const mode: Mode = MODES[name]
  const isAskedOnce = faulted.asked.every(({ tries }) => tries === 1)
  const mayBeReplay = !isAskedOnce || mode.isUntraceable === true
  // Who was not answered and asks again has read the case twice, for all anybody knows.
  const counts = (item: string) => !mayBeReplay || !isOfReadings(item)
  const missing = clean.left.filter((one) => counts(one) && !faulted.left.includes(one))
  const besides = faulted.left.filter((one) => counts(one) && !clean.left.includes(one))
  const answers = clean.asked.flatMap((as, index) => {
    const { by, first, again } = faulted.asked[index] ?? { by: as.by, first: 'nothing', again: 'nothing' }
    return [
      ...(first === as.first || (mayBeReplay && first === as.again)
        ? []
        : [`${by} was answered ${first}, not ${as.first}`]),
      ...(again === as.again ? [] : [`${by}, asking again, was answered ${again}, not ${as.again}`]),
    ]
  })
  return [
    ...faulted.wrong,
    ...missing.map((one) => `lacks ${one}`),
    ...besides.map((one) => `has besides ${one}`),
    ...answers,
  ]
}

const isOfReadings = (item: string) => item.includes('"ACCESS')

const isAnyAwaited = (tables: Tables) =>
  [...casesIn(tables.get('cases') ?? new Map()).values()].some(({ known }) => awaited(known) !== undefined)

async function emptied(engine: Engine, names: readonly TableName[]): Promise<Beginning> {
  const tables = new Map(names.map((table) => [table, new Map()]))
  await putAllBack(engine, tables, await contents(engine, names))
  return { standing: nothingYet(), tables }
}

async function contents({ documents, tables }: Engine, names: readonly TableName[]): Promise<Tables> {
  return new Map(
    await Promise.all(names.map(async (name) => [name, await contentsOf(documents, tables[name])] as const)),
  )
}

async function putAllBack({ documents, tables }: Engine, then: Tables, now: Tables): Promise<void> {
  for (const [name, one] of then) await putBack(documents, tables[name], one, now.get(name) ?? new Map())
}
