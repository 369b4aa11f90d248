import { readFileSync } from 'node:fs'
import path from 'node:path'
import { resourcesOf, said, type Resource, type Value } from './assembly.ts'
import { guard } from './synthesise.ts'

interface Statement {
  readonly Effect: string
  readonly Action: string | readonly string[]
  readonly Resource: Value
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Value>>>>
}
const list = <T>(oneOrMore: T | readonly T[]) => (Array.isArray(oneOrMore) ? oneOrMore : [oneOrMore]) as readonly T[]

const template = JSON.parse(readFileSync(path.join(guard, 'Guard.template.json'), 'utf8')) as {
  Resources: Readonly<Record<string, Resource>>
}
const { Resources } = template
const statementsOf = (name: string) => {
  const policy = Object.values(Resources).find(
    ({ Properties }) => Properties['ManagedPolicyName'] === `cdr-prod-${name}`,
  )
  return (policy?.Properties['PolicyDocument'] as unknown as { Statement: Statement[] }).Statement
}
const actionsOf = (statements: readonly Statement[]) => statements.flatMap(({ Action }) => list(Action))

describe('the firewall before the pages', () => {
  const [acl, ...others] = Object.values(
    (JSON.parse(readFileSync(path.join(guard, 'Firewall.template.json'), 'utf8')) as typeof template).Resources,
  ).filter(({ Type }) => Type === 'AWS::WAFv2::WebACL')
  const rules = acl?.Properties['Rules'] as unknown as { Name: string; Action?: object; Statement: object }[]

  it('stops a flood from one address, and what AWS knows to be bad', () => {
    expect(others).toEqual([])
    expect(acl?.Properties['Scope']).toBe('CLOUDFRONT')
    expect(rules.map(({ Name }) => Name)).toEqual([
      'FromOneAddress',
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
    ])
    expect(rules[0]?.Action).toHaveProperty('Block')
    expect(rules[0]?.Statement).toHaveProperty('RateBasedStatement.AggregateKeyType', 'IP')
  })

  it('keeps no sample of any request: an address names a case', () => {
    expect(JSON.stringify(acl)).not.toContain('"SampledRequestsEnabled":true')
    expect(JSON.stringify(acl)).toContain('"SampledRequestsEnabled":false')
  })
})

describe('what administrators put in place', () => {
  it('goes in under their own credentials, as the roles of the bootstrap may do nothing', () => {
    const { artifacts } = JSON.parse(readFileSync(path.join(guard, 'manifest.json'), 'utf8')) as {
      artifacts: Readonly<Record<string, { type: string; properties?: object }>>
    }
    const stacks = Object.values(artifacts).filter(({ type }) => type === 'aws:cloudformation:stack')
    expect(stacks).toHaveLength(2)
    for (const { properties } of stacks) {
      expect(properties).not.toHaveProperty('assumeRoleArn')
      expect(properties).not.toHaveProperty('cloudFormationExecutionRoleArn')
      expect(properties).toHaveProperty('terminationProtection', true)
    }
  })
})

const asPolicy = (name: string) => `policy/cdr-prod-${name}`

/**
 * After the permissions that AWS's schemas of resource types name for making, changing and removing one (read on 1 December 2026 for every
 * type in use): those that are about something else than the resource, or about which no tag can be known.
 */
const BESIDES = [
  's3:GetObject',
  'ssm:GetParameters',
  'secretsmanager:GetRandomPassword',
  'secretsmanager:CreateSecret',
  'secretsmanager:TagResource',
  'kms:CreateKey',
  'kms:TagResource',
  'kms:CreateAlias',
  'kms:ListAliases',
  'cognito-idp:CreateUserPool',
  'cognito-idp:TagResource',
  'cognito-idp:DescribeUserPoolDomain',
  'backup:CreateBackupVault',
  'backup:CreateBackupPlan',
  'backup:TagResource',
  'backup-storage:MountCapsule',
  'apigateway:POST',
  'apigateway:PATCH',
  'apigateway:DELETE',
  'apigateway:GET',
  'apigateway:TagResource',
  'cloudfront:CreateDistribution',
  'cloudfront:CreateDistributionWithTags',
  'cloudfront:TagResource',
  'cloudfront:CreateFunction',
  'cloudfront:PublishFunction',
  'application-autoscaling:DescribeScalableTargets',
  'application-autoscaling:DescribeScalingPolicies',
  'lambda:CreateEventSourceMapping',
  'lambda:GetEventSourceMapping',
  'lambda:TagResource',
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'iam:CreateRole',
  'iam:TagRole',
  'iam:UntagRole',
  'iam:UpdateRole',
  'iam:AttachRolePolicy',
  'iam:DetachRolePolicy',
  'iam:DeleteRole',
  'iam:ListRolePolicies',
  'iam:ListAttachedRolePolicies',
  'iam:PassRole',
  'iam:CreatePolicy',
  'iam:CreatePolicyVersion',
  'iam:DeletePolicy',
  'iam:DeletePolicyVersion',
  'iam:GetPolicy',
  'iam:ListPolicyVersions',
  'iam:ListEntitiesForPolicy',
]

describe('the boundary of every role', () => {
  const atMost = actionsOf(statementsOf('boundary'))

  it('is on every role of the service', () => {
    for (const { Properties } of resourcesOf('AWS::IAM::Role'))
      expect(said(Properties['PermissionsBoundary'])).toBe('arn:aws:iam::AWS::AccountId:policy/cdr-prod-boundary')
  })

  it('allows each action that a role needs, by name, and nothing that makes rights', () => {
    const needed = resourcesOf('AWS::IAM::ManagedPolicy').flatMap(({ Properties }) =>
      actionsOf((Properties['PolicyDocument'] as unknown as { Statement: Statement[] }).Statement),
    )
    expect([...new Set(atMost)].sort()).toEqual([...new Set(needed)].sort())
    for (const action of atMost) expect(action).not.toMatch(/\*|^(iam|sts|cloudformation):/)
  })

  it('reaches what carries the name of the environment, and a key through a service only', () => {
    for (const { Resource, Condition } of statementsOf('boundary'))
      for (const resource of list(Resource).map(said))
        if (resource.includes(':kms:')) expect(Condition).toHaveProperty('StringLike.kms:ViaService')
        else expect(resource).toMatch(/cdr-prod/)
  })
})

describe('a deployment', () => {
  it('makes no role without the boundary, and hands roles to the services that need them only', () => {
    for (const statement of statementsOf('changes')) {
      const actions = list(statement.Action)
      if (actions.some((action) => /^iam:(Create|Put|Attach).*Role/.test(action)))
        expect(said(statement.Condition?.['StringEquals']?.['iam:PermissionsBoundary'])).toBe('Boundary')
      if (actions.includes('iam:PassRole'))
        expect(statement.Condition?.['StringEquals']?.['iam:PassedToService']).toEqual([
          'lambda.amazonaws.com',
          'scheduler.amazonaws.com',
          'backup.amazonaws.com',
        ])
      for (const action of actions) expect(action).not.toBe('*')
    }
  })

  it('changes only what carries the environment’s name or tag, but for what AWS names by nothing', () => {
    const unnamed = statementsOf('changes').filter(
      ({ Resource, Condition }) => list(Resource).map(said).includes('*') && !Condition,
    )
    const written = actionsOf(unnamed).filter((action) => /Create|Delete|Put|Update|Tag|\*/.test(action))
    // An API's log is carried to its group so, and these know no resource.
    expect(written.filter((action) => !/^logs:(\w+LogDelivery|PutResourcePolicy)$/.test(action))).toEqual([])
  })

  it('cannot reach its own limits, whatever it is asked to change', () => {
    const own = ['role/cdr-prod-cloudformation', ...['boundary', 'changes', 'kept', 'deployer'].map(asPolicy)]
    const reached = statementsOf('changes')
      .filter(({ Action }) => list(Action).some((action) => action.startsWith('iam:')))
      .flatMap(({ Resource }) => list(Resource).map(said))
    expect(reached.length).toBeGreaterThan(3)
    for (const resource of reached) expect(resource).toMatch(/(role|policy)\/cdr-prod-state\*$/)
    for (const one of own) expect(one).not.toMatch(/(role|policy)\/cdr-prod-state/)
    expect(actionsOf(statementsOf('kept'))).toContain('iam:DeleteRolePermissionsBoundary')
  })

  it('may do what CloudFormation asks for besides the resource itself, and what no tag can allow', () => {
    const untagged = statementsOf('changes').filter(
      ({ Condition }) => !JSON.stringify(Condition ?? {}).includes('ResourceTag'),
    )
    const allowed = actionsOf(untagged)
    const matches = (wanted: string) =>
      allowed.some((action) => new RegExp(`^${action.replaceAll('*', '.*')}$`).test(wanted))
    expect(BESIDES.filter((action) => !matches(action))).toEqual([])
  })

  it('reads bundles and templates where the bootstrap keeps them, and no other bucket', () => {
    for (const name of ['changes', 'deployer']) {
      const onBuckets = statementsOf(name).filter(({ Action }) => list(Action).some((one) => one.startsWith('s3:')))
      expect(onBuckets.map(({ Action, Resource }) => `${said(Action as Value)} on ${said(Resource)}`)).toEqual([
        's3:GetObject on arn:aws:s3:::cdk-*-assets-AWS::AccountId-*/*',
      ])
    }
  })

  it('is bounded by policies that IAM takes: 6,144 characters at most', () => {
    for (const { Properties } of [...Object.values(Resources), ...resourcesOf('AWS::IAM::ManagedPolicy')])
      if (Properties['PolicyDocument']) expect(JSON.stringify(Properties['PolicyDocument']).length).toBeLessThan(6144)
  })

  it('deletes no table, key, secret, backup or person’s account, and reads no record, whatever a template says', () => {
    const [never] = statementsOf('kept')
    expect([never?.Effect, said(never?.Resource)]).toEqual(['Deny', '*'])
    for (const action of [
      ...['backup:DeleteBackupVault', 'backup:DeleteRecoveryPoint', 'backup:DeleteBackupVaultLockConfiguration'],
      ...['cognito-idp:DeleteUserPool', 'dynamodb:DeleteTable', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan'],
      ...['dynamodb:BatchGetItem', 'dynamodb:PartiQLSelect', 'dynamodb:ExportTableToPointInTime'],
      ...['lambda:CreateFunctionUrlConfig', 'lambda:InvokeFunction'],
      ...['kms:DisableKey', 'kms:ScheduleKeyDeletion', 'secretsmanager:DeleteSecret'],
    ])
      expect(never?.Action).toContain(action)
  })

  it('is begun by whoever may prepare and execute change sets of this environment, and little else', () => {
    const actions = actionsOf(statementsOf('deployer'))
    expect(actions.filter((action) => !action.startsWith('cloudformation:')).sort()).toEqual([
      'cloudwatch:DescribeAlarms',
      'iam:PassRole',
      'lambda:InvokeFunction',
      's3:GetObject',
      'sts:AssumeRole',
    ])
    expect(actions).not.toContain('cloudformation:DeleteStack')
  })
})
