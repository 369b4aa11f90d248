import { Stack, type StackProps } from 'aws-cdk-lib'
import { Effect, ManagedPolicy, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { type Environment, prefixOf } from '../config.ts'
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
      [...mayAtMost(prefix)],
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
function mayAtMost(prefix: string): PolicyStatement[] {
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
  ]
}

/** Whatever the template declares, by its name where AWS lets one name it, by its tag where not. */
function changes({ account }: Stack, prefix: string, boundary: ManagedPolicy): PolicyStatement[] {
  const ours = (service: string, resource: string) => `arn:aws:${service}:*:${account}:${resource}${prefix}-*`
  const tagged = { StringEquals: { 'aws:ResourceTag/environment': prefix.slice('cdr-'.length) } }
  const asked = { StringEquals: { 'aws:RequestTag/environment': prefix.slice('cdr-'.length) } }
  // Not the role that it works under itself.
  const role = [`arn:aws:iam::${account}:role/${prefix}-state*`]
  return [
    allow(['dynamodb:*'], [ours('dynamodb', 'table/')]),
    allow(['sqs:*'], [ours('sqs', '')]),
    allow(['sns:*'], [ours('sns', '')]),
    allow(['lambda:*'], [ours('lambda', 'function:')]),
    allow(['lambda:*EventSourceMapping*', 'lambda:TagResource', 'lambda:UntagResource'], ['*']),
    allow(['logs:*'], [`arn:aws:logs:*:${account}:log-group:/${prefix}/*`]),
    allow(['cloudwatch:*'], [ours('cloudwatch', 'alarm:'), `arn:aws:cloudwatch::${account}:dashboard/${prefix}-*`]),
    allow(['scheduler:*'], [ours('scheduler', 'schedule/default/')]),
    allow(['backup:*', 'backup-storage:MountCapsule'], ['*'], tagged),
    allow(['kms:*', 'secretsmanager:*', 'cognito-idp:*', 'apigateway:*', 'wafv2:*', 'cloudfront:*'], ['*'], tagged),
    allow(
      ['kms:CreateKey', 'kms:TagResource', 'secretsmanager:CreateSecret', 'cognito-idp:CreateUserPool'],
      ['*'],
      asked,
    ),
    allow(['apigateway:POST', 'wafv2:CreateWebACL', 'cloudfront:CreateDistributionWithTags'], ['*'], asked),
    allow(['kms:CreateAlias', 'kms:UpdateAlias', 'kms:DeleteAlias'], [ours('kms', 'alias/')]),
    allow(
      ['logs:CreateLogDelivery', 'logs:DescribeLogGroups', 'ssm:GetParameters', 'lambda:GetEventSourceMapping'],
      ['*'],
    ),
    // A role is made within the boundary or not at all, and loses it never.
    allow(['iam:CreateRole', 'iam:PutRolePermissionsBoundary', 'iam:AttachRolePolicy'], role, {
      StringEquals: { 'iam:PermissionsBoundary': boundary.managedPolicyArn },
    }),
    allow(['iam:DeleteRole', 'iam:DetachRolePolicy', 'iam:GetRole', 'iam:TagRole', 'iam:UpdateAssumeRolePolicy'], role),
    allow(
      ['iam:CreatePolicy', 'iam:CreatePolicyVersion', 'iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:GetPolicy*'],
      [`arn:aws:iam::${account}:policy/${prefix}-state*`],
    ),
    allow(['iam:PassRole'], role, {
      StringEquals: {
        'iam:PassedToService': ['lambda.amazonaws.com', 'scheduler.amazonaws.com', 'backup.amazonaws.com'],
      },
    }),
  ]
}

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
      'dynamodb:DeleteItem',
      'dynamodb:DeleteTable',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:Scan',
      'iam:DeleteRolePermissionsBoundary',
      'kms:DisableKey',
      'kms:ScheduleKeyDeletion',
      'secretsmanager:DeleteSecret',
    ],
    resources: ['*'],
  }),
]

/** Prepares, looks at and executes change sets of this environment, publishes bundles, wakes functions; no more. */
const deploying = ({ account }: Stack, prefix: string, cloudFormation: Role): PolicyStatement[] => [
  allow(
    [
      ...['CreateChangeSet', 'DeleteChangeSet', 'DescribeChangeSet', 'ExecuteChangeSet'],
      ...['DescribeStackEvents', 'DescribeStacks', 'GetTemplate', 'UpdateTerminationProtection'],
    ].map((action) => `cloudformation:${action}`),
    [`arn:aws:cloudformation:*:${account}:stack/${prefix}-state*/*`],
  ),
  allow(['iam:PassRole'], [cloudFormation.roleArn], {
    StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
  }),
  // Made by `cdk bootstrap`: may write bundles and templates to its bucket.
  allow(['sts:AssumeRole'], [`arn:aws:iam::${account}:role/cdk-*-file-publishing-role-${account}-*`]),
  allow(['cloudwatch:DescribeAlarms'], ['*']),
  allow(['lambda:InvokeFunction'], [`arn:aws:lambda:*:${account}:function:${prefix}-*`]),
]
