import { objectionTo, preparedFor, FIRST, isSame } from '../../../functions/rotate-identity-key/rotation.ts'
import type { Rotation } from '../../../functions/shared/ports/hashed-rows.ts'
import type { KeyNumbers } from '../../../schemas/identity-key-rotation.ts'

const rotation = (keys: KeyNumbers, ...complete: number[]): Rotation => ({ revision: 7, keys, complete })

describe('Keys that functions get next', () => {
  const allowed: readonly (readonly [string, Rotation, KeyNumbers])[] = [
    ['let a new key follow', rotation([1], 1), [1, 2]],
    ['let it lead once it has every child', rotation([1, 2], 1, 2), [2, 1]],
    ['give the old one up', rotation([2, 1], 1, 2), [2]],
    ['go back while both are written', rotation([2, 1], 1, 2), [1, 2]],
    ['give up what was begun', rotation([1, 2], 1), [1]],
  ]
  it.each(allowed)('may %s', (_what, before, next) => {
    expect(objectionTo(next, before, [before.keys])).toBeUndefined()
  })

  const refused: readonly (readonly [string, Rotation, KeyNumbers])[] = [
    ['take a new key in the place of the old', rotation([1], 1), [2]],
    ['let a key lead before it has every child', rotation([1, 2], 1), [2, 1]],
    ['give the old one up while functions are led by it', rotation([1, 2], 1, 2), [2]],
    ['go back to a key that is no longer written', rotation([2], 2), [1, 2]],
    ['name a key twice', rotation([1], 1), [1, 1]],
  ]
  it.each(refused)('may not %s', (_what, before, next) => {
    expect(objectionTo(next, before, [before.keys])).toEqual(expect.any(String))
  })

  it('may change at one stroke where nobody writes meanwhile, if the one that leads has every child', () => {
    expect(objectionTo([2], rotation([1, 2], 1, 2), [])).toBeUndefined()
    expect(objectionTo([2], rotation([1, 2], 1), [])).toEqual(expect.any(String))
  })
})

/** One child, all functions that may be alive, and what the rotation knows. */
interface State {
  readonly rotation: Rotation
  /** What the function that rotates has: the last to change. */
  readonly has: KeyNumbers
  /** What some functions have beside it while they change. */
  readonly changingTo?: KeyNumbers | undefined
  readonly before?: KeyNumbers | undefined
  readonly isKnown: boolean
  /** Keys under which the child stands. */
  readonly under: readonly number[]
}

const LISTS: readonly KeyNumbers[] = [[1], [2], [3], [1, 2], [2, 1], [2, 3], [3, 2], [1, 3], [3, 1]]
const union = (one: readonly number[], other: readonly number[]) => [...new Set([...one, ...other])].sort()
const nameOf = ({ rotation: { keys, complete }, ...state }: State) =>
  JSON.stringify({ ...state, keys, complete: [...complete].sort() })

/** Everything that may happen next; `undefined` for a second case of the child. */
function* next(state: State, mayGoAhead: typeof objectionTo): Generator<State | undefined> {
  const { rotation: now, has, changingTo, before, under } = state
  for (const keys of changingTo ? [has, changingTo] : [has]) {
    const isFound = under.includes(keys[0])
    if (!isFound) yield state.isKnown ? undefined : { ...state, isKnown: true, under: union(under, keys) }
  }
  for (const keys of LISTS) {
    const alive = [now.keys, has]
    if (mayGoAhead(keys, now, alive) !== undefined) continue
    const asked = { ...state, rotation: preparedFor(keys, now, alive) }
    // Asked, and then perhaps not done.
    yield asked
    if (!changingTo) yield { ...asked, changingTo: keys, before: has }
  }
  if (changingTo) {
    yield { ...state, has: changingTo, changingTo: undefined }
    // What is taken back is not deployed again by that.
    if (before) yield { ...state, changingTo: undefined, before: undefined }
  } else if (before) yield { ...state, changingTo: before, before: undefined }
  // Nobody knows that a deployment which was done is being taken back.
  if (isSame(now.keys, has) && !(changingTo && before)) {
    const copied = under.includes(has[0]) ? union(under, has) : under
    yield { ...state, under: copied, rotation: { ...now, complete: union(now.complete, now.keys) } }
    yield { ...state, under: under.filter((key) => has.includes(key)) }
  }
}

/** Walks through all that may happen: how many states there are, and whether a child gets a second case in any. */
function walked(mayGoAhead: typeof objectionTo) {
  const start: State = { rotation: FIRST, has: [1], isKnown: false, under: [] }
  const seen = new Set([nameOf(start)])
  const left = [start]
  for (let state = left.pop(); state; state = left.pop())
    for (const one of next(state, mayGoAhead)) {
      if (one === undefined) return { states: seen.size, isTwice: true }
      if (seen.has(nameOf(one))) continue
      seen.add(nameOf(one))
      left.push(one)
    }
  return { states: seen.size, isTwice: false }
}

describe('Whatever is deployed, taken back and rehashed in whatever order', () => {
  it('a child never gets a second case', () => {
    const { states, isTwice } = walked(objectionTo)
    expect(isTwice).toBe(false)
    expect(states).toBeGreaterThan(2000)
  })

  it('it would without these rules', () => {
    expect(walked(() => undefined).isTwice).toBe(true)
    const leadsWhole: typeof objectionTo = ([leading], { complete }) => (complete.includes(leading) ? undefined : 'no')
    expect(walked(leadsWhole).isTwice).toBe(true)
  })
})
