import { read, type Field } from './field.ts'
import type { Typed } from './typed.ts'

/** A question of one row of a list: the list's pointer, the row's number, and the rest. */
const IN_ROW = /^(.*?)\/(\d+)(\/.*)$/

/**
 * The questions, those of lists where their answers will stand: a row that was left empty is not there, so the next one takes its place.
 */
export function closedUp(fields: readonly Field[], typed: Typed): readonly Field[] {
  const rows = rowsOf(fields, typed)
  return fields.map((field) => {
    const [, list = '', row, rest = ''] = IN_ROW.exec(field.at) ?? []
    const place = rows.get(list)?.indexOf(Number(row))
    return place === undefined ? field : { ...field, at: `${list}/${place}${rest}` }
  })
}

/** The rows of each list: those with an answer, then the empty ones. */
function rowsOf(fields: readonly Field[], typed: Typed): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, Map<number, boolean>>()
  for (const field of fields) {
    const [, list, row] = IN_ROW.exec(field.at) ?? []
    if (list === undefined) continue
    const known = rows.get(list) ?? new Map<number, boolean>()
    rows.set(list, known.set(Number(row), known.get(Number(row)) === true || read(field, typed) !== undefined))
  }
  return new Map(
    [...rows].map(([list, known]) => {
      const of = (isAnswered: boolean) =>
        [...known].flatMap(([row, answered]) => (answered === isAnswered ? [row] : []))
      return [list, [...of(true), ...of(false)]]
    }),
  )
}
