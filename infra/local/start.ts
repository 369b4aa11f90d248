/** `npm start`: the whole service on this machine. */
import { PlainSentenceError, speakPlainly } from './plain-sentence.ts'
import { requireNode } from './requirements.ts'

// Lambda's clock shows UTC, and threads have no time zone of their own.
process.env['TZ'] = 'UTC'

await speakPlainly(async () => {
  requireNode()
  // Only now: what it imports needs that Node.
  const { runService } = await import('./run-service.ts')
  await runService(readPort(process.env['PORT']))
})

function readPort(text = '3000'): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1 && port <= 65_531) return port
  throw new PlainSentenceError(
    `PORT=${text} is no port: choose a number from 1 to 65531; the four after it are used too.`,
  )
}
