import type { Life } from './age-in-words.ts'

/** What a value can give away; tells the masker what to look for in every free text of the record. */
export type Identity =
  'person' | 'person-or-place' | 'place' | 'authority' | 'number' | 'email' | 'date' | 'time' | 'instant' | 'nothing'

/** Never shown. */
interface Hidden {
  readonly hidden: Identity
}

/** Shown as something less exact, under a name of its own. */
interface Generalised<T> {
  readonly becomes: string
  readonly hidden: Identity
  /** `undefined` where there is nothing to show. */
  readonly by: (value: T, life: Life) => unknown
}

/** True of text that somebody typed (or that a pattern admits), false of a union of codes. */
type IsOpenText<T> = T extends string
  ? T extends `${infer First}${string}`
    ? string extends First
      ? true
      : false
    : true
  : false
type Item<T> = T extends readonly (infer E)[] ? E : T

/** A field's names across all forms of a union. */
type Fields<T> = T extends unknown ? keyof T : never
type Value<T, F extends PropertyKey> = T extends Readonly<Partial<Record<F, infer V>>> ? V : never

/**
 * What the view does with a field. The types allow only what is safe: a field that holds open text cannot be shown as `coded`, and
 * every field of the form must be treated, so that a new one does not compile until somebody has decided.
 */
export type TreatmentOf<T> =
  | Hidden
  | Generalised<T>
  | (true extends IsOpenText<Item<T>> ? never : Item<T> extends object ? never : 'coded')
  | (string extends Item<T> ? 'scanned' : never)
  | (T extends readonly (infer E)[] ? (E extends object ? { readonly each: TreatmentsOf<E> } : never) : never)
  | (Extract<Exclude<T, string | readonly unknown[]>, object> extends never
      ? never
      : { readonly fields: TreatmentsOf<Extract<Exclude<T, string | readonly unknown[]>, object>> })

export type TreatmentsOf<T> = { readonly [F in Fields<T>]-?: TreatmentOf<NonNullable<Value<T, F>>> }

/** Any treatment, for those who walk the table. */
export type Treatment =
  'coded' | 'scanned' | Hidden | Generalised<never> | { readonly each: Treatments } | { readonly fields: Treatments }
export type Treatments = Readonly<Record<string, Treatment>>

type Values = Readonly<Record<string, unknown>>

/** What the view shows of a group of fields. A field that the table does not name is not shown. */
export function shown(values: Values, treatments: Treatments, life: Life, mask: (text: string) => unknown): Values {
  const view: Record<string, unknown> = {}
  for (const [field, treatment] of Object.entries(treatments)) {
    const value = values[field]
    if (value === undefined) continue
    const showing = shownAs(field, value as never, treatment, life, mask)
    if (showing?.value !== undefined) view[showing.name] = showing.value
  }
  return view
}

function shownAs(
  name: string,
  value: never,
  treatment: Treatment,
  life: Life,
  mask: (text: string) => unknown,
): { name: string; value: unknown } | undefined {
  if (treatment === 'coded') return { name, value }
  if (treatment === 'scanned')
    return { name, value: Array.isArray(value) ? (value as string[]).map((one) => mask(one)) : mask(value) }
  if ('becomes' in treatment) return { name: treatment.becomes, value: treatment.by(value, life) }
  if ('fields' in treatment) return { name, value: shown(value, treatment.fields, life, mask) }
  if ('each' in treatment)
    return { name, value: (value as Values[]).map((one) => shown(one, treatment.each, life, mask)) }
  return undefined
}

/** Every value in a group of fields that gives something away, and what. */
export function identified(values: Values, treatments: Treatments): { identity: Identity; value: unknown }[] {
  return Object.entries(treatments).flatMap(([field, treatment]) => {
    const value = values[field]
    if (value === undefined || typeof treatment === 'string') return []
    if ('fields' in treatment) return identified(value as Values, treatment.fields)
    if ('each' in treatment) return (value as Values[]).flatMap((one) => identified(one, treatment.each))
    return (Array.isArray(value) ? value : [value]).map((one: unknown) => ({ identity: treatment.hidden, value: one }))
  })
}
