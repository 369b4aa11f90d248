const WIDTH = 30

/** A bar on the terminal that fills up in place; nothing where the output is not a terminal. */
export function progressBar(what: string, stream: NodeJS.WriteStream = process.stderr) {
  return (done: number, all: number): void => {
    if (!stream.isTTY || all === 0) return
    const filled = Math.round((WIDTH * done) / all)
    const end = done >= all ? '\n' : ''
    stream.write(`\r${what} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done} of ${all}${end}`)
  }
}
