import path from 'node:path'
import { synthesise } from '../../infra/local/synthesise.ts'

/** Synthesises the service once for all system tests; they start it as often as they need. */
export default async function setUp() {
  process.env['SERVICE_ASSEMBLY'] = await synthesise(path.resolve('.local', 'test'), () => undefined)
}
