import type { Assembly, Resource } from '../assembly/assembly.ts'
import type { Resolver } from '../assembly/resolver.ts'

/** What the local cloud runs. */
export const RUN_TYPES = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolResourceServer',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::Scheduler::Schedule',
  'AWS::SecretsManager::Secret',
] as const
export type RunType = (typeof RUN_TYPES)[number]

const NO_PERMISSIONS = 'nothing asks for permission here'
const NO_COPIES = 'a laptop is no place for copies of itself; the drill copies tables instead'
const NO_WATCH = 'nobody is called out at night for a laptop'

/** What a template needs in AWS and this machine does not, each with the reason. */
const NEEDED_IN_AWS_ONLY: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Deployment': 'routes are served as soon as they are read',
  'AWS::Backup::BackupPlan': NO_COPIES,
  'AWS::Backup::BackupSelection': NO_COPIES,
  'AWS::Backup::BackupVault': NO_COPIES,
  'AWS::CDK::Metadata': 'tells AWS which constructs are used',
  'AWS::CloudFront::Distribution': 'browsers ask the API itself, which serves the same pages and assets',
  'AWS::CloudFront::Function': 'it serves the distribution',
  'AWS::CloudWatch::Alarm': NO_WATCH,
  'AWS::CloudWatch::Dashboard': NO_WATCH,
  'AWS::Cognito::UserPoolDomain': 'the local provider has its own address',
  'AWS::Cognito::UserPoolGroup': 'roles travel in the token, not in groups',
  'AWS::IAM::ManagedPolicy': NO_PERMISSIONS,
  'AWS::IAM::Policy': NO_PERMISSIONS,
  'AWS::IAM::Role': NO_PERMISSIONS,
  'AWS::KMS::Alias': 'the local engines encrypt nothing',
  'AWS::KMS::Key': 'the local engines encrypt nothing',
  'AWS::Lambda::Permission': NO_PERMISSIONS,
  'AWS::Logs::LogGroup': 'each function writes a file of its own',
  'AWS::Logs::MetricFilter': NO_WATCH,
  'AWS::Logs::QueryDefinition': NO_WATCH,
  'AWS::SNS::TopicPolicy': NO_PERMISSIONS,
  'AWS::SQS::QueuePolicy': NO_PERMISSIONS,
  'AWS::Scheduler::ScheduleGroup': 'schedules are found by name',
  'AWS::SecretsManager::ResourcePolicy': NO_PERMISSIONS,
}

/** Resources of the types that are run, in the order of the template. */
export type ResourcesByType = Readonly<Record<RunType, readonly Resource[]>>

const isRunType = (type: string): type is RunType => (RUN_TYPES as readonly string[]).includes(type)

/**
 * Sorts the assembly's resources by type, and teaches the resolver names for those that exist in AWS only.
 * @throws Error that names the first resource whose type is neither run nor known to be needed in AWS only.
 */
export function sortByType(assembly: Assembly, resolver: Resolver): ResourcesByType {
  const byType = Object.fromEntries(RUN_TYPES.map((type) => [type, [] as Resource[]])) as Record<RunType, Resource[]>
  const resources = assembly.stacks.flatMap((stack) => stack.resources).filter((each) => resolver.isWanted(each))
  for (const resource of resources) {
    const { type, logicalId, stack } = resource
    if (isRunType(type)) byType[type].push(resource)
    else if (type in NEEDED_IN_AWS_ONLY) resolver.learn(resource, absent(resource))
    else
      throw new Error(
        `The local cloud does not know the resource type ${type}, of ${logicalId} in stack ${stack}: it has to learn to run it, or why it may leave it out (infra/local/resources/catalogue.ts).`,
      )
  }
  return byType
}

/** Something that is not there may still be named by something that is: a queue names its key. */
function absent({ logicalId }: Resource) {
  const attributes = new Proxy<Record<string, string>>(
    {},
    { get: (_, attribute) => `${logicalId}.${String(attribute)}` },
  )
  return { ref: logicalId, attributes }
}
