import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deploy, type Deployment, RefusedError, ToolFailedError } from '../../../../infra/deploy/deployment.ts'
import type { Resources, Waiver } from '../../../../infra/deploy/gate.ts'

const queue = { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600 } }
const templates: Record<string, Resources> = {
  Stateful: { Queue: queue },
  Stateless: {
    ReadFunction: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'cdr-test-read' } },
    SweepFunction: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'cdr-test-sweep' } },
    Integration: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { IntegrationUri: { Ref: 'ReadFunction' } } },
  },
}

/** A synthesised app of two stacks. */
function anAssembly(outputs: object = {}, account = 'unknown-account') {
  const directory = mkdtempSync(path.join(tmpdir(), 'assembly-'))
  const artifacts = Object.fromEntries(
    Object.entries(templates).map(([id, Resources]) => {
      writeFileSync(
        path.join(directory, `${id}.json`),
        JSON.stringify({ Resources, Outputs: id === 'Stateless' ? outputs : {} }),
      )
      const properties = {
        ...{ stackName: `cdr-test-${id.toLowerCase()}`, templateFile: `${id}.json`, tags: { environment: 'test' } },
        stackTemplateAssetObjectUrl: `s3://assets-\${AWS::AccountId}-eu-west-2/${id}.json`,
      }
      return [id, { type: 'aws:cloudformation:stack', environment: `aws://${account}/eu-west-2`, properties }]
    }),
  )
  writeFileSync(path.join(directory, 'manifest.json'), JSON.stringify({ artifacts }))
  return directory
}

type Answers = Readonly<Record<string, string | Error>>

const keyed = (IdentityKeys: string) => ({
  Resources: templates['Stateless'],
  Outputs: { IdentityKeys: { Value: IdentityKeys } },
})

/** An account in which both stacks stand, as they are to be, unless it answers otherwise. */
function anAccount(answers: Answers = {}) {
  const calls: string[] = []
  const usual: Answers = {
    'sts get-caller-identity': '111122223333\n',
    'cloudwatch describe-alarms': ['deployment', 'throttles']
      .map((one) => `arn:aws:cloudwatch:eu-west-2:111122223333:alarm:cdr-test-${one}`)
      .join('\t'),
    'cloudformation describe-change-set': JSON.stringify({ Status: 'CREATE_COMPLETE', Changes: [] }),
  }
  const statuses = ['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE']
  const run = (tool: string, args: readonly string[]) => {
    const call = args.slice(0, 2).join(' ')
    calls.push(`${tool} ${args.join(' ')}`)
    const template = templates[args.includes('cdr-test-stateless') ? 'Stateless' : 'Stateful']
    const standing: Answers = {
      'cloudformation get-template': JSON.stringify({ Resources: template }),
      'cloudformation describe-stacks': statuses[0] ?? '',
    }
    if (call.endsWith('describe-stacks')) statuses.shift()
    const answer = { ...standing, ...usual, ...answers }[call] ?? ''
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  const told: string[] = []
  const tools = { run, tell: (line: string) => told.push(line), pause: () => Promise.resolve() }
  const deployed = (waivers: readonly Waiver[] = [], outputs: object = {}, others: Partial<Deployment> = {}) =>
    deploy(
      { prefix: 'cdr-test', assembly: anAssembly(outputs), waivers, today: '2026-04-01', number: '1', ...others },
      tools,
    )
  const made = (pattern: string) => calls.filter((call) => call.includes(pattern))
  return { deployed, made, told, calls }
}

const gone = JSON.stringify({ Resources: { ...templates['Stateful'], Old: queue } })

describe('A deployment', () => {
  it('prepares, looks, and only then executes, what holds something first', async () => {
    const { deployed, calls } = anAccount()
    await deployed()
    const steps = calls.filter((call) => call.includes('cdr-test-stateful')).map((call) => call.split(' ')[2])
    expect(steps).toEqual([
      ...['get-template', 'create-change-set', 'wait', 'describe-change-set', 'execute-change-set'],
      ...['describe-stacks', 'describe-stacks', 'update-termination-protection'],
    ])
    const executed = calls.filter((call) => call.includes('execute-change-set')).map((call) => call.split(' ')[4])
    expect(executed).toEqual(['cdr-test-stateful', 'cdr-test-stateless'])
  })

  it('works under the role that can do little else, with the bill split by its tags', async () => {
    const { deployed, made } = anAccount()
    await deployed()
    for (const call of made('create-change-set')) {
      expect(call).toContain('--role-arn arn:aws:iam::111122223333:role/cdr-test-cloudformation ')
      expect(call).toContain('Key=environment,Value=test')
      expect(call).toContain('--template-url https://assets-111122223333-eu-west-2.s3.eu-west-2.amazonaws.com/State')
    }
  })

  it('is taken back when one of its alarms rings, and wakes whatever waits to be called while that is watched', async () => {
    const { deployed, made } = anAccount()
    await deployed()
    const asked = ['deployment', 'throttles', 'api-server-errors'].map((one) => `cdr-test-${one}`).join(' ')
    expect(made('describe-alarms')[0]).toContain(`--alarm-names ${asked} `)
    for (const call of made('create-change-set'))
      expect(call).toMatch(/RollbackTriggers.*alarm:cdr-test-deployment".*alarm:cdr-test-throttles"/)
    expect(made('lambda invoke')).toHaveLength(1)
    expect(made('lambda invoke')[0]).toContain('cdr-test-read')
  })

  it('that mends what rings is watched by nothing, not even by what watched the last one', async () => {
    const { deployed, made } = anAccount()
    await deployed([], {}, { unwatched: true })
    for (const call of made('create-change-set')) expect(call).toContain('{"RollbackTriggers":[]}')
  })

  it('goes into the account that the environment names, and into no other', async () => {
    const other = anAccount()
    await expect(other.deployed([], {}, { assembly: anAssembly({}, '444455556666') })).rejects.toThrow(
      'belongs into account 444455556666, and this is 111122223333',
    )
    expect(other.calls.filter((call) => !call.includes('get-caller-identity'))).toEqual([])
    const named = anAccount()
    await named.deployed([], {}, { assembly: anAssembly({}, '111122223333') })
    expect(named.made('execute-change-set')).toHaveLength(2)
  })

  it('asks for no alarm where there is none yet, and creates stacks that are not there', async () => {
    const { deployed, made } = anAccount({
      'cloudformation get-template': new ToolFailedError('Stack with id cdr-test-stateful does not exist'),
    })
    await deployed()
    for (const call of made('create-change-set')) {
      expect(call).toContain('--change-set-type CREATE')
      expect(call).not.toContain('RollbackTriggers')
    }
  })

  it('executes nothing where nothing has changed', async () => {
    const nothing = { Status: 'FAILED', StatusReason: "The submitted information didn't contain changes." }
    const { deployed, made, told } = anAccount({ 'cloudformation describe-change-set': JSON.stringify(nothing) })
    await deployed()
    expect(made('execute-change-set')).toEqual([])
    expect(told).toContain('cdr-test-stateful: nothing has changed.')
  })

  it('refuses to lose something stateful: the change set is deleted, and nothing executed', async () => {
    const { deployed, made } = anAccount({ 'cloudformation get-template': gone })
    await expect(deployed()).rejects.toThrow(RefusedError)
    expect(made('delete-change-set')).toHaveLength(1)
    expect(made('execute-change-set')).toEqual([])
  })

  it('goes on past a waiver, and says so', async () => {
    const { deployed, told } = anAccount({ 'cloudformation get-template': gone })
    const waiver = { resource: 'Old', kind: 'removed', until: '2026-04-02' } as const
    const because = 'Nothing feeds it any more, and it is empty.'
    // The account gives the same template for both stacks, so that the second, too, would lose what it never had.
    const stateless = ['Queue', 'Old'].map((resource) => ({
      ...waiver,
      resource,
      stack: 'cdr-test-stateless',
      because,
    }))
    await deployed([{ ...waiver, stack: 'cdr-test-stateful', because }, ...stateless])
    expect(told).toContainEqual(expect.stringContaining(`Waived until 2026-04-02: ${because}`))
  })

  it('brings other identity keys only where the function that rotates them lets it', async () => {
    const to = (keys: string, answers: Answers) => {
      const account = anAccount(answers)
      return { ...account, done: account.deployed([], { IdentityKeys: { Value: keys } }) }
    }
    const standing = { has: [1], awaited: [1, 2], complete: [1] }
    const before = { 'cloudformation get-template': JSON.stringify(keyed('1')) }
    const yes = `${JSON.stringify({ outcome: 'done', standing, counts: {} })}None\n`
    const allowed = to('1 2', { ...before, 'lambda invoke': yes })
    await allowed.done
    expect(allowed.made('cdr-test-rotate-identity-key')[0]).toContain(
      '{"step":"prepare","keys":[1,2],"nobodyWrites":false}',
    )
    expect(allowed.made('execute-change-set')).toHaveLength(2)

    const no = `${JSON.stringify({ outcome: 'refused', because: 'Key 2 cannot lead.' })}None\n`
    const refused = to('2', { ...before, 'lambda invoke': no })
    await expect(refused.done).rejects.toThrow('Key 2 cannot lead.')
    expect(refused.made('cdr-test-stateless').filter((call) => call.includes('execute-change-set'))).toEqual([])

    const broken = to('1 2', { ...before, 'lambda invoke': '{"errorType":"TypeError"}Unhandled\n' })
    await expect(broken.done).rejects.toThrow('TypeError')
  })

  it('brings the first identity key first', async () => {
    await expect(anAccount().deployed([], { IdentityKeys: { Value: '1 2' } })).rejects.toThrow(RefusedError)
    await expect(anAccount().deployed([], { IdentityKeys: { Value: '1' } })).resolves.toBeUndefined()
  })

  it('stops with a stack that was taken back', async () => {
    const { deployed, made } = anAccount({ 'cloudformation describe-stacks': 'UPDATE_ROLLBACK_IN_PROGRESS' })
    await expect(deployed()).rejects.toThrow(/deployment-taken-back/)
    expect(made('cdr-test-stateless')).toEqual([])
  })

  it('stops where a change set cannot be made', async () => {
    const broken = { Status: 'FAILED', StatusReason: 'No export named X found.' }
    const { deployed, made } = anAccount({ 'cloudformation describe-change-set': JSON.stringify(broken) })
    await expect(deployed()).rejects.toThrow(/No export named X/)
    expect(made('execute-change-set')).toEqual([])
  })
})
