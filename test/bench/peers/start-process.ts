import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface StartedProcess {
  /** The line of JSON with which it said that it was ready. */
  readonly said: unknown
  stop(): Promise<void>
}

/** Starts a module in a process of its own and waits until it says that it is ready. */
export async function startProcess(module: string, args: readonly string[]): Promise<StartedProcess> {
  const child = spawn(process.execPath, [...process.execArgv, module, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = async () => {
    if (child.exitCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
  for await (const line of createInterface(child.stdout))
    if (line.startsWith('{')) return { said: JSON.parse(line), stop }
  throw new Error(`${module} ended before it was ready.`)
}
