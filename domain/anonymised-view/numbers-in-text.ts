import { byPattern, inTurn, type Finder } from './mask.ts'

const NOT_WITHIN = String.raw`(?<![\p{L}\p{N}])`
const END = String.raw`(?![\p{L}\p{N}])`

const shape = (kind: 'number' | 'place' | 'contact', source: string, isIt: (written: string) => boolean = () => true) =>
  byPattern(new RegExp(source, 'giu'), ([written]) => (isIt(written) ? { kind } : undefined))

const TOP_LEVEL = String.raw`(?:uk|com|org|net|info|example|io|eu)`

const NAME_AT = String.raw`[\p{L}\p{N}._%+'-]+`
const PART = String.raw`[\p{L}\p{N}-]+`

/** E-mail addresses, also as people write them around filters; web addresses; names on social media. */
export const contactsIn: Finder = inTurn(
  shape('contact', String.raw`${NAME_AT}\s?@\s?${PART}(?:\.${PART})+`),
  shape('contact', String.raw`${NAME_AT}\s?[([]at[)\]]\s?${PART}(?:\s?(?:\.|[([]dot[)\]])\s?${PART})+`),
  shape('contact', String.raw`(?:https?:\/\/|www\.)[^\s<>"')\]]*[^\s<>"')\].,;:!?]`),
  shape('contact', String.raw`${NOT_WITHIN}(?:[a-z\d-]+\.)+${TOP_LEVEL}(?:\/[^\s<>"')\]]*)?${END}`),
  shape('contact', String.raw`${NOT_WITHIN}@[a-z\d_.]{3,}`),
)

const GAP = String.raw`[\s.\-–]{1,2}`

/** Numbers that are identities by their shape, whether or not the record knows them. */
export const numbersIn: Finder = inTurn(
  // NHS number in its usual groups; then in any other spacing, whether or not its check digit fits
  shape('number', String.raw`${NOT_WITHIN}\d{3}${GAP}\d{3}${GAP}\d{4}(?!\d)`),
  // Telephone in the United Kingdom: 0, +44 or 0044, and nine or ten digits more
  shape('number', String.raw`${NOT_WITHIN}(?:\+\s?44|0044|\(?0)(?:[\s().\-–]{0,2}\d){9,10}(?!\d)`),
  shape('number', String.raw`(?<!\d)\d(?:[\s\-–]{0,2}\d){9}(?![\s\-–]?\d)`),
  // No measurement is written in so many digits without a break
  shape('number', String.raw`(?<!\d)\d{7,}`),
  // Postcode, in any spacing
  shape('place', String.raw`${NOT_WITHIN}(?:gir|[a-z]{1,2}\d[a-z\d]?)\s{0,2}\d[a-z]{2}${END}`, isPostcode),
  // Vehicle registration, National Insurance number
  shape('number', String.raw`${NOT_WITHIN}(?:[a-z]{2}\d\d\s?[a-z]{3}|[a-z]{2}(?:\s?\d\d){3}\s?[a-d])${END}`),
)

/** Inward codes have no C, I, K, M, O or V; a dose such as `B12 5mg` is none either, nor a time such as `H1 5pm`. */
function isPostcode(written: string): boolean {
  return !/[cikmov]/i.test(written.slice(-2)) && !/\s\d(?:hr|gs)$/i.test(written)
}
