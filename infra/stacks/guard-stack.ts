import { Stack, type StackProps } from 'aws-cdk-lib'
import { Effect, ManagedPolicy, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { type Environment, prefixOf } from '../config.ts'
import { throughBackup } from '../constructs/backups.ts'
import { allow } from '../constructs/permissions.ts'

export interface GuardStackProps extends StackProps {
  readonly environment: Environment
}

/** Name of the boundary that no role of the service can do without. */
export const boundaryName = (environment: Environment) => `${prefixOf(environment)}-boundary`

/**
 * What deployments may do at most, put in place once by the account's administrators and changed by nobody else: the boundary of every
 * role of the service, the role under which CloudFormation works, and the rights of whoever deploys.
 */
export class GuardStack extends Stack {
  constructor(scope: Construct, id: string, { environment, ...props }: GuardStackProps) {
    super(scope, id, { ...props, terminationProtection: true })
    const prefix = prefixOf(environment)
    const boundary = this.policy(
      'Boundary',
      boundaryName(environment),
      'The most that any role of the service may do',
      [...mayAtMost(prefix, environment)],
    )
    const cloudFormation = new Role(this, 'CloudFormation', {
      roleName: `${prefix}-cloudformation`,
      description: `Under which CloudFormation changes ${prefix}, and nothing else`,
      assumedBy: new ServicePrincipal('cloudformation.amazonaws.com'),
      managedPolicies: [
        this.policy(
          'Changes',
          `${prefix}-changes`,
          `What a deployment of ${prefix} may change`,
          changes(this, prefix, boundary),
        ),
        this.policy('Kept', `${prefix}-kept`, `What no deployment of ${prefix} may do`, NEVER),
      ],
    })
    this.policy(
      'Deployer',
      `${prefix}-deployer`,
      `For whoever deploys ${prefix}`,
      deploying(this, prefix, cloudFormation),
    )
  }

  private policy(id: string, managedPolicyName: string, description: string, statements: PolicyStatement[]) {
    const document = new PolicyDocument({ statements })
    return new ManagedPolicy(this, id, { managedPolicyName, description, document })
  }
}

/** What the functions and schedules do, all taken together, on what carries the environment's name or lies under its keys. */
function mayAtMost(prefix: string, { backups: { copyTo } }: Environment): PolicyStatement[] {
  const ofOurs = (service: string, resource: string) => `arn:aws:${service}:*:*:${resource}${prefix}-*`
  return [
    allow(
      [
        ...['ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan'].map(
          (action) => `dynamodb:${action}`,
        ),
        ...['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((action) => `dynamodb:${action}`),
      ],
      [ofOurs('dynamodb', 'table/')],
    ),
    allow(
      ['DescribeTable', 'ListTagsOfResource', 'StartAwsBackupJob'].map((action) => `dynamodb:${action}`),
      [ofOurs('dynamodb', 'table/')],
    ),
    allow(['backup:DescribeBackupVault'], [ofOurs('backup', 'backup-vault:')]),
    ...(copyTo === undefined
      ? []
      : [
          allow(['backup:CopyFromBackupVault'], [ofOurs('backup', 'backup-vault:')]),
          allow(['backup:CopyIntoBackupVault'], [copyTo]),
        ]),
    allow(
      ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:SendMessage'],
      [ofOurs('sqs', '')],
    ),
    allow(['sns:Publish'], [ofOurs('sns', '')]),
    allow(['lambda:InvokeFunction'], [ofOurs('lambda', 'function:')]),
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [`arn:aws:logs:*:*:log-group:/${prefix}/*`]),
    // Through a service and never by itself: a role cannot open what it was not handed.
    allow(['kms:Decrypt', 'kms:GenerateDataKey'], ['arn:aws:kms:*:*:key/*'], {
      StringLike: {
        'kms:ViaService': ['dynamodb.*', 'lambda.*', 'sns.*', 'sqs.*'].map((each) => `${each}.amazonaws.com`),
      },
    }),
    allow(['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'], ['arn:aws:kms:*:*:key/*'], {
      StringLike: { 'kms:ViaService': throughBackup('*') },
    }),
  ]
}

/** Whatever the template declares, by its name where AWS lets one name it, by its tag where not. */
function changes({ account }: Stack, prefix: string, boundary: ManagedPolicy): PolicyStatement[] {
  const ours = (service: string, resource: string) => `arn:aws:${service}:*:${account}:${resource}${prefix}-*`
  const tagged = { StringEquals: { 'aws:ResourceTag/environment': prefix.slice('cdr-'.length) } }
  const asked = { StringEquals: { 'aws:RequestTag/environment': prefix.slice('cdr-'.length) } }
  // What hangs on an API carries no tag of its own, and the number of the API is not known before.
  const onApis = ['authorizers', 'integrations', 'routes', 'stages'].flatMap((part) =>
    [`/apis/*/${part}`, `/apis/*/${part}/*`].map((path) => `arn:aws:apigateway:*::${path}`),
  )
  // Not the role that it works under itself.
  const role = [`arn:aws:iam::${account}:role/${prefix}-state*`]
  return [
    allow(['dynamodb:*'], [ours('dynamodb', 'table/')]),
    allow(['sqs:*'], [ours('sqs', '')]),
    allow(['sns:*'], [ours('sns', '')]),
    allow(['lambda:*'], [ours('lambda', 'function:')]),
    allow(
      ['lambda:CreateEventSourceMapping', 'lambda:DeleteEventSourceMapping', 'lambda:UpdateEventSourceMapping'],
      ['*'],
      {
        ArnLike: { 'lambda:FunctionArn': ours('lambda', 'function:') },
      },
    ),
    allow(
      ['lambda:ListTags', 'lambda:TagResource', 'lambda:UntagResource'],
      [`arn:aws:lambda:*:${account}:event-source-mapping:*`],
    ),
    allow(['logs:*'], [`arn:aws:logs:*:${account}:log-group:/${prefix}/*`]),
    allow(['cloudwatch:*'], [ours('cloudwatch', 'alarm:'), `arn:aws:cloudwatch::${account}:dashboard/${prefix}-*`]),
    allow(['scheduler:*'], [ours('scheduler', 'schedule/default/')]),
    allow(
      ['backup:*', 'kms:*', 'secretsmanager:*', 'cognito-idp:*', 'apigateway:*', 'wafv2:*', 'cloudfront:*'],
      ['*'],
      tagged,
    ),
    allow(
      ['kms:CreateKey', 'kms:TagResource', 'secretsmanager:CreateSecret', 'cognito-idp:CreateUserPool'],
      ['*'],
      asked,
    ),
    allow(['backup:CreateBackupVault', 'backup:CreateBackupPlan', 'backup:TagResource'], ['*'], asked),
    allow(
      ['apigateway:POST', 'apigateway:TagResource', 'cognito-idp:TagResource', 'secretsmanager:TagResource'],
      ['*'],
      asked,
    ),
    allow(
      ['cloudfront:CreateDistribution', 'cloudfront:CreateDistributionWithTags', 'cloudfront:TagResource'],
      ['*'],
      asked,
    ),
    allow(['apigateway:DELETE', 'apigateway:GET', 'apigateway:PATCH', 'apigateway:POST', 'apigateway:PUT'], onApis),
    allow(['cloudfront:*'], [`arn:aws:cloudfront::${account}:function/${prefix}-*`]),
    allow(['s3:GetObject'], [bundlesOf(account)]),
    allow(['ssm:GetParameters'], [`arn:aws:ssm:*:${account}:parameter/cdk-bootstrap/*`]),
    allow(['kms:CreateAlias', 'kms:UpdateAlias', 'kms:DeleteAlias'], [ours('kms', 'alias/')]),
    allow(
      // AWS knows no resource for these: reading what is there, making a password, what a vault under a key of ours is made with, and
      // carrying the log of an API to its group.
      [
        'application-autoscaling:DescribeScalableTargets',
        'application-autoscaling:DescribeScalingPolicies',
        'backup-storage:MountCapsule',
        'cognito-idp:DescribeUserPoolDomain',
        'kms:ListAliases',
        'lambda:GetEventSourceMapping',
        'logs:DescribeLogGroups',
        'secretsmanager:GetRandomPassword',
        ...LOG_DELIVERY,
      ],
      ['*'],
    ),
    // A role is made within the boundary or not at all, and loses it never.
    allow(['iam:CreateRole', 'iam:PutRolePermissionsBoundary', 'iam:AttachRolePolicy'], role, {
      StringEquals: { 'iam:PermissionsBoundary': boundary.managedPolicyArn },
    }),
    allow(
      [
        ...['DeleteRole', 'DetachRolePolicy', 'GetRole', 'ListAttachedRolePolicies', 'ListRolePolicies'],
        ...['TagRole', 'UntagRole', 'UpdateAssumeRolePolicy', 'UpdateRole', 'UpdateRoleDescription'],
      ].map((action) => `iam:${action}`),
      role,
    ),
    allow(
      [
        ...[
          'CreatePolicy',
          'CreatePolicyVersion',
          'DeletePolicy',
          'DeletePolicyVersion',
          'GetPolicy',
          'GetPolicyVersion',
        ],
        ...['ListEntitiesForPolicy', 'ListPolicyVersions'],
      ].map((action) => `iam:${action}`),
      [`arn:aws:iam::${account}:policy/${prefix}-state*`],
    ),
    allow(['iam:PassRole'], role, {
      StringEquals: {
        'iam:PassedToService': ['lambda.amazonaws.com', 'scheduler.amazonaws.com', 'backup.amazonaws.com'],
      },
    }),
  ]
}

/** Where `cdk bootstrap` keeps bundles and templates: a function's code and a stack's template are read from there. */
const bundlesOf = (account: string) => `arn:aws:s3:::cdk-*-assets-${account}-*/*`

const LOG_DELIVERY = [
  ...['CreateLogDelivery', 'DeleteLogDelivery', 'GetLogDelivery', 'ListLogDeliveries', 'UpdateLogDelivery'],
  ...['DescribeResourcePolicies', 'PutResourcePolicy'],
].map((action) => `logs:${action}`)

/**
 * The last lock, behind termination and deletion protection and the gate: whatever a template says, the record, its keys and its
 * backups are not deleted by a deployment. Everything that holds something is kept by its policy, so that no deployment needs to.
 */
const NEVER = [
  new PolicyStatement({
    effect: Effect.DENY,
    actions: [
      'backup:DeleteBackupVault',
      'backup:DeleteRecoveryPoint',
      'backup:DeleteBackupVaultLockConfiguration',
      'cognito-idp:DeleteUserPool',
      'dynamodb:DeleteBackup',
      'dynamodb:DeleteTable',
      // Every way to an item, to a copy of the table, and to letting somebody else at either.
      ...['BatchGetItem', 'GetItem', 'GetRecords', 'PartiQLSelect', 'Query', 'Scan', 'ExportTableToPointInTime'],
      ...['BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem', 'PartiQLDelete', 'PartiQLInsert', 'PartiQLUpdate'],
      ...['RestoreTableFromAwsBackup', 'RestoreTableFromBackup', 'RestoreTableToPointInTime', 'PutResourcePolicy'],
      ...['CreateTableReplica', 'EnableKinesisStreamingDestination'],
      'iam:DeleteRolePermissionsBoundary',
      'kms:DisableKey',
      'kms:ScheduleKeyDeletion',
      // No address of a function, and no call: the API is the way in.
      ...['lambda:CreateFunctionUrlConfig', 'lambda:UpdateFunctionUrlConfig', 'lambda:InvokeFunction'],
      'secretsmanager:DeleteSecret',
    ].map((action) => (action.includes(':') ? action : `dynamodb:${action}`)),
    resources: ['*'],
  }),
]

/** Prepares, looks at and executes change sets of this environment, publishes bundles, wakes functions; no more. */
const deploying = ({ account }: Stack, prefix: string, cloudFormation: Role): PolicyStatement[] => [
  allow(
    [
      ...['CreateChangeSet', 'DeleteChangeSet', 'DescribeChangeSet', 'ExecuteChangeSet'],
      ...['DescribeStackEvents', 'DescribeStacks', 'GetTemplate', 'TagResource', 'UpdateTerminationProtection'],
    ].map((action) => `cloudformation:${action}`),
    [`arn:aws:cloudformation:*:${account}:stack/${prefix}-state*/*`],
  ),
  allow(['iam:PassRole'], [cloudFormation.roleArn], {
    StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
  }),
  // CloudFormation reads a template as whoever hands it over.
  allow(['s3:GetObject'], [bundlesOf(account)]),
  // Made by `cdk bootstrap`: may write bundles and templates to its bucket.
  allow(['sts:AssumeRole'], [`arn:aws:iam::${account}:role/cdk-*-file-publishing-role-${account}-*`]),
  allow(['cloudwatch:DescribeAlarms'], ['*']),
  allow(['lambda:InvokeFunction'], [`arn:aws:lambda:*:${account}:function:${prefix}-*`]),
]
