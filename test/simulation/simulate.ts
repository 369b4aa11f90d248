/**
 * Plays histories of the pipeline, as many as wanted: `npm run simulate -- --histories 100000 --from 1`.
 * `npm run simulate -- --seed 4711` plays one again and tells everything that happens in it.
 */
import { parseArgs } from 'node:util'

// Before the runtime is loaded, which reads these once.
process.env['POWERTOOLS_LOG_LEVEL'] ??= 'SILENT'
process.env['POWERTOOLS_METRICS_DISABLED'] ??= 'true'
const { runHistory } = await import('../support/simulation/history.ts')
const { runHistories } = await import('../support/simulation/run-histories.ts')
const { DEFECTS } = await import('../support/simulation/defects.ts')

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    histories: { type: 'string', default: '10000' },
    /** One of the seeded defects, to see what it does. */
    defect: { type: 'string' },
    /** The counts and failures alone, for a program. */
    json: { type: 'boolean' },
  },
})
const collaborators = values.defect === undefined ? undefined : DEFECTS[values.defect]?.collaborators

if (values.seed !== undefined) {
  const options = { tell: console.log, ...(collaborators && { collaborators: collaborators() }) }
  const { violations } = await runHistory(Number(values.seed), options)
  for (const { invariant, what } of violations) console.log(`VIOLATED ${invariant}: ${what}`)
  console.log(violations.length === 0 ? 'Every invariant holds.' : `${violations.length} violations.`)
} else {
  const began = process.cpuUsage()
  const { counts, failures } = await runHistories(Number(values.from), Number(values.histories), collaborators)
  const { user, system } = process.cpuUsage(began)
  if (values.json) console.log(JSON.stringify({ counts, failures }))
  else {
    for (const failure of failures) console.log(failure)
    console.log(counts)
    console.log(`${((user + system) / 1000 / counts.histories).toFixed(1)} ms of processor a history.`)
  }
}
