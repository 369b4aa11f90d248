import { createWriteStream, mkdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** Where one function's standard output and error go, from all its environments. */
export interface FunctionLog {
  readonly write: (line: string) => void
  readonly takeFrom: (...streams: Readable[]) => void
  /** Resolves when every line is on disk. */
  readonly close: () => Promise<void>
}

/** Appends to `<directory>/<name>.log`, and shows each line to `echo`. */
export function openFunctionLog(directory: string, name: string, echo?: (line: string) => void): FunctionLog {
  mkdirSync(directory, { recursive: true })
  const file = createWriteStream(path.join(directory, `${name}.log`), { flags: 'a' })
  const write = (line: string) => {
    if (!file.writableEnded) file.write(`${line}\n`)
    echo?.(`${name}: ${line}`)
  }
  return {
    write,
    takeFrom: (...streams) => {
      for (const stream of streams) createInterface({ input: stream }).on('line', write)
    },
    close: () =>
      new Promise((resolve) => {
        file.end(resolve)
      }),
  }
}
