/** `npm run bench-statistics`: England's year, and the year that completes a block of three, built, protected and audited, and how much is shown. Writes `docs/measurements-statistics.md`. */
import { writeFileSync } from 'node:fs'
import { AUDITOR, audit } from '../../audit/audit.ts'
import { openWithHighs } from '../../audit/solver.ts'
import { countCases, type CodedCase } from '../../domain/disclosure/count.ts'
import { yearOf } from '../../domain/disclosure/periods.ts'
import { protect, type Plan, type Protected } from '../../domain/disclosure/protect.ts'
import { draftRelease, sealRelease } from '../../domain/disclosure/release.ts'
import { RULE_SET } from '../../domain/disclosure/rule-set.ts'
import { allEngland, planRelease } from '../../domain/statistics/plan-release.ts'
import { highsLinearProgramme } from '../../functions/shared/adapters/highs/highs-linear-programme.ts'
import { progressBar } from '../../infra/tools/progress.ts'
import { englandYears } from '../../infra/tools/statistics/england-years.ts'
import type { CivilDate } from '../../schemas/calendar.ts'
import { COHORTS, type Cohort } from '../../schemas/statistics/catalogue.ts'
import type { Release } from '../../schemas/statistics/release.ts'
import { sha256 } from '../support/statistics/publish.ts'
import { invert, type Hierarchy, type Inverted } from '../support/statistics/worlds.ts'

const START = 2025
const PER_YEAR = 3500
const COVERAGE = allEngland(yearOf(START).from)

const solver = await highsLinearProgramme()
const open = await openWithHighs()

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
const percent = (part: number, whole: number) => {
  if (whole === 0) return '–'
  const rounded = Math.round((100 * part) / whole)
  return part > 0 && rounded === 0 ? 'under 1 %' : `${rounded} %`
}
const megabytes = () => Math.round(process.resourceUsage().maxRSS / 2 ** 10)

/** Seconds of processor time, which a loaded machine stretches less than the clock's. */
function timed<T>(work: () => T): readonly [result: T, seconds: number] {
  const before = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(before)
  return [result, (user + system) / 1e6]
}

const casesOf = (cohort: Cohort, starts: readonly number[]) =>
  englandYears({ cohort, starts, seed: 1, perYear: PER_YEAR, onProgress: progressBar('Cases') })

/** The release of the year from 1 April of `start`, after others. */
function planOf(cohort: Cohort, start: number, cases: readonly CodedCase[], earlier: readonly Release[] = []): Plan {
  const head = {
    id: `${cohort}-${yearOf(start).code}`,
    cohort,
    period: yearOf(start).code,
    asOf: '2028-06-30' as CivilDate,
    restates: false,
  }
  const published = cases.filter(({ countsOn }) => countsOn < yearOf(start).from)
  return planRelease({ head, earlier, published, current: cases, ruleSet: RULE_SET, coverage: COVERAGE }).plan
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

/** Goals in seconds of processor time. */
interface Goals {
  readonly protection: number
  readonly audit: number
}

interface Measured {
  readonly release: Release
  readonly text: string
}

/** Protects and audits a plan, together with the releases before it. */
function measure(title: string, plan: Plan, goals: Goals): Measured {
  const [, building] = timed(() => countCases(plan.cases, plan))
  const [found, protecting] = timed(() => protect(plan, solver))
  if (found.outcome === 'cannotProtect') throw new Error(`${title} cannot be protected.`)
  const heading = { version: 1, asOf: '2028-06-30' as CivilDate, note: 'Measured.', waiting: new Set<string>() }
  const draft = draftRelease(plan, found, heading)
  const releases = [...plan.earlier, draft]
  const [verdict, auditing] = timed(() => audit({ releases, open, onProgress: progressBar('Audit') }))
  if (verdict.outcome !== 'passed') throw new Error(JSON.stringify(verdict))
  const { protectedNumbers, witnesses } = verdict
  const summary = { auditor: AUDITOR, protectedNumbers, narrowed: 0 as const, witnesses }
  const release = sealRelease(draft, summary, sha256)
  const { shown, small, heldBack, rowsBelowGate, rowsWithheld } = draft.hidden
  const text = `## ${title}

${found.linearProgrammes} linear programmes. The audit tried ${verdict.protectedNumbers} protected numbers: none narrowed (${verdict.witnesses} whole tables found as proof).
${shown} numbers shown, ${small} small, ${heldBack} held back; ${rowsBelowGate} rows below the gate, ${rowsWithheld} withheld.

${row(['what', 'processor time', 'goal', 'ratio to the goal'])}
${row(['---', '---', '---', '---'])}
${row(['building the tables', `${building.toFixed(1)} s`, '', ''])}
${row(['protection, tables included', `${protecting.toFixed(1)} s`, `${goals.protection} s`, (protecting / goals.protection).toFixed(2)])}
${row(['audit', `${auditing.toFixed(1)} s`, `${goals.audit} s`, (auditing / goals.audit).toFixed(2)])}
${row(['memory, the most this process held yet', `${megabytes()} MB`, '1024 MB', (megabytes() / 1024).toFixed(2)])}

${row(['numbers of', 'all', 'shown, exact', 'shown by the national rule, rounded'])}
${row(['---', '---', '---', '---'])}
${[...sharesOf(found, plan)].map(([key, { all, shown: own, national }]) => row([key, all, percent(own, all), percent(national, all)])).join('\n')}
`
  return { release, text }
}

const ofYear = (cohort: Cohort) =>
  measure(`${cohort}, one year of ${PER_YEAR} cases`, planOf(cohort, START, casesOf(cohort, [START])), {
    protection: 10,
    audit: 60,
  }).text

/** The third year of a block, which states the block too, with authorities: after the releases of the two years before. */
function ofBlock(cohort: Cohort): string {
  const starts = [START, START + 1, START + 2]
  const cases = casesOf(cohort, starts)
  const earlier: Release[] = []
  let text = ''
  for (const start of starts) {
    const plan = planOf(cohort, start, cases, [...earlier])
    const title = `${cohort}, the year that completes a block: three years of ${PER_YEAR} cases`
    const measured = measure(title, plan, { protection: 120, audit: 120 })
    earlier.push(measured.release)
    text = measured.text
  }
  return text
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

${[...COHORTS.map(ofYear), ...COHORTS.map(ofBlock)].join('\n')}
## A reader who has the code

Every world of a small hierarchy published, and each page inverted: how many small numbers can then no longer be everything from 0
to T−1. A nought that the national rule shows is a small number known.

${Object.entries(HIERARCHIES).map(methods).join('\n')}`

writeFileSync(new URL('../../docs/measurements-statistics.md', import.meta.url), page)
process.stderr.write('docs/measurements-statistics.md\n')
