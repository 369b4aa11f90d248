import { addHours, epochOf } from '../../domain/calendar/instant.ts'
import type {
  KeyNumbers,
  RotationAnswer,
  RotationCounts,
  RotationRequest,
} from '../../schemas/identity-key-rotation.ts'
import type { Reference } from '../../schemas/reference.ts'
import { keyNumberOf } from '../shared/identity-keys.ts'
import type { CaseRepository, LoadedCase } from '../shared/ports/case-repository.ts'
import type { Now } from '../shared/ports/clock.ts'
import type { HashedRow, HashedRows, Rotation, WalkingStep } from '../shared/ports/hashed-rows.ts'
import type { IdentityHash } from '../shared/ports/identity-hash.ts'
import { TemporaryFaultError } from '../shared/runtime/fate.ts'
import { everHashed } from './ever-hashed.ts'
import { FIRST, isSame, objectionTo, preparedFor } from './rotation.ts'

export interface RotateDeps {
  readonly rows: HashedRows
  readonly cases: Pick<CaseRepository, 'load'>
  readonly identities: IdentityHash
  /** Numbers of the keys of `identities`. */
  readonly has: KeyNumbers
  readonly now: Now
  /** How long after a deployment something begun before it may still be written, in seconds. */
  readonly settleSeconds: number
  /** Whether to leave the rest to the next call. */
  readonly isTimeUp: () => boolean
}

/** Does one step of a rotation, or some of it, or says why not. Whatever is cut off is taken up again by asking again. */
export async function rotate(request: RotationRequest, deps: RotateDeps): Promise<RotationAnswer> {
  const rotation = (await deps.rows.rotation()) ?? FIRST
  switch (request.step) {
    case 'status':
      return done(await seen(rotation, deps), deps)
    case 'prepare':
      return prepare(request.keys, request.nobodyWrites ?? false, rotation, deps)
    case 'count':
      return walk('count', rotation, count, deps)
    case 'rehash':
      return rehash(await seen(rotation, deps), deps)
    case 'retire':
      return retire(await seen(rotation, deps), deps)
  }
}

async function prepare(keys: KeyNumbers, nobodyWrites: boolean, found: Rotation, deps: RotateDeps) {
  const isNew = nobodyWrites && found === FIRST && (await isEmpty(deps))
  const rotation = isNew ? { ...FIRST, keys, complete: keys } : found
  const alive = nobodyWrites ? [] : [rotation.keys, deps.has]
  const because = objectionTo(keys, rotation, alive)
  if (because !== undefined) return refused(because)
  const prepared = preparedFor(keys, rotation, alive)
  return done(prepared === found ? found : await kept(prepared, deps), deps)
}

/** Nobody stands under any key: all are complete. */
async function isEmpty({ rows }: RotateDeps): Promise<boolean> {
  let page = await rows.rows()
  while (page.rows.length === 0 && page.next !== undefined) page = await rows.rows(page.next)
  return page.rows.length === 0
}

async function rehash(rotation: Rotation, deps: RotateDeps): Promise<RotationAnswer> {
  const [, ...following] = rotation.keys
  if (following.length === 0) return refused('No key follows: there is nothing to rehash for.')
  const wait = unsettled(rotation, deps)
  if (wait) return wait
  if (following.every((key) => rotation.complete.includes(key))) return done(rotation, deps)
  return walk('rehash', rotation, (rows) => copyEach(rows, deps), deps)
}

async function retire(rotation: Rotation, deps: RotateDeps): Promise<RotationAnswer> {
  const isRetired = ({ hash }: HashedRow) => !rotation.keys.includes(keyNumberOf(hash))
  return (
    unsettled(rotation, deps) ??
    walk('retire', rotation, (rows) => eachOf(rows.filter(isRetired), (row) => remove(row, deps)), deps)
  )
}

/** Functions must have had these keys for a while: those of before may still be writing. */
function unsettled({ keys, seenAt }: Rotation, { has, now, settleSeconds }: RotateDeps): RotationAnswer | undefined {
  if (!isSame(keys, has) || seenAt === undefined)
    return refused(`A deployment is under way or was taken back: keys ${keys.join(', ')} are awaited. Deploy again.`)
  const left = epochOf(addHours(seenAt, settleSeconds / 3600)) - epochOf(now())
  return left > 0 ? { outcome: 'settling', seconds: Math.ceil(left / 1000) } : undefined
}

async function seen(rotation: Rotation, deps: RotateDeps): Promise<Rotation> {
  if (rotation.seenAt !== undefined || !isSame(rotation.keys, deps.has)) return rotation
  return kept({ ...rotation, seenAt: deps.now() }, deps)
}

/** Takes up a step where it was left, page after page, and keeps how far it came. */
async function walk(
  step: WalkingStep,
  rotation: Rotation,
  act: (rows: readonly HashedRow[]) => Promise<RotationCounts>,
  deps: RotateDeps,
): Promise<RotationAnswer> {
  const { [step]: begun, ...others } = rotation.walks ?? {}
  let at = rotation
  let after = begun?.after
  let counts = begun?.counts ?? {}
  do {
    const page = await deps.rows.rows(after)
    counts = sum(counts, await act(page.rows))
    after = page.next
    if (after === undefined) return ended(step, { ...at, walks: others }, counts, deps)
    at = await kept({ ...at, walks: { ...others, [step]: { after, counts } } }, deps)
  } while (!deps.isTimeUp())
  return { outcome: 'going-on', standing: standingOf(at, deps), counts }
}

async function ended(
  step: WalkingStep,
  rotation: Rotation,
  counts: RotationCounts,
  deps: RotateDeps,
): Promise<RotationAnswer> {
  const strange = step === 'rehash' ? (counts['identitiesWithoutSource'] ?? 0) : 0
  if (strange > 0) {
    await kept(rotation, deps)
    return refused(
      `${strange} identities lead to a case that never had them. Nothing is lost; no other key can lead until that is looked into.`,
    )
  }
  const complete = step === 'rehash' ? [...new Set([...rotation.complete, ...rotation.keys])] : rotation.complete
  return done(await kept({ ...rotation, complete }, deps), deps, counts)
}

const count = (rows: readonly HashedRow[]) => eachOf(rows, ({ hash }) => Promise.resolve(`key ${keyNumberOf(hash)}`))

/** Copies the rows of the leading key. What they stand for is in the record alone, and leaves it as a hash. */
async function copyEach(all: readonly HashedRow[], deps: RotateDeps): Promise<RotationCounts> {
  const rows = all.filter(({ hash }) => keyNumberOf(hash) === deps.has[0])
  const cases = new Map<Reference, Promise<LoadedCase | undefined>>()
  const load = (reference: Reference) => {
    const loaded = cases.get(reference) ?? loadCase(reference, deps)
    cases.set(reference, loaded)
    return loaded
  }
  return eachOf(rows, async (row) => {
    const found = await load(row.reference)
    for (const text of everHashed(found?.events ?? [], row.kind)) {
      const [leading, ...following] = deps.identities.under(row.kind === 'identity' ? 'nhs-number' : 'likeness', text)
      if (leading !== row.hash) continue
      for (const hash of following) await deps.rows.copy(row, hash)
      return row.kind === 'identity' ? 'identities' : 'likenesses'
    }
    return row.kind === 'identity' ? 'identitiesWithoutSource' : 'likenessesWithoutSource'
  })
}

async function loadCase(reference: Reference, { cases }: RotateDeps): Promise<LoadedCase | undefined> {
  const found = await cases.load(reference)
  return found && 'case' in found ? found : undefined
}

async function remove(row: HashedRow, { rows }: RotateDeps): Promise<string> {
  await rows.remove(row)
  return `hashes of key ${keyNumberOf(row.hash)}`
}

const AT_ONCE = 8

/** Acts on some at a time, and counts what came of each. */
async function eachOf(rows: readonly HashedRow[], act: (row: HashedRow) => Promise<string>): Promise<RotationCounts> {
  let counts: RotationCounts = {}
  for (let first = 0; first < rows.length; first += AT_ONCE)
    for (const what of await Promise.all(rows.slice(first, first + AT_ONCE).map(act)))
      counts = sum(counts, { [what]: 1 })
  return counts
}

const sum = (one: RotationCounts, other: RotationCounts): RotationCounts => ({
  ...one,
  ...Object.fromEntries(Object.entries(other).map(([name, number]) => [name, (one[name] ?? 0) + number])),
})

/** @throws TemporaryFaultError where somebody else went on meanwhile: what they kept counts. */
async function kept(rotation: Rotation, { rows }: RotateDeps): Promise<Rotation> {
  const next = { ...rotation, revision: rotation.revision + 1 }
  if (await rows.keep(next)) return next
  throw new TemporaryFaultError('The rotation went on meanwhile.')
}

const standingOf = ({ keys, complete }: Rotation, { has }: RotateDeps) => ({
  has,
  awaited: keys,
  complete,
})

const done = (rotation: Rotation, deps: RotateDeps, counts: RotationCounts = {}): RotationAnswer => ({
  outcome: 'done',
  standing: standingOf(rotation, deps),
  counts,
})

const refused = (because: string): RotationAnswer => ({ outcome: 'refused', because })
