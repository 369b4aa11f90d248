import type { MaskedText, MaskKind } from '../../schemas/anonymised-case.ts'
import { bareMonthsIn, datesIn } from './dates-in-text.ts'
import type { KnownIdentities } from './known-identities.ts'
import { inTurn, Page, type Mask } from './mask.ts'
import { namesIn } from './names-in-text.ts'
import { knownNumbersIn } from './known-numbers-in-text.ts'
import { contactsIn, numbersIn } from './numbers-in-text.ts'
import { strangersIn } from './strangers-in-text.ts'
import { timesIn } from './times-in-text.ts'

/**
 * A function that replaces every identity that a text gives away by its kind: those that the record knows, in the forms in which people
 * write and miswrite them, and those that are recognised by their shape. Making it costs more than using it.
 * Order matters: what is most surely recognised comes first, so that a date is not read as a telephone number, nor a month as a name.
 */
export function maskerOf(known: KnownIdentities): (text: string) => MaskedText {
  const find = inTurn(
    contactsIn,
    knownNumbersIn(known),
    datesIn(known),
    timesIn(known),
    numbersIn,
    namesIn(known),
    bareMonthsIn(known),
    strangersIn,
  )
  return (written) => {
    const text = withPlainSigns(written)
    const page = new Page(text)
    find(page)
    return masked(text, page.masks)
  }
}

/**
 * Full-width letters, letters drawn as symbols (`㎿`) and other sets of digits, as everybody reads them. Not superscripts: `10⁹` is not `109`.
 */
const withPlainSigns = (text: string): string =>
  text.replace(/[^\p{ASCII}]/gu, (sign) => {
    const plain = sign.normalize('NFKC')
    return /^\p{L}+$/u.test(plain) || /^\p{Nd}$/u.test(sign) ? plain : sign
  })

/** What may stand between two masks of one kind that are one thing: a first name and a surname, a street and its town. */
const TOGETHER: Readonly<Partial<Record<MaskKind, RegExp>>> = { name: /^[\s'’-]*$/, place: /^[\s,]*$/ }

function masked(text: string, found: readonly Mask[]): MaskedText {
  const masks = found.reduce<Mask[]>((together, mask) => {
    const before = together.at(-1)
    const isOne = before?.kind === mask.kind && TOGETHER[mask.kind]?.test(text.slice(before.end, mask.start))
    return isOne ? [...together.slice(0, -1), { ...before, end: mask.end }] : [...together, mask]
  }, [])
  let [shown, from] = ['', 0]
  for (const { start, end, kind, says } of masks) {
    shown += `${text.slice(from, start)}[${says === undefined ? kind : `${kind}: ${says}`}]`
    from = end
  }
  return { text: shown + text.slice(from), masked: countsOf(masks.map(({ kind }) => kind)) }
}

/** How often each kind occurs, in the order in which they first do. */
export const countsOf = (kinds: readonly MaskKind[]): MaskedText['masked'] =>
  [...new Set(kinds)].map((kind) => ({ kind, count: kinds.filter((one) => one === kind).length }))
