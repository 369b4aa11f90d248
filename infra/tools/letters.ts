/** `npm run letters -- list | send-again | discard`: what was set aside, without identities, and what becomes of it. */
import { parseArgs } from 'node:util'
import { SQSClient } from '@aws-sdk/client-sqs'
import { PlainSentenceError, speakPlainly } from '../local/plain-sentence.ts'
import {
  deadLetterQueues,
  discard,
  lettersIn,
  sendAgain,
  type DeadLetterQueue,
  type Outcome,
} from './letters/dead-letters.ts'
import { lineOf, type Letter } from './letters/letter.ts'
import { whereIs } from './where.ts'

const USAGE = `npm run letters -- list [queue]
npm run letters -- send-again <queue> <letter …> | --all
npm run letters -- discard <queue> <letter …> | --all --because "<why>"

On this machine, or with --environment <name> in the account that the shell is signed in to. A letter is named by its first
characters. Events are sent again; whatever else was set aside can only be discarded, for a sweep makes up for it.`

await speakPlainly(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { environment: { type: 'string' }, all: { type: 'boolean' }, because: { type: 'string' } },
  })
  const [deed, named, ...letters] = positionals
  const { prefix, messaging } = await whereIs(values.environment)
  const sqs = new SQSClient(messaging)
  const queues = await deadLetterQueues(sqs, prefix)
  const isWanted = ({ id }: Letter) => values.all === true || letters.some((one) => id.startsWith(one))

  if (deed === 'list') return list(sqs, named === undefined ? queues : [queueNamed(named, queues)])
  if (named === undefined || (letters.length === 0 && values.all !== true)) throw new PlainSentenceError(USAGE)
  const queue = queueNamed(named, queues)
  if (deed === 'send-again') {
    tell('sent again', await sendAgain(sqs, queue, isWanted))
  } else if (deed === 'discard') {
    if (!values.because) throw new PlainSentenceError('Say why: --because "<why>". It goes into the incident note.')
    tell(`discarded because ${values.because}`, await discard(sqs, queue, isWanted))
  } else throw new PlainSentenceError(USAGE)
})

async function list(sqs: SQSClient, queues: readonly DeadLetterQueue[]) {
  for (const queue of queues) {
    const letters = await lettersIn(sqs, queue)
    console.log(`${queue.name}: ${letters.length}`)
    for (const letter of letters) console.log(`  ${lineOf(letter)}`)
  }
}

function queueNamed(name: string, queues: readonly DeadLetterQueue[]) {
  const found = queues.find((queue) => queue.name === name)
  if (found) return found
  throw new PlainSentenceError(`There are dead letters of: ${queues.map((queue) => queue.name).join(', ')}.`)
}

function tell(what: string, { done, failed }: Outcome) {
  for (const letter of done) console.log(`${what}: ${lineOf(letter)}`)
  for (const letter of failed) console.error(`left where it lay: ${lineOf(letter)}`)
  if (done.length + failed.length === 0) throw new PlainSentenceError('There is no such letter.')
  if (failed.length > 0) process.exitCode = 1
}
