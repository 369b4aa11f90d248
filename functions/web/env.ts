import * as z from 'zod'

export const EnvSchema = z.object({
  DRAFT_TABLE: z.string().min(1),
  DIRECTORY_TABLE: z.string().min(1),
  /** Secret that seals the cookies. */
  SESSION_KEY: z.string().min(32),
  /** Address of the HTTP API, which the pages call with the person's own token. */
  API_URL: z.url(),
  /** The OpenID provider, and how the pages are known to it. */
  ISSUER: z.url(),
  CLIENT_ID: z.string().min(1),
  CLIENT_SECRET: z.string().min(1),
  /** What the pages ask for, separated by spaces. */
  SCOPES: z.string().min(1),
})
export type Env = z.infer<typeof EnvSchema>
