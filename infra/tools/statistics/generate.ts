import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { COHORTS, type Cohort } from '../../../schemas/statistics/catalogue.ts'
import { progressBar } from '../progress.ts'
import { englandYears } from './england-years.ts'

const USAGE = `npm run generate-statistics -- <file.json> [--cohort deathsNotified|reviewsCompleted] [--from 2025] [--years 1] [--seed 1] [--per-year 3500]

Writes made-up coded cases of England, in shape like the published years: no child, no identity. The same seed gives the same cases.`

const isCohort = (text: string): text is Cohort => COHORTS.some((cohort) => cohort === text)

function run() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      cohort: { type: 'string', default: 'deathsNotified' },
      from: { type: 'string', default: '2025' },
      years: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      'per-year': { type: 'string', default: '3500' },
    },
  })
  const [file] = positionals
  const numbers = [values.from, values.years, values.seed, values['per-year']].map(Number)
  const [from = NaN, years = NaN, seed = NaN, perYear = NaN] = numbers
  if (file === undefined || !isCohort(values.cohort) || !numbers.every(Number.isInteger)) throw new Error(USAGE)
  const starts = Array.from({ length: years }, (_, index) => from + index)
  const cases = englandYears({ cohort: values.cohort, starts, seed, perYear, onProgress: progressBar('Cases made up') })
  writeFileSync(file, JSON.stringify(cases))
  process.stdout.write(`${cases.length} cases in ${file}\n`)
}

try {
  run()
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = 1
}
