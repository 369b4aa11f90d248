export interface Resource {
  readonly Type: string
  readonly Properties?: Readonly<Record<string, unknown>>
}
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>>
}

export interface Node {
  readonly name: string
  readonly kind: 'api' | 'function' | 'people' | 'queue' | 'schedule' | 'secret' | 'table' | 'topic'
}
export interface Edge {
  readonly from: string
  readonly to: string
  readonly what: string
}
export interface Flow {
  readonly nodes: readonly Node[]
  readonly edges: readonly Edge[]
}

const KINDS: Readonly<Record<string, Node['kind']>> = {
  'AWS::ApiGatewayV2::Api': 'api',
  'AWS::Cognito::UserPool': 'people',
  'AWS::DynamoDB::GlobalTable': 'table',
  'AWS::Lambda::Function': 'function',
  'AWS::SNS::Topic': 'topic',
  'AWS::SQS::Queue': 'queue',
  'AWS::Scheduler::Schedule': 'schedule',
  'AWS::SecretsManager::Secret': 'secret',
}

/** What an action does, from where its role stands; what a trigger does instead is drawn from the trigger. */
const DEEDS: Readonly<Record<string, string>> = {
  'dynamodb:DeleteItem': 'writes',
  'dynamodb:GetItem': 'reads',
  'dynamodb:PutItem': 'writes',
  'dynamodb:Query': 'reads',
  'sns:Publish': 'tells',
  'sqs:SendMessage': 'sets aside in',
}

/** Everything that holds or moves something, and what the template lets go from where to where. */
export function flowOf(templates: readonly Template[]): Flow {
  const all = templates.flatMap(({ Resources }) => Object.entries(Resources))
  const kinds = new Map(all.flatMap(([id, { Type }]) => (KINDS[Type] ? [[id, KINDS[Type]] as const] : [])))
  const named = namesIn(templates, kinds)
  const edges = all.flatMap(([id, { Type, Properties = {} }]) => edgesOf(id, Type, Properties, named))
  return {
    nodes: [...new Map([...kinds].map(([id, kind]) => [nameOf(id), kind]))]
      .map(([name, kind]) => ({ name, kind }))
      .sort((a, b) => a.name.localeCompare(b.name)),
    edges: distinct(edges),
  }
}

type Named = (value: unknown) => string[]

function edgesOf(id: string, type: string, properties: Readonly<Record<string, unknown>>, named: Named): Edge[] {
  const between = (from: unknown, to: unknown, what: string) =>
    named(from).flatMap((one) => named(to).map((other) => ({ from: one, to: other, what })))
  switch (type) {
    case 'AWS::IAM::ManagedPolicy':
      return granted(nameOf(id).replace(/Permissions$/, ''), properties['PolicyDocument'], named)
    case 'AWS::Lambda::EventSourceMapping':
      return between(properties['EventSourceArn'], properties['FunctionName'], 'feeds')
    case 'AWS::SNS::Subscription':
      return between(properties['TopicArn'], properties['Endpoint'], 'tells')
    case 'AWS::Scheduler::Schedule':
      return named((properties['Target'] as { Arn?: unknown } | undefined)?.Arn).map((to) => ({
        ...{ from: nameOf(id), to, what: 'runs' },
      }))
    case 'AWS::ApiGatewayV2::Integration':
      return between(properties['ApiId'], properties['IntegrationUri'], 'asks')
    case 'AWS::Cognito::UserPool':
      return named(properties['LambdaConfig']).map((to) => ({ from: nameOf(id), to, what: 'asks' }))
    case 'AWS::Lambda::Function':
      return named((properties['Environment'] as { Variables?: unknown } | undefined)?.Variables)
        .filter((name) => /Key$|Secret$/.test(name))
        .map((from) => ({ from, to: nameOf(id), what: 'is set in' }))
    default:
      return []
  }
}

interface Statement {
  readonly Action: string | readonly string[]
  readonly Resource: unknown
}

function granted(role: string, document: unknown, named: Named): Edge[] {
  const { Statement = [] } = (document ?? {}) as { Statement?: readonly Statement[] }
  // A schedule's own role runs and sets aside: its trigger is drawn already.
  if (/^(Reconcile|Chase|Publish)Every/.test(role)) return []
  return Statement.flatMap(({ Action, Resource }) => {
    const deeds = new Set([Action].flat().flatMap((action) => DEEDS[action] ?? []))
    return [Resource].flat().flatMap((resource: unknown) => {
      const how = JSON.stringify(resource).includes('/index/') ? ' an index of' : ''
      return named(resource).flatMap((to) =>
        [...deeds].map((deed) => ({ from: `${role}Function`, to, what: deed + how })),
      )
    })
  })
}

/** Names of what a value refers to, from stack to stack, of the kinds that are drawn. */
function namesIn(templates: readonly Template[], kinds: ReadonlyMap<string, unknown>): Named {
  const exported = new Map(
    templates
      .flatMap(({ Outputs = {} }) => Object.values(Outputs))
      .flatMap(({ Export, Value }) => (Export ? [[JSON.stringify(Export.Name), Value] as const] : [])),
  )
  const idsIn = (value: unknown): string[] => {
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
      if (key === 'Ref') return [String(inner)]
      if (key === 'Fn::GetAtt') return [String((inner as readonly unknown[])[0])]
      if (key === 'Fn::ImportValue') return idsIn(exported.get(JSON.stringify(inner)))
      return idsIn(inner)
    })
  }
  return (value) => [
    ...new Set(
      idsIn(value)
        .filter((id) => kinds.has(id))
        .map(nameOf),
    ),
  ]
}

/** A logical id without the hash at its end; for identity keys, of which a rotation brings another, their one name. */
const nameOf = (logicalId: string) => logicalId.replace(/[0-9A-F]{8}$/, '').replace(/^IdentityKey\d+$/, 'IdentityKey')

const distinct = (edges: readonly Edge[]) =>
  [...new Map(edges.map((edge) => [`${edge.from} ${edge.what} ${edge.to}`, edge])).entries()]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([, edge]) => edge)
