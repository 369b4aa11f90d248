import * as z from 'zod'
import { InstantSchema } from '../calendar.ts'
import { FormRequestIdSchema } from './codes.ts'

/** 256 random bits. */
export const SECRET_PATTERN = /^[A-Za-z0-9_-]{43}$/
const secret = z.string().regex(SECRET_PATTERN)

export const LinkTokenSchema = secret.meta({
  title: 'Link',
  description:
    'Secret part of the link to the form. Pages put it behind the `#` of their address, which is sent to no server; never into a path or a query.',
  examples: ['Qm9ndXMtbGluay10b2tlbi1mb3ItZXhhbXBsZXMtMTI'],
})

export const PasscodeSchema = z
  .string()
  .regex(/^\d{6}$/)
  .meta({ title: 'Passcode', description: 'Six digits, given to the agency by another way.', examples: ['204816'] })

/** A link as it is given out. Neither of its two secrets can be shown again. */
export const GivenLinkSchema = z
  .object({
    request: FormRequestIdSchema,
    token: LinkTokenSchema,
    passcode: PasscodeSchema,
    expiresAt: InstantSchema,
  })
  .meta({ title: 'Link that is given out' })
export type GivenLink = z.infer<typeof GivenLinkSchema>
