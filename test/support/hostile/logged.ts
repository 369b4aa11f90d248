/** Import this before anything that logs: from then on functions log all there is, and what they log is kept here. */
process.env['POWERTOOLS_LOG_LEVEL'] = 'DEBUG'
process.env['POWERTOOLS_METRICS_DISABLED'] = 'false'
// Without a name, every line would have the word that is so often sent: undefined.
process.env['POWERTOOLS_SERVICE_NAME'] = 'test'

const lines: string[] = []

for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream)
  stream.write = ((...args: Parameters<typeof write>) => {
    if (!String(args[0]).startsWith('{')) return write(...args)
    lines.push(String(args[0]))
    return true
  }) as typeof stream.write
}

/** What was logged since this was asked last. */
export const takeLogged = (): readonly string[] => lines.splice(0)
