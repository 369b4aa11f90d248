import { identityKeysOf, type Environment } from './config.ts'

export interface NagException {
  /** The rule's name, in every pack that has it. */
  readonly rules: readonly string[]
  /** Paths of single resources in the construct tree: never a stack. */
  readonly resources: readonly string[]
  readonly reason: string
}

const functions = [
  'Stateful/TokenClaims',
  'Stateless/AgencyForm',
  'Stateless/Alert',
  'Stateless/Capture',
  'Stateless/Categorise',
  'Stateless/ChaseDeadlines',
  'Stateless/Describe',
  'Stateless/Meetings',
  'Stateless/Print',
  'Stateless/PublishStatistics',
  'Stateless/Read',
  'Stateless/ReadAnonymised',
  'Stateless/Reconcile',
  'Stateless/RecordClock',
  'Stateless/ReviewCase',
  'Stateless/Relay',
  'Stateless/RotateIdentityKey',
  'Stateless/Route',
  'Stateless/Statistics',
  'Stateless/Web',
  'Stateless/WorkCase',
].map((path) => `${path}/Function/Resource`)

const isScheduled = (path: string) => /\/(Reconcile|ChaseDeadlines|PublishStatistics)\//.test(path)

/**
 * Where we depart from the rules, and why. A test holds that each of these is still needed in production.
 */
export const nagExceptions = (environment: Pick<Environment, 'identityKeys'>): readonly NagException[] => [
  {
    rules: ['HIPAA.Security-LambdaInsideVPC', 'NIST.800.53.R5-LambdaInsideVPC'],
    resources: functions,
    reason:
      'The functions listen on no port and call only DynamoDB and SNS, over TLS and signed with a role that may do little else. A network of our own would guard nothing they hold; it would add endpoints to run, a way to fail, and time to a cold start that a doctor waits for.',
  },
  {
    rules: ['Serverless-LambdaTracing'],
    resources: functions,
    reason:
      'X-Ray is off on purpose: report lines in the JSON log already give start-up and run times, event ids join the steps, its permission cannot be narrowed to a resource, and it would be one more store to keep clean of identities.',
  },
  {
    rules: ['HIPAA.Security-CloudWatchAlarmAction', 'NIST.800.53.R5-CloudWatchAlarmAction'],
    resources: ['Stateless/FunctionErrors/Resource'],
    reason:
      'Only a deployment watches this alarm, through CloudFormation. Whatever it hears of calls somebody by another alarm: of its function, its queue, its stream or the API.',
  },
  {
    rules: ['HIPAA.Security-LambdaDLQ', 'NIST.800.53.R5-LambdaDLQ', 'Serverless-LambdaDLQ'],
    resources: functions.filter((path) => !isScheduled(path)),
    reason:
      'A dead-letter queue of the function serves asynchronous calls only, and it gets none: it is called by someone who waits for the answer, by a queue with dead letters of its own, or by a stream with a failure destination.',
  },
  {
    rules: ['Serverless-LambdaEventSourceMappingDestination'],
    resources: [
      'Stateless/Alert/Function/Queue/Resource',
      'Stateless/Categorise/Function/Queue/Resource',
      'Stateless/Route/Function/Queue/Resource',
    ],
    reason:
      'SQS offers no failure destination on the mapping: what fails three times goes to the dead letters of the queue.',
  },
  {
    rules: ['Serverless-SQSRedrivePolicy'],
    resources: [
      'Stateful/CategoriseQueueDeadLetters/Resource',
      'Stateful/RouteQueueDeadLetters/Resource',
      'Stateful/RelayDeadLetters/Resource',
      'Stateful/ReconcileDeadLetters/Resource',
      'Stateful/AlertQueueDeadLetters/Resource',
      'Stateful/ChaseDeadLetters/Resource',
      'Stateful/PublishDeadLetters/Resource',
    ],
    reason:
      'It is a dead-letter queue itself: its letters stay until a person has looked, and the first sounds an alarm.',
  },
  {
    rules: ['Serverless-SNSRedrivePolicy'],
    resources: ['Stateful/Alarms/Email/Resource'],
    reason:
      'A mail about an alarm that cannot be delivered helps nobody later: the alarm itself still stands in the console, and the next one is sent again.',
  },
  {
    rules: ['Serverless-SNSRedrivePolicy'],
    resources: ['Stateful/Alerts/Email/Resource'],
    reason:
      'The mail is not the record: a missed deadline that no mail tells of stands on its case and in compliance, leads the queue of its panel, and is escalated while nothing is done.',
  },
  {
    rules: ['AwsSolutions-SQS3'],
    resources: [
      'Stateful/RelayDeadLetters/Resource',
      'Stateful/ReconcileDeadLetters/Resource',
      'Stateful/ChaseDeadLetters/Resource',
      'Stateful/PublishDeadLetters/Resource',
    ],
    reason:
      'It is a dead-letter queue, though of a stream and of a schedule and not of another queue, which is all the rule can see.',
  },
  {
    rules: [
      'AwsSolutions-SMG4',
      'HIPAA.Security-SecretsManagerRotationEnabled',
      'NIST.800.53.R5-SecretsManagerRotationEnabled',
    ],
    resources: identityKeysOf(environment).map((id) => `Stateful/${id}/Resource`),
    reason:
      'Every reference and every guard against a second case for one child is a hash made with this key. Turning it by the calendar would make the same child a stranger; another key takes its place by steps that rewrite the hashes (docs/identity-key.md).',
  },
  {
    rules: [
      'AwsSolutions-SMG4',
      'HIPAA.Security-SecretsManagerRotationEnabled',
      'NIST.800.53.R5-SecretsManagerRotationEnabled',
    ],
    resources: ['Stateful/SessionKey/Resource', 'Stateful/ClientSecret/Resource'],
    reason:
      'Both reach the pages through their settings, so that a new one needs a deployment: the session key by a new value, which signs everybody out, the client secret by a new client. Turned by a schedule, the secret would no longer be the one that is in use.',
  },
  {
    rules: ['AwsSolutions-APIG4'],
    resources: [
      'Stateless/Api/Api/GET--/Resource',
      'Stateless/Api/Api/GET--{page+}/Resource',
      'Stateless/Api/Api/POST--{page+}/Resource',
    ],
    reason:
      'A browser brings no token but a sealed cookie, which the pages open themselves: whoever is not signed in gets the way to sign in and nothing else, and everything else is fetched from the API with the token of the person.',
  },
  {
    rules: ['AwsSolutions-APIG4'],
    resources: [
      'Stateless/Api/Api/POST--api--v1--form-links--open/Resource',
      'Stateless/Api/Api/GET--api--v1--form-answers/Resource',
      'Stateless/Api/Api/POST--api--v1--form-answers/Resource',
    ],
    reason:
      'Agencies have no accounts. The function itself asks for a link with its passcode, or for the session that they were exchanged for, and refuses all else alike.',
  },
  {
    rules: ['AwsSolutions-CFR1'],
    resources: ['Stateless/Pages/Distribution/Resource'],
    reason:
      'No country is shut out: a child who lives here can die abroad, and hospitals leave through networks that are listed under other countries. Whoever is not signed in sees words only.',
  },
  {
    rules: ['AwsSolutions-CFR2'],
    resources: ['Stateless/Pages/Distribution/Resource'],
    reason:
      'The firewall is a stack of its own in us-east-1 and is attached by its ARN; the API behind is throttled, takes only what its schemas know, and wants a token for everything but the doors.',
  },
  {
    rules: ['AwsSolutions-CFR3'],
    resources: ['Stateless/Pages/Distribution/Resource'],
    reason:
      'Its log would hold whole addresses, with references of cases in them, beside the addresses of the people who read them. API Gateway behind it logs the route of every request that is not an asset, and how it went.',
  },
  {
    rules: ['AwsSolutions-CFR4'],
    resources: ['Stateless/Pages/Distribution/Resource'],
    reason:
      'Under the name that CloudFront gives, its own certificate settles the protocols. Once the environment has a name of its own (`pages` in config.ts), nothing under TLS 1.2 is taken.',
  },
  {
    rules: ['AwsSolutions-APIG4'],
    resources: ['Stateless/Api/Api/GET--api--v1--openapi.json/Resource'],
    reason:
      'The description of the API is public, so that whoever wants to notify can read how before they have an account.',
  },
]
