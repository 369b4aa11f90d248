/** A table as someone made it by hand: its total as printed, and its numbers by label. */
export interface HandMadeTable {
  readonly title: string
  readonly total: number
  readonly numbers: Readonly<Record<string, number>>
}

export type Acceptance =
  { readonly outcome: 'accepted' } | { readonly outcome: 'refused'; readonly reasons: readonly string[] }

/** Refuses a hand-made table whose numbers are no counts or do not add up to its total, with every reason. */
export function checkHandMade({ title, total, numbers }: HandMadeTable): Acceptance {
  const noCounts = Object.entries(numbers).filter(([, number]) => !Number.isInteger(number) || number < 0)
  const sum = Object.values(numbers).reduce((all, number) => all + number, 0)
  const reasons = [
    ...noCounts.map(([label]) => `${title}: “${label}” is not a count.`),
    ...(sum === total ? [] : [`${title}: the numbers add up to ${sum}, but the total says ${total}.`]),
  ]
  return reasons.length === 0 ? { outcome: 'accepted' } : { outcome: 'refused', reasons }
}
