import { soundex } from 'soundex-code'
import type { Notification } from '../../schemas/notification/notification.ts'
import { isExact, earliestDay } from '../calendar/date-as-known.ts'

/**
 * Texts that two notifications of one child are likely to share: the sound of the family name with the dates of birth and death,
 * the postcode with the same dates (for a baby without a name), and the mother's NHS number with the date of death and the birth
 * order. Equal texts make cases *possible* duplicates, never more: twins share nearly everything, so only a person may join them.
 */
export function likenessesOf({ child, death, family }: Notification): string[] {
  if (typeof death.dateOfDeath !== 'string' || !isExact(death.dateOfDeath)) return []
  const diedOn = earliestDay(death.dateOfDeath)
  const familyName = typeof child.name === 'string' ? undefined : child.name.familyName
  const postcode = child.residence.kind === 'postcode' ? child.residence.postcode : undefined
  const mother = family?.parentsAndCarers?.find(({ nhsNumber }) => nhsNumber !== undefined)
  const bornOn = child.dateOfBirth === 'not-known' ? undefined : child.dateOfBirth
  return [
    ...(familyName !== undefined && bornOn !== undefined ? [['name', soundOf(familyName), bornOn, diedOn]] : []),
    ...(postcode !== undefined && bornOn !== undefined ? [['home', postcode, bornOn, diedOn]] : []),
    ...(mother ? [['mother', mother.nhsNumber, diedOn, child.birthOrder ?? '']] : []),
  ].map((parts) => parts.join('|'))
}

/** Soundex of a name in Latin letters; another script has no sound here and stands for itself. */
function soundOf(familyName: string): string {
  const plain = familyName.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return /[a-z]/.test(plain) ? soundex(plain.replace(/[^a-z]/g, '')) : plain
}
