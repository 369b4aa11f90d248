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
        expect(statement.Condition?.['StringEquals']?.['iam:PassedToService']).not.toContain('ec2.amazonaws.com')
      for (const action of actions) expect(action).not.toBe('*')
    }
  })

  it('changes only what carries the environment’s name or tag, but for what AWS names by nothing', () => {
    const unnamed = statementsOf('changes').filter(
      ({ Resource, Condition }) => list(Resource).map(said).includes('*') && !Condition,
    )
    expect(actionsOf(unnamed).filter((action) => /Create(?!LogDelivery)|Delete|Put/.test(action))).toEqual([])
  })

  it('deletes no table, key, secret, backup or person’s account, and reads no record, whatever a template says', () => {
    const [never] = statementsOf('kept')
    expect([never?.Effect, said(never?.Resource)]).toEqual(['Deny', '*'])
    for (const action of ['dynamodb:DeleteTable', 'dynamodb:GetItem', 'dynamodb:Scan', 'kms:ScheduleKeyDeletion'])
      expect(never?.Action).toContain(action)
  })

  it('is begun by whoever may prepare and execute change sets of this environment, and little else', () => {
    const actions = actionsOf(statementsOf('deployer'))
    expect(actions.filter((action) => !action.startsWith('cloudformation:')).sort()).toEqual([
      'cloudwatch:DescribeAlarms',
      'iam:PassRole',
      'lambda:InvokeFunction',
      'sts:AssumeRole',
    ])
    expect(actions).not.toContain('cloudformation:DeleteStack')
  })
})
