/** `npm run rotate-identity-key -- [status | rehash | retire] [--environment <name>]`: the steps between the deployments of a rotation. */
import { execFile } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs, promisify } from 'node:util'
import type { RotationAnswer, RotationCounts, RotationRequest } from '../../schemas/identity-key-rotation.ts'
import { environmentNamed, prefixOf } from '../config.ts'
import { PlainSentenceError, speakPlainly } from '../local/plain-sentence.ts'
import { requireRunning } from '../local/state/running.ts'
import { progressBar } from './progress.ts'
import { askByAws, askRunning, type Ask } from './rotation/ask.ts'
import { standingInWords } from './rotation/in-words.ts'
import { LOCAL } from './where.ts'

const USAGE = `npm run rotate-identity-key -- status     where the rotation stands, and what is next
npm run rotate-identity-key -- rehash     writes every hash under the key that follows, too
npm run rotate-identity-key -- retire     removes the hashes of keys that no function has any more

On this machine, or with --environment <name> in the account that the shell is signed in to. Whatever is cut off goes on when it is
called again. The steps between them are deployments: docs/identity-key.md.`

type Done = Extract<RotationAnswer, { outcome: 'done' }>

await speakPlainly(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { environment: { type: 'string' } } })
  const [step = 'status'] = positionals
  const { ask, requireRest } = await operatorOf(values.environment)
  if (step === 'rehash' || step === 'retire') {
    await requireRest()
    const all = step === 'rehash' ? await leadingRows(ask) : 0
    tellCounts(step, (await through({ step }, ask, all)).counts)
  } else if (step !== 'status') throw new PlainSentenceError(USAGE)
  const { standing } = await through({ step: 'status' }, ask)
  const { counts } = await through({ step: 'count' }, ask)
  for (const line of standingInWords(standing, counts)) console.log(line)
})

async function operatorOf(environment: string | undefined): Promise<{ ask: Ask; requireRest: () => Promise<void> }> {
  if (environment === undefined) {
    const ask = askRunning(await requireRunning(), prefixOf(environmentNamed(LOCAL)))
    return { ask, requireRest: () => Promise.resolve() }
  }
  const { region, ...named } = environmentNamed(environment)
  const prefix = prefixOf({ region, ...named })
  const run = async (tool: 'aws', args: readonly string[]) => {
    const env = { ...process.env, AWS_REGION: region, AWS_PAGER: '' }
    return (await promisify(execFile)(tool, args, { env })).stdout
  }
  return { ask: askByAws(run, prefix), requireRest: () => requireStackAtRest(prefix, run) }
}

/** What a deployment that is still watched has brought may yet be taken back. */
async function requireStackAtRest(prefix: string, run: (tool: 'aws', args: readonly string[]) => Promise<string>) {
  const status = await run('aws', [
    ...['cloudformation', 'describe-stacks', '--stack-name', `${prefix}-stateless`],
    ...['--query', 'Stacks[0].StackStatus', '--output', 'text'],
  ])
  if (!/^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/.test(status.trim()))
    throw new PlainSentenceError(`${prefix}-stateless is ${status.trim()}: wait until the deployment is over.`)
}

/** Asks until the step is done. */
async function through(request: RotationRequest, ask: Ask, all = 0): Promise<Done> {
  const show = progressBar(request.step)
  for (;;) {
    const answer = await ask(request)
    switch (answer.outcome) {
      case 'refused':
        throw new PlainSentenceError(answer.because)
      case 'settling':
        console.error(`Functions of before may still be writing: waiting ${answer.seconds} seconds ...`)
        await pause(answer.seconds * 1000)
        break
      case 'going-on':
        show(Math.min(sum(answer.counts), all - 1), all)
        break
      case 'done':
        show(all, all)
        return answer
    }
  }
}

async function leadingRows(ask: Ask): Promise<number> {
  const { counts, standing } = await through({ step: 'count' }, ask)
  return counts[`key ${standing.has[0]}`] ?? 0
}

function tellCounts(step: string, counts: RotationCounts) {
  const told = Object.entries(counts).map(([what, number]) => `${number} ${what}`)
  console.log(`${step}: ${told.join(', ') || 'nothing to do'}.`)
}

const sum = (counts: RotationCounts) => Object.values(counts).reduce((all, one) => all + one, 0)
