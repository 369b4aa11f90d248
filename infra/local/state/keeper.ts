import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { readJson, writeJson } from './files.ts'

/** Keeps what must be the same on the next start: secrets, keys, the access key of the tables. */
export interface Keeper {
  /** The text kept under this name; made by `generate` the first time. */
  readonly keep: (name: string, generate: () => string) => string
  /** The text kept under this name. */
  readonly get: (name: string) => string
}

/** 128 bits, in letters and digits only: an access key of DynamoDB Local takes nothing else. */
export const randomSecret = (): string => randomBytes(16).toString('hex')

const Kept = z.record(z.string(), z.string())

/** @param file where to keep it, readable by its owner only; left out, it lives in memory. */
export function openKeeper(file?: string): Keeper {
  const kept = Kept.parse((file !== undefined && readJson(file)) || {})
  return {
    keep: (name, generate) => {
      const found = kept[name]
      if (found !== undefined) return found
      const made = generate()
      kept[name] = made
      if (file !== undefined) writeJson(file, kept)
      return made
    },
    get: (name) => {
      const found = kept[name]
      if (found === undefined) throw new Error(`Nothing is kept under ${name}.`)
      return found
    },
  }
}
