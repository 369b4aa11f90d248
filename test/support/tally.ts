import { mkdirSync, writeFileSync } from 'node:fs'

const directory = new URL('../artefacts/verification/', import.meta.url)

/**
 * Leaves what a check counted where `npm run verify` finds it, one file a check.
 *
 * @param check a file name in words, such as `simulated-histories`
 * @param counts what was done, and what was found, such as `{ histories: 10000, violations: 0 }`
 */
export const tally = (check: string, counts: Readonly<Record<string, number>>): void => {
  mkdirSync(directory, { recursive: true })
  writeFileSync(new URL(`${check}.json`, directory), `${JSON.stringify(counts)}\n`)
}
