import { RotationAnswerSchema } from '../../schemas/identity-key-rotation.ts'
import type { LocalCloud } from './local-cloud.ts'
import { PlainSentenceError } from './plain-sentence.ts'

const ROTATE = 'rotate-identity-key'

/**
 * What a deployment asks before functions get other identity keys. Here none of before is left that could write.
 * @throws PlainSentenceError when some child would not be found under them
 */
export async function admitKeys(invoke: LocalCloud['invoke']): Promise<void> {
  const found = RotationAnswerSchema.parse(await invoke(ROTATE, { step: 'status' }))
  if (found.outcome !== 'done') throw new Error(`The rotation of the identity key is ${found.outcome}.`)
  const prepare = { step: 'prepare', keys: found.standing.has, nobodyWrites: true }
  const answer = RotationAnswerSchema.parse(await invoke(ROTATE, prepare))
  if (answer.outcome === 'refused') throw new PlainSentenceError(`${answer.because} (identityKeys in infra/config.ts)`)
}
