import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import * as z from 'zod'

const Row = z.object({ payload: z.string() }).optional()

export interface IdentityStore {
  /** A store for one kind of the provider's things: sessions, grants, codes, refresh tokens. */
  readonly adapterFor: (kind: string) => Adapter
  readonly close: () => void
}

/** Where the provider keeps its state. @param file left out, it lives in memory. */
export function openIdentityStore(file?: string): IdentityStore {
  if (file !== undefined) mkdirSync(path.dirname(file), { recursive: true })
  const database = new DatabaseSync(file ?? ':memory:')
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS state (kind TEXT, id TEXT, payload TEXT NOT NULL, uid TEXT, grant_id TEXT, expires_at INTEGER, PRIMARY KEY (kind, id));
    CREATE INDEX IF NOT EXISTS by_grant ON state (grant_id);
    DELETE FROM state WHERE expires_at < unixepoch();
  `)
  const upsert = database.prepare('INSERT OR REPLACE INTO state VALUES (?, ?, ?, ?, ?, ?)')
  const byId = database.prepare(`SELECT payload FROM state WHERE kind = ? AND id = ? AND ${FRESH}`)
  const byUid = database.prepare(`SELECT payload FROM state WHERE kind = ? AND uid = ? AND ${FRESH}`)
  const consume = database.prepare(
    "UPDATE state SET payload = json_set(payload, '$.consumed', unixepoch()) WHERE kind = ? AND id = ?",
  )
  const destroy = database.prepare('DELETE FROM state WHERE kind = ? AND id = ?')
  const revoke = database.prepare('DELETE FROM state WHERE grant_id = ?')

  const adapterFor = (kind: string): Adapter => ({
    upsert: (id, payload, expiresIn) => {
      const expiresAt = expiresIn === undefined ? null : Math.floor(Date.now() / 1000) + expiresIn
      upsert.run(kind, id, JSON.stringify(payload), payload.uid ?? null, payload.grantId ?? null, expiresAt)
      return Promise.resolve()
    },
    find: (id) => Promise.resolve(payloadOf(byId.get(kind, id))),
    findByUid: (uid) => Promise.resolve(payloadOf(byUid.get(kind, uid))),
    // Codes for devices without a keyboard: switched off.
    findByUserCode: () => Promise.resolve(),
    consume: (id) => {
      consume.run(kind, id)
      return Promise.resolve()
    },
    destroy: (id) => {
      destroy.run(kind, id)
      return Promise.resolve()
    },
    revokeByGrantId: (grantId) => {
      revoke.run(grantId)
      return Promise.resolve()
    },
  })
  return {
    adapterFor,
    close: () => {
      database.close()
    },
  }
}

const FRESH = '(expires_at IS NULL OR expires_at > unixepoch())'

function payloadOf(row: unknown): AdapterPayload | undefined {
  const found = Row.parse(row)
  return found && (JSON.parse(found.payload) as AdapterPayload)
}
