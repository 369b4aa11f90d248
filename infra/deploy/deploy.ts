/** `npm run deploy -- --environment test`: synthesises an environment and deploys it, past the gate. */
import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs, promisify } from 'node:util'
import { environmentNamed, environmentNames, prefixOf } from '../config.ts'
import { PlainSentenceError, speakPlainly } from '../local/plain-sentence.ts'
import { deploy, RefusedError, ToolFailedError, type Tools } from './deployment.ts'
import { waivers } from './waivers.ts'

const execute = promisify(execFile)

/** The CDK's own, of the version that is pinned, and the AWS command line that the operator is signed in with. */
const commands = {
  cdk: [process.execPath, createRequire(import.meta.url).resolve('aws-cdk/bin/cdk')],
  aws: ['aws'],
}

const toolsIn = (region: string): Tools => ({
  run: async (tool, args) => {
    const [command = '', ...first] = commands[tool]
    try {
      const { stdout } = await execute(command, [...first, ...args], {
        env: { ...process.env, AWS_REGION: region, AWS_PAGER: '' },
        maxBuffer: 1 << 28,
      })
      return stdout
    } catch (error) {
      const { stderr = '' } = error as { stderr?: string }
      throw new ToolFailedError(`${tool} ${args.slice(0, 2).join(' ')}: ${stderr.trim() || String(error)}`)
    }
  },
  tell: (line) => {
    console.log(line)
  },
  pause: () => pause(20_000),
})

await speakPlainly(async () => {
  const { values } = parseArgs({
    options: {
      environment: { type: 'string' },
      'nobody-writes': { type: 'boolean', default: false },
      unwatched: { type: 'boolean', default: false },
    },
  })
  const { environment } = values
  if (environment === undefined || !environmentNames.includes(environment))
    throw new PlainSentenceError(`Say where: npm run deploy -- --environment ${environmentNames.join('|')}`)

  const { region } = environmentNamed(environment)
  const tools = toolsIn(region)
  const assembly = path.resolve('cdk.out')
  const now = new Date()
  try {
    await tools.run('cdk', ['synth', '--quiet', '-c', `environment=${environment}`, '--output', assembly])
    await deploy(
      {
        prefix: prefixOf(environmentNamed(environment)),
        assembly,
        waivers,
        today: now.toISOString().slice(0, 10),
        number: now.toISOString().replace(/\D/g, ''),
        nobodyWrites: values['nobody-writes'],
        unwatched: values.unwatched,
      },
      tools,
    )
  } catch (error) {
    if (error instanceof RefusedError || error instanceof ToolFailedError)
      throw new PlainSentenceError(error.message, { cause: error })
    throw error
  }
})
