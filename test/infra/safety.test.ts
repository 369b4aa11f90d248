import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { environmentNamed, identityKeysOf } from '../../infra/config.ts'
import { alarmsOfDeployment } from '../../infra/deploy/watched-alarms.ts'
import { HOLDS_NOTHING, STATEFUL } from '../../infra/deploy/stateful.ts'
import { wakeable } from '../../infra/deploy/wake.ts'
import { part, resources, resourcesOf, said, templates, type Resource, type Value } from './assembly.ts'

const runbooks = path.resolve(import.meta.dirname, '..', '..', 'docs', 'runbooks')
const alarms = resourcesOf('AWS::CloudWatch::Alarm')
const queues = resourcesOf('AWS::SQS::Queue')
const functions = resourcesOf('AWS::Lambda::Function')

/** Names as an alarm's dimensions say them. */
const alarmsOn = (metric: string, resource: Resource, attribute = '') =>
  alarms.filter(
    ({ Properties }) =>
      Properties['MetricName'] === metric &&
      said(part(Properties, 'Dimensions', 0, 'Value')) === resource.id.replace(/[0-9A-F]{8}$/, '') + attribute,
  )

const runbookOf = ({ Properties }: Resource) =>
  /Runbook: docs\/runbooks\/([a-z-]+)\.md$/.exec(said(Properties['AlarmDescription']))?.[1]

/** An alarm that sounds when too little happens. */
const isOnSilence = ({ Properties }: Resource) => Properties['ComparisonOperator'] === 'LessThanThreshold'

describe('every alarm', () => {
  it.each(alarms)('$Properties.AlarmName says what it means, who is told, and where to read what to do', (alarm) => {
    expect(existsSync(path.join(runbooks, `${String(runbookOf(alarm))}.md`))).toBe(true)
    expect(said(alarm.Properties['AlarmDescription']).split('.')[0]?.length).toBeGreaterThan(30)
    // What only a deployment watches calls nobody: whatever fails rings by another.
    if (alarm.Properties['AlarmName'] === alarmsOfDeployment('cdr-prod').functions)
      expect(alarm.Properties).not.toHaveProperty('AlarmActions')
    else expect(said(alarm.Properties['AlarmActions'])).toBe('Alarms')
    expect(alarm.Properties['TreatMissingData']).toBe(isOnSilence(alarm) ? 'breaching' : 'notBreaching')
  })

  it('is on silence only where nothing else would tell: that nobody looks for missed deadlines or makes a copy', () => {
    expect(alarms.filter(isOnSilence).map(({ Properties }) => Properties['AlarmName'])).toEqual([
      'cdr-prod-backups-missing',
      'cdr-prod-deadlines-not-chased',
    ])
  })

  it('has its runbook, and every runbook its alarm', () => {
    const pages = readdirSync(runbooks).filter((file) => file !== 'README.md')
    const named = alarms.map(runbookOf)
    expect(pages.sort()).toEqual([...new Set(named.map((name) => `${String(name)}.md`))].sort())
    for (const page of pages) {
      const headings = readFileSync(path.join(runbooks, page), 'utf8').match(/^## .*/gm)
      expect(headings).toEqual(['## What it means', '## Look', '## Mend', '## Afterwards'])
    }
  })
})

describe('a runbook', () => {
  const page = (name: string) => readFileSync(path.join(runbooks, `${name}.md`), 'utf8')
  const short = (name: string) => said(name).replace('cdr-prod-', '')

  it.each<[string, string, () => readonly string[]]>([
    ['function-errors', 'function', () => functions.map(({ Properties }) => said(Properties['FunctionName']))],
    ['dead-letters', 'queue of dead letters', () => queueNames().filter((name) => name.endsWith('-dead-letters'))],
    ['oldest-message', 'queue', () => queueNames().filter((name) => !name.endsWith('-dead-letters'))],
    ['table-throttles', 'table', () => alarmNames().filter((name) => name.endsWith('-table-throttled'))],
  ])('%s says of every %s what its alarm means', (name, _, rung) => {
    expect(rung().length).toBeGreaterThan(1)
    const spans = [...page(name).matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span)
    const words = new Set(spans.flatMap((span) => span.match(/[a-z]+(-[a-z]+)*/g) ?? []))
    expect(
      rung()
        .map(short)
        .filter((one) => !words.has(one) && !words.has(`${one}-waiting`)),
    ).toEqual([])
  })

  it('is in the list of all, under how its alarms end', () => {
    const list = page('README')
    for (const alarm of alarms) expect(list).toContain(`(${String(runbookOf(alarm))}.md)`)
  })
})

const queueNames = () => queues.map(({ Properties }) => said(Properties['QueueName']))
const alarmNames = () => alarms.map(({ Properties }) => said(Properties['AlarmName']))

describe('a deployment', () => {
  it('is taken back when any function, or the API, fails', () => {
    const watched = Object.values(alarmsOfDeployment('cdr-prod')).map((name) =>
      alarms.find(({ Properties }) => said(Properties['AlarmName']) === name),
    )
    expect(watched.map((alarm) => alarm?.Properties['MetricName'])).toEqual(['Errors', 'Throttles', '5xx'])
    for (const alarm of watched) expect(alarm?.Properties).toMatchObject({ Threshold: 1, Statistic: 'Sum' })
    // Of every function, whoever made it.
    expect(watched[0]?.Properties).toMatchObject({ Namespace: 'AWS/Lambda' })
    expect(watched[0]?.Properties['Dimensions']).toBeUndefined()
    // As many as CloudFormation takes.
    expect(watched.length).toBeLessThanOrEqual(5)
  })

  it('wakes every function that somebody calls, in the stack that has it', () => {
    const woken = templates.map(({ Resources }) => wakeable(Resources))
    expect(woken[0]).toEqual(['cdr-prod-token-claims'])
    const onTheirOwn = /-(reconcile|chase-deadlines|publish-statistics|rotate-identity-key)$/
    const names = functions.map(({ Properties }) => said(Properties['FunctionName']))
    expect(woken.flat().sort()).toEqual(names.filter((name) => !onTheirOwn.test(name)).sort())
  })

  it('meets a gate that knows of every type in use whether it holds something', () => {
    const types = new Set(resources.map(({ Type }) => Type))
    expect([...types].filter((type) => !STATEFUL.has(type) && !HOLDS_NOTHING.has(type))).toEqual([])
    expect([...STATEFUL].filter((type) => HOLDS_NOTHING.has(type))).toEqual([])
    const kept = resources.filter(({ DeletionPolicy }) => DeletionPolicy === 'Retain')
    for (const { Type } of kept) expect(STATEFUL).toContain(Type)
  })
})

describe('copies of the record', () => {
  const [vault, ...others] = resourcesOf('AWS::Backup::BackupVault')
  const rules = part(resourcesOf('AWS::Backup::BackupPlan')[0]?.Properties['BackupPlan'], 'BackupPlanRule')
  const selection = resourcesOf('AWS::Backup::BackupSelection')[0]?.Properties['BackupSelection']

  it('are made every day, and kept for years one a month, of each table under legal hold that cannot be imported again', () => {
    expect(said(part(selection, 'Resources'))).toBe('CaseTable, StatisticsTable')
    expect(rules).toMatchObject([
      { RuleName: 'daily', ScheduleExpression: 'cron(30 1 * * ? *)', Lifecycle: { DeleteAfterDays: 90 } },
      { RuleName: 'monthly', ScheduleExpression: 'cron(30 2 1 * ? *)', Lifecycle: { DeleteAfterDays: 7 * 365 } },
    ])
  })

  it('lie in one vault under a key of its own, which nobody may take a copy from before its end', () => {
    expect(others).toEqual([])
    expect(said(vault?.Properties['EncryptionKeyArn'])).toBe('KeysBackups')
    expect(vault?.Properties['LockConfiguration']).toEqual({ MinRetentionDays: 90, MaxRetentionDays: 7 * 365 })
    expect(vault?.Properties['AccessPolicy']).toMatchObject({
      Statement: [{ Effect: 'Deny', Action: ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'] }],
    })
    expect([vault?.DeletionPolicy, vault?.UpdateReplacePolicy]).toEqual(['Retain', 'Retain'])
  })

  it('ring when one fails, and when a day goes by without one of each', () => {
    const [failed, missing] = ['failed', 'missing'].map((what) =>
      alarms.find(({ Properties }) => Properties['AlarmName'] === `cdr-prod-backups-${what}`),
    )
    expect(JSON.stringify(failed?.Properties['Metrics'])).toMatch(/BackupJobsFailed.*RestoreJobsFailed/)
    expect(missing?.Properties).toMatchObject({
      MetricName: 'NumberOfBackupJobsCompleted',
      Period: 86_400,
      Threshold: 2,
    })
  })
})

describe('every queue', () => {
  const isForDeadLetters = ({ id }: Resource) => id.includes('DeadLetters')

  it.each(queues.filter(isForDeadLetters))(
    '$id for dead letters keeps them 14 days and rings on the first',
    (queue) => {
      expect(queue.Properties['MessageRetentionPeriod']).toBe(14 * 24 * 60 * 60)
      expect(alarmsOn('ApproximateNumberOfMessagesVisible', queue, '.QueueName')[0]?.Properties['Threshold']).toBe(1)
    },
  )

  it.each(queues.filter((queue) => !isForDeadLetters(queue)))(
    '$id has dead letters and rings when it stands',
    (queue) => {
      const redrive = queue.Properties['RedrivePolicy']
      expect(said(part(redrive, 'deadLetterTargetArn'))).toMatch(/DeadLetters$/)
      expect(part(redrive, 'maxReceiveCount')).toBe(3)
      expect(alarmsOn('ApproximateAgeOfOldestMessage', queue, '.QueueName')).toHaveLength(1)
    },
  )

  it.each(queues)('$id is encrypted with our own key and refuses plain connections', (queue) => {
    expect(said(queue.Properties['KmsMasterKeyId'])).toBe('KeysMachinery')
    const policy = resourcesOf('AWS::SQS::QueuePolicy').find(({ Properties }) =>
      JSON.stringify(Properties['Queues']).includes(queue.id),
    )
    expect(JSON.stringify(policy?.Properties['PolicyDocument'])).toContain('"aws:SecureTransport":"false"')
  })

  it('stays hidden six times as long as its consumer may take', () => {
    for (const step of ['Alert', 'Categorise', 'Route']) {
      const consumer = functions.find(({ id }) => id.startsWith(`${step}Function`))
      const queue = queues.find(({ id }) => /^[A-Za-z]+Queue[0-9A-F]{8}$/.test(id) && id.startsWith(step))
      expect(queue?.Properties['VisibilityTimeout']).toBe(6 * Number(consumer?.Properties['Timeout']))
    }
  })
})

const secrets: Readonly<Record<string, string>> = {
  REFERENCE_KEY: 'IdentityKey',
  SESSION_KEY: 'SessionKey',
  CLIENT_SECRET: 'ClientSecret',
}

const { identityKeys } = environmentNamed('prod')
const inUse = identityKeys
  .map((number) => `${number}:${resolved(number === 1 ? 'IdentityKey' : `IdentityKey${number}`)}`)
  .join(' ')

function resolved(secret: string) {
  return `{{resolve:secretsmanager:${secret}:SecretString:::}}`
}

describe('every function', () => {
  const answering = new Set(
    resourcesOf('AWS::ApiGatewayV2::Integration').map(({ Properties }) => said(Properties['IntegrationUri'])),
  )
  const isAnswering = ({ id }: Resource) => answering.has(id.replace(/[0-9A-F]{8}$/, ''))

  it.each(functions.filter((lambda) => !isAnswering(lambda)))('$id rings on its first error', (lambda) => {
    expect(alarmsOn('Errors', lambda)[0]?.Properties).toMatchObject({ Threshold: 1, Statistic: 'Sum' })
  })

  it('that answers through the API rings as the API does, on the first fault', () => {
    expect(functions.filter(isAnswering).length).toBeGreaterThan(5)
    const [api, ...others] = resourcesOf('AWS::ApiGatewayV2::Api')
    expect(others).toEqual([])
    expect(api && alarmsOn('5xx', api)[0]?.Properties).toMatchObject({ Threshold: 1, Statistic: 'Sum' })
  })

  it('is heard by one alarm when it is refused for want of capacity, whichever it is', () => {
    const [alarm, ...others] = alarms.filter(({ Properties }) => Properties['MetricName'] === 'Throttles')
    expect(others).toEqual([])
    expect(alarm?.Properties).toMatchObject({ Namespace: 'AWS/Lambda', Threshold: 1, Statistic: 'Sum' })
    expect(alarm?.Properties['Dimensions']).toBeUndefined()
  })

  it.each(functions)('$id runs on arm64 and Node 24, with settings under the record key', ({ id, Properties }) => {
    // Chromium comes for x86_64 alone.
    const Architectures = [id.startsWith('Print') ? 'x86_64' : 'arm64']
    expect(Properties).toMatchObject({ Architectures, Runtime: 'nodejs24.x', Handler: 'index.handler' })
    expect(Properties['LoggingConfig']).toMatchObject({ LogFormat: 'JSON' })
    expect(Properties['ReservedConcurrentExecutions']).toBeGreaterThan(0)
    expect(said(Properties['KmsKeyArn'])).toBe('KeysRecord')
  })

  it('writes into a log that is encrypted and kept for a year', () => {
    for (const { Properties } of resourcesOf('AWS::Logs::LogGroup')) {
      expect(said(Properties['KmsKeyId'])).toBe('KeysMachinery')
      expect(Properties['RetentionInDays']).toBe(365)
      // The key lets the log service in under this name only.
      expect(Properties['LogGroupName']).toMatch(/^\/cdr-prod\//)
    }
  })

  it('keeps no secret in its settings, only where to find it', () => {
    const settings = functions.flatMap(({ Properties }) =>
      Object.entries(part(Properties, 'Environment', 'Variables') as Record<string, Value>),
    )
    for (const [name, value] of settings) {
      const secret = secrets[name]
      if (secret !== undefined) expect(said(value)).toBe(resolved(secret))
      if (name === 'IDENTITY_KEYS') expect(said(value)).toBe(inUse)
    }
  })

  it('that hashes an identity, and no other, has the keys for it', () => {
    const having = functions.filter(({ Properties }) =>
      Object.keys(part(Properties, 'Environment', 'Variables') as object).includes('IDENTITY_KEYS'),
    )
    expect(having.map(({ id }) => id.replace(/Function[0-9A-F]{8}$/, '')).sort()).toEqual([
      'Capture',
      'RotateIdentityKey',
      'Route',
    ])
  })

  it('that hashes an identity has other keys before the one that rotates them has', () => {
    const rotate = functions.find(({ id }) => id.startsWith('RotateIdentityKey'))
    for (const name of ['Capture', 'Categorise', 'Route'])
      expect(rotate?.DependsOn?.some((id) => id.startsWith(`${name}Function`))).toBe(true)
  })
})

describe('every table', () => {
  it.each(resourcesOf('AWS::DynamoDB::GlobalTable'))(
    '$id can be restored, cannot be deleted, and has our own key',
    (table) => {
      expect(table.DeletionPolicy).toBe('Retain')
      expect(table.UpdateReplacePolicy).toBe('Retain')
      const [replica, ...others] = table.Properties['Replicas'] as Record<string, never>[]
      expect(others).toEqual([])
      expect(replica).toMatchObject({
        Region: 'eu-west-2',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
      })
      const key = table.id.startsWith('StatisticsTable') ? 'KeysStatistics' : 'KeysRecord'
      expect(said(part(replica, 'SSESpecification', 'KMSMasterKeyId'))).toBe(key)
      expect(table.Properties['WriteOnDemandThroughputSettings']).toEqual({ MaxWriteRequestUnits: 500 })
    },
  )

  it('keeps what it has under legal hold, but for drafts, which end by themselves', () => {
    for (const { id, Properties } of resourcesOf('AWS::DynamoDB::GlobalTable')) {
      expect(JSON.stringify(Properties)).toContain('{"Key":"retention","Value":"legal-hold"}')
      const isDrafts = id.startsWith('DraftTable')
      expect([id, Properties['TimeToLiveSpecification'] !== undefined]).toEqual([id, isDrafts])
    }
  })

  it('tells its stream keys only, so that no identity can leave through it', () => {
    const streams = resourcesOf('AWS::DynamoDB::GlobalTable').map(({ Properties }) => Properties['StreamSpecification'])
    expect(streams).toEqual([{ StreamViewType: 'KEYS_ONLY' }, undefined, undefined])
  })
})

/** Under what name types keep their tags: as a list of pairs, or as an object. */
const TAGS = ['Tags', 'BackupPlanTags', 'BackupVaultTags', 'UserPoolTags']
const tagOf = (tags: Value | undefined, key: string) =>
  Array.isArray(tags)
    ? part(
        (tags as readonly Value[]).find((tag) => part(tag, 'Key') === key),
        'Value',
      )
    : part(tags, key)

/** After AWS's own schemas. None of them costs anything but schedules, whose calls are counted with their functions. */
const TAKES_NO_TAGS = [
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::Backup::BackupSelection',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolResourceServer',
  'AWS::IAM::ManagedPolicy',
  'AWS::KMS::Alias',
  'AWS::Lambda::Permission',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::Schedule',
]

describe('everything else that is kept', () => {
  it('has keys that turn every year and outlive their stack', () => {
    const keys = resourcesOf('AWS::KMS::Key')
    expect(keys).toHaveLength(4)
    for (const key of keys) {
      expect(key.Properties['EnableKeyRotation']).toBe(true)
      expect(key.DeletionPolicy).toBe('Retain')
    }
  })

  it('has topics under our own key that refuse plain connections', () => {
    for (const topic of resourcesOf('AWS::SNS::Topic'))
      expect(said(topic.Properties['KmsMasterKeyId'])).toBe('KeysMachinery')
    const policies = resourcesOf('AWS::SNS::TopicPolicy')
    expect(policies).toHaveLength(resourcesOf('AWS::SNS::Topic').length)
    for (const policy of policies) expect(JSON.stringify(policy.Properties)).toContain('"aws:SecureTransport":"false"')
  })

  it('lets no other account and no stranger in: only our topics into queues, only CloudWatch to the alarms', () => {
    const allowed = [...resourcesOf('AWS::SNS::TopicPolicy'), ...resourcesOf('AWS::SQS::QueuePolicy')]
      .flatMap(({ Properties }) => part(Properties['PolicyDocument'], 'Statement') as readonly Value[])
      .filter((statement) => part(statement, 'Effect') === 'Allow')
      .map((statement) => {
        const [[operator, condition]] = Object.entries(part(statement, 'Condition') as object) as [[string, Value]]
        const [[key, value]] = Object.entries(condition) as [[string, Value]]
        return `${said(part(statement, 'Principal', 'Service'))}: ${said(part(statement, 'Action'))} on ${said(part(statement, 'Resource'))} where ${key} ${operator} ${said(value)}`
      })
    const fromTopic = (queue: string) =>
      `sns.amazonaws.com: sqs:SendMessage on ${queue} where aws:SourceArn ArnEquals CaseEvents`
    expect(allowed.sort()).toEqual(
      [
        'cloudwatch.amazonaws.com: sns:Publish on Alarms where aws:SourceAccount StringEquals AWS::AccountId',
        ...['Alert', 'Categorise', 'Route'].flatMap((step) => [
          fromTopic(`${step}Queue`),
          fromTopic(`${step}QueueDeadLetters`),
        ]),
      ].sort(),
    )
  })

  it('lets CloudWatch use the key under which alarms are sent: without, each is lost in silence', () => {
    const machinery = resourcesOf('AWS::KMS::Key').find(({ id }) => id.startsWith('KeysMachinery'))
    const statements = part(machinery?.Properties['KeyPolicy'], 'Statement') as readonly Value[]
    const forAlarms = statements.find(
      (statement) => part(statement, 'Principal', 'Service') === 'cloudwatch.amazonaws.com',
    )
    expect(forAlarms).toMatchObject({ Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'] })
  })

  it('has secrets that are long, under the record key, and outlive their stack', () => {
    const found = resourcesOf('AWS::SecretsManager::Secret')
    const kept = [...identityKeysOf({ identityKeys }), 'SessionKey', 'ClientSecret']
    expect(found.map(({ id }) => id.replace(/[0-9A-F]{8}$/, '')).sort()).toEqual(kept.sort())
    for (const { Properties, DeletionPolicy } of found) {
      // Cognito makes the client's own.
      if (!('SecretString' in Properties))
        expect(Properties['GenerateSecretString']).toMatchObject({ PasswordLength: 64 })
      else expect(said(Properties['SecretString'])).toBe('SignInPeoplePages.ClientSecret')
      expect(said(Properties['KmsKeyId'])).toBe('KeysRecord')
      expect(DeletionPolicy).toBe('Retain')
    }
  })

  it('has a tag that says who pays, wherever AWS takes tags', () => {
    const tags = {
      'cost-centre': 'child-death-review',
      environment: 'prod',
      service: 'child-death-review-notification',
    }
    const untagged = resources.filter(({ Properties }) => {
      const found = [...TAGS.map((name) => Properties[name]), part(Properties, 'Replicas', 0, 'Tags')]
      return !found.some((one) => Object.entries(tags).every(([key, value]) => tagOf(one, key) === value))
    })
    expect([...new Set(untagged.map(({ Type }) => Type))].sort()).toEqual(TAKES_NO_TAGS)
  })
})
