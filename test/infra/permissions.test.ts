import { resourcesOf, said, type Resource, type Value } from './assembly.ts'

interface Statement {
  readonly Effect: string
  readonly Action: string | readonly string[]
  readonly Resource: Value | readonly Value[]
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Value>>>>
}

const list = <T>(oneOrMore: T | readonly T[]) => (Array.isArray(oneOrMore) ? oneOrMore : [oneOrMore]) as readonly T[]

const policyOf = ({ Properties }: Resource) => Properties['PolicyDocument'] as unknown as { Statement: Statement[] }

/** `action, action on resource where condition`, one line for each resource. */
const lines = ({ Action, Resource, Condition }: Statement) =>
  list(Resource).map((resource) =>
    [
      `${list(Action).join(', ')} on ${said(resource)}`,
      ...Object.values(Condition ?? {})
        .flatMap(Object.entries<Value>)
        .map(([key, value]) => `where ${key} is ${said(value)}`),
    ].join(' '),
  )

const policies = resourcesOf('AWS::IAM::ManagedPolicy')
const permissionsOf = (name: string) =>
  policies
    .filter(({ id }) => id.startsWith(`${name}Permissions`))
    .flatMap((policy) => policyOf(policy).Statement.flatMap(lines))
    .sort()

const through = (service: string) => `where kms:ViaService is ${service}.eu-west-2.amazonaws.com`

/** What every function may do: write its own log, and read its own settings. */
const basics = (name: string) => [
  `logs:CreateLogStream, logs:PutLogEvents on ${name}Logs`,
  `kms:Decrypt on KeysRecord ${through('lambda')}`,
]
const readRecords = `kms:Decrypt on KeysRecord ${through('dynamodb')}`
const publishTo = (topic: string) => [
  `sns:Publish on ${topic}`,
  `kms:Decrypt, kms:GenerateDataKey on KeysMachinery ${through('sns')}`,
]
const readStatistics = `kms:Decrypt on KeysStatistics ${through('dynamodb')}`
const publish = publishTo('CaseEvents')
const sendTo = (queue: string) => [
  `sqs:SendMessage on ${queue}`,
  `kms:Decrypt, kms:GenerateDataKey on KeysMachinery ${through('sqs')}`,
]
const consume = (queue: string) => [
  `sqs:DeleteMessage, sqs:GetQueueAttributes, sqs:ReceiveMessage on ${queue}`,
  `kms:Decrypt on KeysMachinery ${through('sqs')}`,
]

/** Nothing missing, nothing more. */
const expected: Readonly<Record<string, readonly string[]>> = {
  Backups: [
    'dynamodb:DescribeTable, dynamodb:ListTagsOfResource, dynamodb:StartAwsBackupJob on CaseTable',
    'dynamodb:DescribeTable, dynamodb:ListTagsOfResource, dynamodb:StartAwsBackupJob on StatisticsTable',
    `kms:Decrypt, kms:GenerateDataKey on KeysRecord ${through('dynamodb')}`,
    `kms:Decrypt, kms:GenerateDataKey on KeysStatistics ${through('dynamodb')}`,
    'backup:DescribeBackupVault on BackupsVault.BackupVaultArn',
    'kms:CreateGrant, kms:Decrypt, kms:DescribeKey, kms:GenerateDataKey on KeysBackups where kms:ViaService is backup.amazonaws.com, backup.eu-west-2.amazonaws.com',
  ],
  Capture: [
    ...basics('Capture'),
    'dynamodb:PutItem, dynamodb:Query on CaseTable',
    'dynamodb:GetItem on DirectoryTable',
    readRecords,
  ],
  Read: [
    ...basics('Read'),
    'dynamodb:Query on CaseTable',
    'dynamodb:Query on CaseTable/index/casesOfPanel',
    'dynamodb:Query on CaseTable/index/notificationsByNotifier',
    'dynamodb:Query on CaseTable/index/panelQueue',
    'dynamodb:Query on CaseTable/index/panelQueueByStageAndExpectedness',
    'dynamodb:Query on CaseTable/index/panelRecommendations',
    'dynamodb:Query on CaseTable/index/panelRecommendationsByStatusAndLevel',
    'dynamodb:PutItem on CaseTable where dynamodb:LeadingKeys is CASE#*',
    readRecords,
  ],
  ReadAnonymised: [
    ...basics('ReadAnonymised'),
    'dynamodb:Query on CaseTable',
    'dynamodb:PutItem on CaseTable where dynamodb:LeadingKeys is CASE#*',
    readRecords,
  ],
  WorkCase: [
    ...basics('WorkCase'),
    'dynamodb:ConditionCheckItem, dynamodb:PutItem, dynamodb:Query on CaseTable',
    readRecords,
  ],
  Meetings: [...basics('Meetings'), 'dynamodb:PutItem, dynamodb:Query on CaseTable', readRecords],
  ReviewCase: [...basics('ReviewCase'), 'dynamodb:PutItem, dynamodb:Query on CaseTable', readRecords],
  Print: [
    ...basics('Print'),
    'dynamodb:Query on CaseTable',
    'dynamodb:PutItem on CaseTable where dynamodb:LeadingKeys is CASE#*',
    readRecords,
  ],
  RecordClock: [...basics('RecordClock'), 'dynamodb:PutItem, dynamodb:Query on CaseTable', readRecords],
  AgencyForm: [...basics('AgencyForm'), 'dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query on CaseTable', readRecords],
  Describe: basics('Describe'),
  Web: [
    ...basics('Web'),
    'dynamodb:DeleteItem, dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query on DraftTable',
    'dynamodb:GetItem on DirectoryTable',
    readRecords,
  ],
  TokenClaims: basics('TokenClaims'),
  Relay: [
    ...basics('Relay'),
    'dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator, dynamodb:ListStreams on CaseTable.StreamArn',
    readRecords,
    ...publish,
    ...sendTo('RelayDeadLetters'),
  ],
  Categorise: [
    ...basics('Categorise'),
    'dynamodb:PutItem, dynamodb:Query on CaseTable',
    readRecords,
    ...consume('CategoriseQueue'),
  ],
  Route: [...basics('Route'), 'dynamodb:PutItem, dynamodb:Query on CaseTable', readRecords, ...consume('RouteQueue')],
  Reconcile: [
    ...basics('Reconcile'),
    'dynamodb:Query on CaseTable/index/casesAwaiting',
    readRecords,
    ...publish,
    ...sendTo('ReconcileDeadLetters'),
  ],
  ChaseDeadlines: [
    ...basics('ChaseDeadlines'),
    'dynamodb:PutItem, dynamodb:Query on CaseTable',
    'dynamodb:Query on CaseTable/index/casesToChase',
    readRecords,
    ...sendTo('ChaseDeadLetters'),
  ],
  ChaseEveryFiveMinutes: ['lambda:InvokeFunction on ChaseDeadlinesFunction', ...sendTo('ChaseDeadLetters')],
  Alert: [
    ...basics('Alert'),
    'dynamodb:PutItem, dynamodb:Query on CaseTable',
    readRecords,
    ...publishTo('Alerts'),
    ...consume('AlertQueue'),
  ],
  // The whole table by key and reference alone; what its hashes stand for, case by case; and nothing else to write than hashes.
  RotateIdentityKey: [
    ...basics('RotateIdentityKey'),
    'dynamodb:Scan on CaseTable where dynamodb:Attributes is pk, sk, reference where dynamodb:Select is SPECIFIC_ATTRIBUTES',
    'dynamodb:Query on CaseTable where dynamodb:LeadingKeys is CASE#*',
    'dynamodb:ConditionCheckItem, dynamodb:DeleteItem, dynamodb:PutItem on CaseTable where dynamodb:LeadingKeys is IDENTITY#*, LIKENESS#*',
    'dynamodb:GetItem, dynamodb:PutItem on CaseTable where dynamodb:LeadingKeys is ROTATION',
    readRecords,
  ],
  Statistics: [
    ...basics('Statistics'),
    'dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query on StatisticsTable where dynamodb:LeadingKeys is RELEASES, RELEASE#*, LEDGER, PREVIEWS#*',
    readStatistics,
  ],
  PublishStatistics: [
    ...basics('PublishStatistics'),
    'dynamodb:Query on CaseTable/index/deathsNotifiedIn',
    'dynamodb:Query on CaseTable/index/reviewsCompletedIn',
    readRecords,
    'dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query on StatisticsTable',
    readStatistics,
    ...sendTo('PublishDeadLetters'),
  ],
  PublishEveryTenMinutes: ['lambda:InvokeFunction on PublishStatisticsFunction', ...sendTo('PublishDeadLetters')],
  ReconcileEveryMinute: ['lambda:InvokeFunction on ReconcileFunction', ...sendTo('ReconcileDeadLetters')],
}

describe('permissions', () => {
  it.each(Object.keys(expected))('of %s are these and no others', (name) => {
    expect(permissionsOf(name)).toEqual([...(expected[name] ?? [])].sort())
  })

  it('are listed here for every role', () => {
    expect(policies).toHaveLength(Object.keys(expected).length)
    const attached = resourcesOf('AWS::IAM::Role').map(({ Properties }) => said(Properties['ManagedPolicyArns']))
    expect(attached.sort()).toEqual(
      Object.keys(expected)
        .map((name) => `${name}Permissions`)
        .sort(),
    )
  })

  it('come to a role by no other way', () => {
    expect(resourcesOf('AWS::IAM::Policy')).toEqual([])
    for (const { Properties } of resourcesOf('AWS::IAM::Role')) {
      const parts = ['AssumeRolePolicyDocument', 'ManagedPolicyArns', 'PermissionsBoundary', 'Tags']
      expect(Object.keys(Properties).sort()).toEqual(parts)
    }
  })

  it('name every action and every resource', () => {
    const statements = policies.flatMap((policy) => policyOf(policy).Statement)
    for (const { Effect, Action, Resource } of statements) {
      expect(Effect).toBe('Allow')
      expect(list(Action).join()).not.toContain('*')
      expect(JSON.stringify(Resource)).not.toContain('*')
    }
  })

  it('let nothing be deleted or changed in place but drafts and hashes of a key of before: records are under legal hold', () => {
    const statements = policies.flatMap((policy) => policyOf(policy).Statement)
    const onRecords = statements.filter(({ Resource }) => !JSON.stringify(Resource).includes('DraftTable'))
    const isOfHashes = (statement: Statement) =>
      lines(statement).every((line) => line.endsWith('LeadingKeys is IDENTITY#*, LIKENESS#*'))
    const actions = onRecords.filter((statement) => !isOfHashes(statement)).flatMap(({ Action }) => list(Action))
    const onTables = [...new Set(actions.filter((action) => action.startsWith('dynamodb:')))]
    for (const action of onTables) expect(action).not.toMatch(/Delete|Update|BatchWrite|PartiQL|Export|Restore/)
    expect(onTables).toContain('dynamodb:PutItem')
  })

  it('to use a key hold through one service only', () => {
    const forKeys = policies
      .flatMap((policy) => policyOf(policy).Statement)
      .filter(({ Action }) => list(Action).some((action) => action.startsWith('kms:')))
    for (const { Condition } of forKeys) {
      const services = list(Condition?.['StringEquals']?.['kms:ViaService'])
      for (const service of services) expect(service).toMatch(/^[a-z]+(\.eu-west-2)?\.amazonaws\.com$/)
      expect(new Set(services.map((service) => said(service).split('.')[0])).size).toBe(1)
    }
  })
})
