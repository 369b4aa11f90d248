import { randomBytes, randomInt } from 'node:crypto'
import type { Secrets } from '../ports/secrets.ts'

export const systemSecrets: Secrets = {
  token: () => randomBytes(32).toString('base64url'),
  passcode: () => String(randomInt(1_000_000)).padStart(6, '0'),
}
