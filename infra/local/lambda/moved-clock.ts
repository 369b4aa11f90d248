/**
 * The clock of the functions, which may be moved: milliseconds by which it is ahead of this machine's, in memory that all threads
 * share. It lets a whole year be lived through in minutes. Engines, tokens and timeouts keep the machine's own time.
 */
export interface MovableClock {
  readonly aheadBy: SharedArrayBuffer
  readonly moveTo: (instant: Date) => void
}

export function movableClock(): MovableClock {
  const aheadBy = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT)
  return {
    aheadBy,
    moveTo: (instant) => {
      new Float64Array(aheadBy)[0] = instant.getTime() - Date.now()
    },
  }
}

/** A `Date` that tells the moved time wherever the machine's own would tell the present. */
export function movedDate(aheadBy: SharedArrayBuffer): DateConstructor {
  // Taken now: what is returned may be about to take the global's place.
  const MachineDate = Date
  const ahead = new Float64Array(aheadBy)
  const now = () => Math.floor(MachineDate.now() + (ahead[0] ?? 0))
  return new Proxy(MachineDate, {
    apply: () => new MachineDate(now()).toString(),
    construct: (target, args: unknown[], newTarget: new () => Date) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    get: (target, name, receiver) => (name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown)),
  })
}
