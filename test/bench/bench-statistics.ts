/** `npm run bench-statistics`: England's year, built, protected and audited, and how much of it is shown. Writes `docs/measurements-statistics.md`. */
import { writeFileSync } from 'node:fs'
import { audit } from '../../audit/audit.ts'
import { openWithHighs } from '../../audit/solver.ts'
import { areasOf, withAreas } from '../../domain/disclosure/areas-of-period.ts'
import { catalogueOf } from '../../domain/disclosure/catalogue-v1.ts'
import { countCases } from '../../domain/disclosure/count.ts'
import { periodsOfYear } from '../../domain/disclosure/periods.ts'
import { protect, type Plan, type Protected } from '../../domain/disclosure/protect.ts'
import { draftRelease } from '../../domain/disclosure/release.ts'
import { RULE_SET } from '../../domain/disclosure/rule-set.ts'
import { highsLinearProgramme } from '../../functions/shared/adapters/highs/highs-linear-programme.ts'
import { progressBar } from '../../infra/tools/progress.ts'
import { englandYears } from '../../infra/tools/statistics/england-years.ts'
import type { CivilDate } from '../../schemas/calendar.ts'
import { COHORTS, type Cohort } from '../../schemas/statistics/catalogue.ts'
import { invert, type Hierarchy, type Inverted } from '../support/statistics/worlds.ts'

const START = 2025
const PER_YEAR = 3500

const solver = await highsLinearProgramme()
const open = await openWithHighs()

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
const percent = (part: number, whole: number) => {
  if (whole === 0) return '–'
  const rounded = Math.round((100 * part) / whole)
  return part > 0 && rounded === 0 ? 'under 1 %' : `${rounded} %`
}
const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20)

/** Seconds of processor time, which a loaded machine stretches less than the clock's. */
function timed<T>(work: () => T): readonly [result: T, seconds: number] {
  const before = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(before)
  return [result, (user + system) / 1e6]
}

function planOf(cohort: Cohort): Plan {
  const periods = periodsOfYear(START).map(withAreas)
  const cases = englandYears({ cohort, starts: [START], seed: 1, perYear: PER_YEAR, onProgress: progressBar('Cases') })
  const catalogue = catalogueOf(cohort, areasOf(periods))
  return { id: `${cohort}-2025-26`, catalogue, periods, cases, ruleSet: RULE_SET, earlier: [], restated: new Set() }
}

interface Shares {
  all: number
  shown: number
  national: number
}

/** By length of period and level of area: numbers, those shown, and those the national rule would show (rounded). */
function sharesOf({ rows, page }: Protected, { catalogue, periods }: Plan): ReadonlyMap<string, Shares> {
  const shares = new Map<string, Shares>()
  for (const { row: each } of rows) {
    const level = catalogue.areas.find(({ code }) => code === each.area)?.level
    if (level === undefined) continue
    const length = periods.find(({ code }) => code === each.period)?.length ?? ''
    const key = `${level}, ${length}, ${each.table === 'deaths' ? 'totals' : 'breakdowns'}`
    const share = shares.get(key) ?? { all: 0, shown: 0, national: 0 }
    for (const { position } of each.cells) {
      const count = page.counts[position] ?? 0
      share.all++
      if (page.states[position] === 'shown') share.shown++
      if (level === 'england' || count === 0 || count > 7) share.national++
    }
    shares.set(key, share)
  }
  return shares
}

function measure(cohort: Cohort): string {
  const plan = planOf(cohort)
  const [, building] = timed(() => countCases(plan.cases, plan))
  const [found, protecting] = timed(() => protect(plan, solver))
  if (found.outcome === 'cannotProtect') throw new Error(`${cohort} cannot be protected.`)
  const heading = { version: 1, asOf: '2026-06-30' as CivilDate, note: 'Measured.', waiting: new Set<string>() }
  const draft = draftRelease(plan, found, heading)
  const [verdict, auditing] = timed(() => audit({ releases: [draft], open, onProgress: progressBar('Audit') }))
  if (verdict.outcome !== 'passed') throw new Error(JSON.stringify(verdict))
  const { shown, small, heldBack, rowsBelowGate, rowsWithheld } = draft.hidden
  return `## ${cohort}, one year of ${PER_YEAR} cases

${found.linearProgrammes} linear programmes. The audit tried ${verdict.protectedNumbers} protected numbers: none narrowed (${verdict.witnesses} whole tables found as proof).
${shown} numbers shown, ${small} small, ${heldBack} held back; ${rowsBelowGate} rows below the gate, ${rowsWithheld} withheld.

${row(['what', 'processor time', 'goal', 'ratio to the goal'])}
${row(['---', '---', '---', '---'])}
${row(['building the tables', `${building.toFixed(1)} s`, '', ''])}
${row(['protection, tables included', `${protecting.toFixed(1)} s`, '10 s', (protecting / 10).toFixed(2)])}
${row(['audit', `${auditing.toFixed(1)} s`, '60 s', (auditing / 60).toFixed(2)])}
${row(['memory, whole process', `${megabytes()} MB`, '1024 MB', (megabytes() / 1024).toFixed(2)])}

${row(['numbers of', 'all', 'shown, exact', 'shown by the national rule, rounded'])}
${row(['---', '---', '---', '---'])}
${[...sharesOf(found, plan)].map(([key, { all, shown: own, national }]) => row([key, all, percent(own, all), percent(national, all)])).join('\n')}
`
}

const HIERARCHIES: Readonly<Record<string, Hierarchy>> = {
  'two areas of 5 deaths, three values, T = 2': {
    nesting: { whole: null, a: 'whole', b: 'whole' },
    deaths: { a: 5, b: 5 },
    values: 3,
    rules: { smallBelow: 2, gate: 1 },
  },
  'two areas of 6 deaths, three values, T = 3': {
    nesting: { whole: null, a: 'whole', b: 'whole' },
    deaths: { a: 6, b: 6 },
    values: 3,
    rules: { smallBelow: 3, gate: 1 },
  },
  'areas within areas (12, 12 and 12 deaths), two values, T = 2': {
    nesting: { whole: null, a: 'whole', b: 'whole', a1: 'a', a2: 'a' },
    deaths: { b: 12, a1: 12, a2: 12 },
    values: 2,
    rules: { smallBelow: 2, gate: 12 },
  },
}

function methods([name, hierarchy]: readonly [string, Hierarchy]): string {
  const { smallBelow = 5 } = hierarchy.rules
  const bare = { ranges: false, rows: false, columns: false }
  const tried: readonly (readonly [string, Inverted])[] = [
    [
      'small numbers hidden, nothing else',
      invert(hierarchy, solver, {
        safeguards: bare,
        method: (world) => world.map(({ truth }) => (truth < smallBelow ? 'small' : `${truth}`)),
      }),
    ],
    [
      'national rule: 1 to 7 hidden, the rest to the nearest 5',
      invert(hierarchy, solver, {
        safeguards: bare,
        method: (world) =>
          world.map(({ truth }) => (truth === 0 ? '0' : truth <= 7 ? 'small' : `${5 * Math.round(truth / 5)}`)),
      }),
    ],
    ['one cover', invert({ ...hierarchy, rules: { ...hierarchy.rules, covers: 1 } }, solver)],
    ['two covers, without the last check', invert(hierarchy, solver, { safeguards: { ranges: false } })],
    ['**the rule set**', invert(hierarchy, solver)],
  ]
  return `### ${name}: ${tried[0]?.[1].worlds ?? 0} worlds

${row(['method', 'marked small numbers narrowed', 'small numbers in withheld rows narrowed', 'numbers shown'])}
${row(['---', '---', '---', '---'])}
${tried
  .map(([method, found]) =>
    row([
      method,
      percent(found.narrowed, found.small),
      percent(found.withheldNarrowed, found.withheld),
      percent(found.shown, found.all),
    ]),
  )
  .join('\n')}
`
}

const page = `# Measurements of the statistics

Written by \`npm run bench-statistics\`, on made-up cases of England (seed 1). Times are processor time of one shared machine with
two cores: read the ratios.

${COHORTS.map(measure).join('\n')}
## A reader who has the code

Every world of a small hierarchy published, and each page inverted: how many small numbers can then no longer be everything from 0
to T−1. A nought that the national rule shows is a small number known.

${Object.entries(HIERARCHIES).map(methods).join('\n')}`

writeFileSync(new URL('../../docs/measurements-statistics.md', import.meta.url), page)
process.stderr.write('docs/measurements-statistics.md\n')
