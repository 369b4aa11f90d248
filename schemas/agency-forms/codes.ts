import * as z from 'zod'
import { REFERENCE_ALPHABET, REFERENCE_LENGTH } from '../reference.ts'
import { SUPPLEMENTARY_FORMS } from '../supplementary/form-list.ts'
import { coded } from '../value-sets.ts'

/** What an agency may be asked to fill in. */
export const AGENCY_FORMS = { reporting: { label: 'Reporting form' }, ...SUPPLEMENTARY_FORMS } as const
export const AgencyFormCodeSchema = coded(AGENCY_FORMS).meta({ title: 'Form', examples: ['reporting'] })
export type AgencyFormCode = z.infer<typeof AgencyFormCodeSchema>

/** Names a request by the event that made it: the case on which it was made, and the number of the event there. */
export const FormRequestIdSchema = z
  .string()
  .regex(new RegExp(`^[${REFERENCE_ALPHABET}]{${REFERENCE_LENGTH}}\\.[1-9]\\d{0,5}$`), {
    error: 'Give the id of the request as the case shows it.',
  })
  .meta({ title: 'Request for a form', examples: ['K3M9QFX72D4HW8TN.9'] })

/** How a request stands. */
export const FORM_REQUEST_STANDINGS = ['awaited', 'answered', 'withdrawn'] as const
export type FormRequestStanding = (typeof FORM_REQUEST_STANDINGS)[number]

/** How a link stands. Only an unopened one can be opened, once; only an opened one has a session that works. */
export const LINK_STANDINGS = [
  'unopened',
  'opened',
  'locked',
  'replaced',
  'expired',
  'withdrawn',
  'answered',
  'case-ended',
] as const
export type LinkStanding = (typeof LINK_STANDINGS)[number]

/** Why a link, or the session that it was exchanged for, was refused; the agency is told none of it. */
export const LINK_REFUSALS = [
  'wrong-passcode',
  'used-already',
  'locked',
  'replaced',
  'expired',
  'withdrawn',
  'answered',
  'case-ended',
] as const satisfies readonly ('wrong-passcode' | 'used-already' | LinkStanding)[]
export type LinkRefusal = (typeof LINK_REFUSALS)[number]
