import type { KeyNumbers, RotationCounts, RotationStanding } from '../../../schemas/identity-key-rotation.ts'

/** Where a rotation stands, and what is to be done next. */
export function standingInWords({ has, awaited, complete }: RotationStanding, counts: RotationCounts): string[] {
  return [
    `Functions have ${keysInWords(has)}.`,
    ...(has.join() === awaited.join() ? [] : [`Awaited: ${keysInWords(awaited)}.`]),
    `Every child stands under: key ${complete.join(', key ')}.`,
    ...Object.entries(counts)
      .sort()
      .map(([key, rows]) => `${key}: ${rows} hashes`),
    `Next: ${nextStep({ has, awaited, complete }, counts)}`,
  ]
}

const keysInWords = ([leading, ...following]: KeyNumbers) =>
  following.length === 0 ? `key ${leading}` : `key ${leading}, which leads, and key ${following.join(', key ')}`

export function nextStep({ has, awaited, complete }: RotationStanding, counts: RotationCounts): string {
  const [leading, ...following] = has
  const rotated = following.find((key) => key > leading)
  if (!complete.includes(leading))
    return 'stop all functions: they look under a key that not every child stands under. Was the table restored? See docs/identity-key.md.'
  if (has.join() !== awaited.join()) return 'a deployment is under way or was taken back; deploy again.'
  if (following.some((key) => !complete.includes(key))) return 'rehash.'
  if (rotated !== undefined) return deploy([rotated, leading])
  if (following.length > 0) return deploy([leading])
  if (Object.keys(counts).some((key) => key !== `key ${leading}`)) return 'retire.'
  return `nothing is under way. To rotate the key, ${deploy([leading, Math.max(...complete) + 1])}`
}

const deploy = (keys: readonly number[]) =>
  `write identityKeys: [${keys.join(', ')}] in infra/config.ts, and deploy (on this machine: npm start).`
