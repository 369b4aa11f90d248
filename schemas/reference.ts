import * as z from 'zod'

/** Crockford's base 32: no I, L, O or U, so that a reference survives being read out over a telephone. */
export const REFERENCE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const REFERENCE_LENGTH = 16

/** What a person may type or read out: any case, any spacing, O for 0, I or L for 1. */
const spoken = (text: string) => text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')

/**
 * Names a notification and its case. Unguessable (80 bits of a keyed hash) and says nothing about the child.
 * Kept without hyphens; `showReference` groups it for people.
 */
export const ReferenceSchema = z
  .string()
  .max(40)
  .transform(spoken)
  .pipe(
    z.string().regex(new RegExp(`^[${REFERENCE_ALPHABET}]{${REFERENCE_LENGTH}}$`), {
      error: 'Give the reference as shown on the confirmation: four groups of four letters and digits.',
    }),
  )
  .brand<'Reference'>()
export type Reference = z.infer<typeof ReferenceSchema>

/** Names a meeting of a panel: of the same kind as a case's reference, and no more to be guessed. */
export const MeetingReferenceSchema = ReferenceSchema.brand<'Meeting'>()
export type MeetingReference = z.infer<typeof MeetingReferenceSchema>

/** `K3M9QFX72D4HW8TN` as `K3M9-QFX7-2D4H-W8TN`. */
export const showReference = (reference: Reference) => reference.replace(/(.{4})(?=.)/g, '$1-')

/** A reference as the service shows it. */
export const ShownReferenceSchema = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
  .meta({
    description: 'Names a notification or a case, and says nothing about the child.',
    examples: ['K3M9-QFX7-2D4H-W8TN'],
  })
