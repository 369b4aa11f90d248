import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { environmentNamed } from '../../infra/config.ts'
import { nagExceptions } from '../../infra/nag-exceptions.ts'
import { readAssembly } from './assembly.ts'

interface Finding {
  readonly ruleName: string
  readonly violatingConstructs: readonly { readonly constructPath: string }[]
}
const exceptions = nagExceptions(environmentNamed('prod'))

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string
    readonly conclusion: string
    readonly suppressedViolations: readonly Finding[]
  }[]
}

const { pluginReports } = readAssembly('validation-report.json') as Report

describe('the rule packs', () => {
  it('find nothing that is not argued', () => {
    expect(pluginReports.map(({ pluginName, conclusion }) => [pluginName, conclusion])).toEqual([
      ['AwsSolutions', 'success'],
      ['HIPAA.Security', 'success'],
      ['NIST.800.53.R5', 'success'],
      ['Serverless', 'success'],
    ])
  })

  it('need every exception that is made, each for one resource', () => {
    const found = pluginReports.flatMap(({ suppressedViolations }) =>
      suppressedViolations.flatMap(({ ruleName, violatingConstructs }) =>
        violatingConstructs.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
      ),
    )
    const excused = exceptions.flatMap(({ rules, resources }) =>
      rules.flatMap((rule) => resources.map((path) => `${rule} at ${path}`)),
    )
    expect(excused.sort()).toEqual(found.sort())
  })

  it('are answered with reasons, and never for a whole stack', () => {
    for (const { resources, reason } of exceptions) {
      expect(reason.length).toBeGreaterThan(80)
      for (const path of resources) expect(path).toMatch(/^State(ful|less)\/.+\/Resource$/)
    }
  })

  it('stop the synthesis at a finding', async () => {
    const synthesis = promisify(execFile)(process.execPath, ['--import', 'tsx', '--eval', plainQueue], {
      cwd: path.resolve(import.meta.dirname, '..', '..'),
      env: { ...process.env, NODE_OPTIONS: '' },
    })
    await expect(synthesis).rejects.toMatchObject({ stderr: expect.stringContaining('AwsSolutions-SQS3') as string })
  }, 60_000)
})

/** In a process of its own, as loading the whole CDK under jest takes five times as long. */
const plainQueue = `
  import { App, Stack } from 'aws-cdk-lib'
  import { Queue } from 'aws-cdk-lib/aws-sqs'
  import { addNag } from './infra/nag.ts'
  const app = new App()
  new Queue(new Stack(app, 'Other'), 'Plain')
  addNag(app, { identityKeys: [1] })
  app.synth()
`
