process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT'
process.env['POWERTOOLS_METRICS_DISABLED'] = 'true'
const { runHistory } = await import('../support/simulation/history.ts')
const [from = 1, count = 200] = process.argv.slice(2).map(Number)
const began = process.cpuUsage()
let bad = 0
const faults = new Map<string, number>()
for (let seed = from; seed < from + count; seed++) {
  const { violations, faults: struck } = await runHistory(seed, count === 1 ? { tell: console.log } : {})
  for (const [f, n] of struck) faults.set(f, (faults.get(f) ?? 0) + n)
  if (violations.length && (bad += 1) < 12) console.log(seed, violations)
}
const { user, system } = process.cpuUsage(began)
console.log(bad, 'bad of', count, ((user + system) / 1000 / count).toFixed(2), 'ms each', Object.fromEntries(faults))

export {}
