import type { Assembly, Resource, Stack } from '../../../../../infra/local/assembly/assembly.ts'
import { Resolver } from '../../../../../infra/local/assembly/resolver.ts'

const aStack = (name: string, more: Partial<Stack> = {}): Stack => ({
  name,
  resources: [],
  outputs: {},
  parameterDefaults: {},
  conditions: {},
  assets: {},
  ...more,
})
const aResource = (stack: string, logicalId: string, condition?: string): Resource => ({
  stack,
  logicalId,
  type: 'AWS::SQS::Queue',
  path: `${stack}/${logicalId}`,
  properties: {},
  condition,
})

const queue = aResource('Stateful', 'Queue')
const wanted = aResource('Stateless', 'Wanted', 'InLondon')
const unwanted = aResource('Stateless', 'Unwanted', 'Elsewhere')
const assembly: Assembly = {
  directory: '',
  stacks: [
    aStack('Stateful', {
      resources: [queue],
      outputs: {
        QueueArn: {
          value: { 'Fn::GetAtt': ['Queue', 'Arn'] },
          exportName: { 'Fn::Join': [':', ['Stateful', 'QueueArn']] },
        },
      },
    }),
    aStack('Stateless', {
      resources: [wanted, unwanted],
      parameterDefaults: { Colour: 'blue', Missing: undefined },
      conditions: {
        InLondon: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-2'] },
        Elsewhere: { 'Fn::Not': [{ Condition: 'InLondon' }] },
        Both: { 'Fn::And': [{ Condition: 'InLondon' }, { Condition: 'Elsewhere' }] },
        Either: { 'Fn::Or': [{ Condition: 'InLondon' }, { Condition: 'Elsewhere' }] },
      },
    }),
  ],
}

const secrets: Record<string, string> = {
  'arn:aws:secretsmanager:eu-west-2:000000000000:secret:key': 'pepper',
  plain: '{"user":"somebody"}',
}
const resolver = new Resolver(assembly, {
  region: 'eu-west-2',
  account: '000000000000',
  secret: (id) => secrets[id] ?? `no secret ${id}`,
})
resolver.learn(queue, { ref: 'http://queue', attributes: { Arn: 'arn:queue' } })
resolver.learn(wanted, { ref: 'wanted', attributes: { 'Nested.Name': 'deep' } })
const resolve = (value: unknown) => resolver.resolve('Stateless', value)

describe('a template’s functions', () => {
  it.each<[string, unknown, unknown]>([
    ['Ref of a resource', { Ref: 'Wanted' }, 'wanted'],
    ['Ref of a parameter', { Ref: 'Colour' }, 'blue'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::StackName' }, 'Stateless'],
    ['Fn::GetAtt of a nested attribute', { 'Fn::GetAtt': ['Wanted', 'Nested.Name'] }, 'deep'],
    ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Wanted.Nested.Name' }, 'deep'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Colour' }, 1]] }, 'a-blue-1'],
    ['Fn::Sub', { 'Fn::Sub': '${AWS::Region} ${Wanted.Nested.Name} ${!Literal}' }, 'eu-west-2 deep ${Literal}'],
    ['Fn::Sub with variables', { 'Fn::Sub': ['${A}${Colour}', { A: { Ref: 'Wanted' } }] }, 'wantedblue'],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b'] }] }, 'b'],
    ['Fn::ImportValue', { 'Fn::ImportValue': 'Stateful:QueueArn' }, 'arn:queue'],
    ['Fn::GetStackOutput', { 'Fn::GetStackOutput': { StackName: 'Stateful', OutputName: 'QueueArn' } }, 'arn:queue'],
    ['Fn::If', { 'Fn::If': ['InLondon', 'here', 'there'] }, 'here'],
    ['Fn::If of a condition that joins others', { 'Fn::If': ['Both', 1, { 'Fn::If': ['Either', 2, 3] }] }, 2],
    [
      'AWS::NoValue',
      { kept: 1, gone: { Ref: 'AWS::NoValue' }, list: [{ Ref: 'AWS::NoValue' }, 2] },
      { kept: 1, list: [2] },
    ],
    [
      'a secret by its ARN, put together by Fn::Join',
      {
        'Fn::Join': [
          '',
          [
            '{{resolve:secretsmanager:',
            'arn:aws:secretsmanager:eu-west-2:000000000000:secret:key',
            ':SecretString:::}}',
          ],
        ],
      },
      'pepper',
    ],
    ['a key of a secret by name', '<{{resolve:secretsmanager:plain:SecretString:user::}}>', '<somebody>'],
  ])('%s', (_, expression, value) => {
    expect(resolve(expression)).toEqual(value)
  })

  it.each<[string, unknown, string]>([
    ['a function it does not know', { 'Fn::Cidr': [] }, 'does not know the function Fn::Cidr, used in stack Stateless'],
    ['a pseudo parameter it does not know', { Ref: 'AWS::NotificationARNs' }, 'AWS::NotificationARNs'],
    ['a parameter without a default', { Ref: 'Missing' }, 'Parameter Missing of stack Stateless has no default'],
    ['an attribute it does not give', { 'Fn::GetAtt': ['Wanted', 'Colour'] }, 'asks for Wanted.Colour'],
    ['a resource that does not run', { Ref: 'Unwanted' }, 'Unwanted (AWS::SQS::Queue) is used before it runs'],
    [
      'an export that nobody makes',
      { 'Fn::ImportValue': 'Nobody:Makes' },
      'No stack of the assembly exports Nobody:Makes',
    ],
    [
      'a reference to another store',
      '{{resolve:ssm:name}}',
      'does not know the dynamic reference {{resolve:ssm:name}}',
    ],
  ])('refuse %s', (_, expression, message) => {
    expect(() => resolve(expression)).toThrow(message)
  })

  it('decide which resources are wanted', () => {
    expect([queue, wanted, unwanted].map((each) => resolver.isWanted(each))).toEqual([true, true, false])
  })
})
