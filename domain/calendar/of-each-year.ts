/** What holds of a year, worked out once: every clock of every case asks for the same few years. */
export function ofEachYear<T>(workOut: (year: number) => T): (year: number) => T {
  const known = new Map<number, T>()
  return (year) => {
    const found = known.get(year) ?? workOut(year)
    known.set(year, found)
    return found
  }
}
