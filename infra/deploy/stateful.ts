/** Types of which one that is gone, or a new one in its place, is a loss. */
export const STATEFUL: ReadonlySet<string> = new Set([
  'AWS::Backup::BackupVault',
  'AWS::Cognito::UserPool',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
])

/** Types that hold nothing: they can be made again from the template. A test holds that every type in use stands in one of the lists. */
export const HOLDS_NOTHING: ReadonlySet<string> = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::Backup::BackupPlan',
  'AWS::Backup::BackupSelection',
  'AWS::CDK::Metadata',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::OriginRequestPolicy',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolResourceServer',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::S3::BucketPolicy',
  'AWS::Scheduler::Schedule',
  'AWS::WAFv2::WebACL',
])

/** Types that hold nothing and protect what does: gone, or with less in them, they are missed; another in their place is as good. */
export const PROTECTS: ReadonlySet<string> = new Set(['AWS::Backup::BackupPlan', 'AWS::Backup::BackupSelection'])

export interface Protection {
  readonly type: string
  readonly name: string
  readonly of: (properties: Readonly<Record<string, unknown>>) => unknown
  readonly isWeaker: (before: unknown, after: unknown) => boolean
}

/** What stands at the end of a path inside a property. */
const at =
  (...path: readonly (string | number)[]) =>
  (properties: Readonly<Record<string, unknown>>): unknown =>
    path.reduce<unknown>((inner, key) => (inner as Readonly<Record<string, unknown>> | undefined)?.[key], properties)

const isOff = (before: unknown, after: unknown) => before === true && after !== true
const isLess = (before: unknown, after: unknown) => Number(before) > Number(after ?? 0)
const isOther = (before: unknown, after: unknown) => JSON.stringify(before) !== JSON.stringify(after)
const isNew = (before: unknown, after: unknown) => after !== undefined && isOther(before, after)
const isNot = (value: string) => (before: unknown, after: unknown) => before === value && after !== value

/** Something of the list is no longer there. */
const isFewer = (before: unknown, after: unknown) => {
  const left = new Set(listed(after).map((one) => JSON.stringify(one)))
  return listed(before).some((one) => !left.has(JSON.stringify(one)))
}

/** A rule is gone, or keeps its copies for less long, or carries them to fewer places. */
const copiesLess = (before: unknown, after: unknown) =>
  rulesOf(before).some((was) => {
    const now = rulesOf(after).find(({ RuleName }) => RuleName === was.RuleName)
    return (
      now === undefined ||
      isLess(was.Lifecycle?.DeleteAfterDays, now.Lifecycle?.DeleteAfterDays) ||
      now.ScheduleExpression !== was.ScheduleExpression ||
      listed(now.CopyActions).length < listed(was.CopyActions).length
    )
  })

interface CopyRule {
  readonly RuleName?: string
  readonly ScheduleExpression?: unknown
  readonly Lifecycle?: { readonly DeleteAfterDays?: number }
  readonly CopyActions?: readonly unknown[]
}
const rulesOf = (rules: unknown) => listed(rules) as readonly CopyRule[]

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const regions = ({ Replicas }: Readonly<Record<string, unknown>>) =>
  (listed(Replicas) as readonly { readonly Region?: unknown }[]).map(({ Region }) => Region)

const TABLE = 'AWS::DynamoDB::GlobalTable'
const VAULT = 'AWS::Backup::BackupVault'

/** What keeps a resource from being lost while it stays. */
export const PROTECTIONS: readonly Protection[] = [
  { type: TABLE, name: 'Deletion protection', of: at('Replicas', 0, 'DeletionProtectionEnabled'), isWeaker: isOff },
  {
    type: TABLE,
    name: 'Point-in-time recovery',
    of: at('Replicas', 0, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled'),
    isWeaker: isOff,
  },
  {
    type: TABLE,
    name: 'Days of recovery',
    of: at('Replicas', 0, 'PointInTimeRecoverySpecification', 'RecoveryPeriodInDays'),
    isWeaker: isLess,
  },
  { type: TABLE, name: 'Where it lies', of: regions, isWeaker: isOther },
  { type: TABLE, name: 'The key', of: at('Replicas', 0, 'SSESpecification', 'KMSMasterKeyId'), isWeaker: isOther },
  { type: TABLE, name: 'The end of items', of: at('TimeToLiveSpecification', 'AttributeName'), isWeaker: isNew },
  { type: TABLE, name: 'The stream', of: at('StreamSpecification', 'StreamViewType'), isWeaker: isOther },
  { type: 'AWS::KMS::Key', name: 'Rotation', of: at('EnableKeyRotation'), isWeaker: isOff },
  { type: 'AWS::KMS::Key', name: 'Enabled', of: (key) => at('Enabled')(key) ?? true, isWeaker: isOff },
  { type: 'AWS::Logs::LogGroup', name: 'Days of logs', of: at('RetentionInDays'), isWeaker: isLess },
  { type: 'AWS::SQS::Queue', name: 'Seconds a message is kept', of: at('MessageRetentionPeriod'), isWeaker: isLess },
  { type: VAULT, name: 'The lock', of: at('LockConfiguration', 'MinRetentionDays'), isWeaker: isLess },
  { type: VAULT, name: 'Who may delete a copy', of: at('AccessPolicy'), isWeaker: isOther },
  { type: 'AWS::Backup::BackupPlan', name: 'Copies', of: at('BackupPlan', 'BackupPlanRule'), isWeaker: copiesLess },
  {
    type: 'AWS::Backup::BackupSelection',
    name: 'What is copied',
    of: at('BackupSelection', 'Resources'),
    isWeaker: isFewer,
  },
  { type: VAULT, name: 'The key', of: at('EncryptionKeyArn'), isWeaker: isOther },
  {
    type: 'AWS::Cognito::UserPool',
    name: 'Deletion protection',
    of: at('DeletionProtection'),
    isWeaker: isNot('ACTIVE'),
  },
  { type: 'AWS::Cognito::UserPool', name: 'Second factor', of: at('MfaConfiguration'), isWeaker: isNot('ON') },
  {
    type: 'AWS::SecretsManager::Secret',
    name: 'How the value is made',
    of: at('GenerateSecretString'),
    isWeaker: isOther,
  },
]
