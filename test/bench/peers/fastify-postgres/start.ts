import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { within } from '../../../../infra/local/within.ts'
import { startProcess, type StartedProcess } from '../start-process.ts'

/** Where Debian keeps PostgreSQL's programmes, one directory a version. */
const DEBIAN = '/usr/lib/postgresql'

/** Why the peer cannot run here; nothing, where it can. */
export function whyNot(): string | undefined {
  if (!programmes()) return `PostgreSQL is not installed (looked in ${DEBIAN} and on the path)`
  try {
    createRequire(import.meta.url).resolve('pg')
    return undefined
  } catch {
    return 'the package pg is not installed'
  }
}

function programmes(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  const places = [
    ...versions.map((version) => path.join(DEBIAN, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
  ]
  return places.find((place) => existsSync(path.join(place, 'initdb')))
}

/** Starts PostgreSQL with its defaults, which are safe on disk, reachable through a socket only, and the service in front of it. */
export async function startFastifyPostgres(): Promise<StartedProcess> {
  const directory = mkdtempSync(path.join(tmpdir(), 'bench-postgres-'))
  const postgres = startPostgres(directory)
  try {
    if (!(await within(30_000, () => existsSync(path.join(directory, '.s.PGSQL.5432')))))
      throw new Error('PostgreSQL did not start.')
    const service = await startProcess(path.join(import.meta.dirname, 'server.ts'), [directory])
    return {
      ...service,
      stop: async () => {
        await service.stop()
        await end(postgres)
        rmSync(directory, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await end(postgres)
    throw error
  }
}

function startPostgres(directory: string): ChildProcess {
  const bin = programmes() ?? ''
  const who = unprivileged()
  if (who) {
    chownSync(directory, who.uid, who.gid)
    chmodSync(directory, 0o755)
  }
  const cluster = path.join(directory, 'cluster')
  execFileSync(path.join(bin, 'initdb'), ['-D', cluster, '-U', 'bench', '--auth=trust', '-E', 'UTF8'], {
    ...who,
    cwd: '/',
  })
  return spawn(path.join(bin, 'postgres'), ['-D', cluster, '-k', directory, '-c', 'listen_addresses='], {
    ...who,
    cwd: '/',
    stdio: 'ignore',
  })
}

/** PostgreSQL refuses to be run by root: Debian's own user for it, or whoever that is, runs it then. */
function unprivileged(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (kind: string) => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGINT')
  await gone
}
