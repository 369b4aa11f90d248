import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Socket } from 'node:net'
import { createInterface } from 'node:readline'

/**
 * Prints the pid of the programme it starts, and ends it when standard input ends: that is when the Node that holds the other
 * end of the pipe is gone, even by SIGKILL. It asks first: DynamoDB Local acknowledges a write a few milliseconds before it is
 * safe on disk. The programme gets no part of that pipe, and writes to standard error only.
 */
const WATCHDOG = `
exec 3<&0
"$@" </dev/null 3<&- >&2 &
programme=$!
echo "$programme"
( cat <&3 >/dev/null; kill "$programme"; sleep 3; kill -9 "$programme" ) >/dev/null 2>&1 &
wait "$programme"
`

export interface WatchedProgramme {
  /** Process id of the programme itself, not of its watchdog. */
  readonly pid: number
  /** Its last words, for an error message. */
  lastLines(): string
  hasExited(): boolean
  readonly exited: Promise<void>
  /** Asks it to end; kills it if it has not within two seconds. */
  stop(): Promise<void>
}

/** Starts a programme that cannot outlive this one. It does not keep this one alive either. */
export async function startWatched(command: string, args: readonly string[]): Promise<WatchedProgramme> {
  // A session of its own: Ctrl-C at the terminal reaches us, and we end it when we have drained.
  const shell = spawn('/bin/sh', ['-c', WATCHDOG, 'watchdog', command, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  const lines = lastLinesOf(shell)
  const exited = once(shell, 'exit').then(() => {
    shell.stdin.destroy()
  })
  const pid = Number(String((await once(shell.stdout, 'data'))[0]))
  letGo(shell)
  const hasExited = () => shell.exitCode !== null || shell.signalCode !== null
  return {
    pid,
    exited,
    hasExited,
    lastLines: () => lines.join('\n'),
    stop: async () => {
      if (hasExited()) return
      // Where nothing else keeps this process alive, waiting would end it.
      shell.ref()
      try {
        process.kill(pid, 'SIGTERM')
      } catch {
        // Gone already; its watchdog is about to notice.
      }
      const impatience = setTimeout(() => shell.stdin.destroy(), 2000)
      await exited
      clearTimeout(impatience)
    },
  }
}

function lastLinesOf(child: ChildProcess) {
  const lines: string[] = []
  if (child.stderr)
    createInterface(child.stderr).on('line', (line) => {
      lines.push(line)
      if (lines.length > 20) lines.shift()
    })
  return lines
}

function letGo(child: ChildProcess) {
  child.unref()
  for (const stream of [child.stdin, child.stdout, child.stderr]) if (stream instanceof Socket) stream.unref()
}
