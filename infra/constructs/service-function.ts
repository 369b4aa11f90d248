import { Duration } from 'aws-cdk-lib'
import { ManagedPolicy, PolicyDocument, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { bundleDirectory } from '../bundle.ts'
import type { Environment } from '../config.ts'
import type { EncryptionKeys } from './encryption-keys.ts'
import { allow, throughKey, toQueue } from './permissions.ts'
import { RunbookAlarm } from './runbook-alarm.ts'

/** What all functions of one environment share. */
export interface Surroundings {
  /** Begins every name: `cdr-<environment>`. */
  readonly prefix: string
  readonly logs: Environment['logs']
  /** The record key for settings, which may hold the identity secret; the machinery key for logs, which must not. */
  readonly keys: Pick<EncryptionKeys, 'machinery' | 'record'>
  readonly alarmTopic: ITopic
}

export interface ServiceFunctionProps<Env> extends Surroundings {
  /** Folder under `functions/`. */
  readonly name: string
  /** The settings that the function's own `env.ts` asks for: one too few or too many does not compile. */
  readonly settings: Readonly<Record<keyof Env, string>>
  /** All that the function may do besides writing its log and reading its settings. */
  readonly permissions: readonly PolicyStatement[]
  /**
   * What it means for the people the service is for when the function fails, in one sentence.
   * @default no alarm: whoever waits for its answer is told by the API, whose alarm rings
   */
  readonly meaning?: string
  /**
   * How many may run at once. Reserved: no other function of the account can take them away, and this one cannot take more.
   * Said for each function, because it must not be less than its trigger will start.
   */
  readonly concurrency: number
  /** @default 10 seconds: a person is waiting. */
  readonly timeout?: Duration
  /** @default 512 MB: with less, a cold start is slow, for memory is processor time. */
  readonly memorySize?: number
  /** @default arm64 */
  readonly architecture?: Architecture
  /**
   * Where an asynchronous invocation goes that failed to the end.
   * @default none: the function is called by someone who waits, or by a queue or stream that keeps the record itself.
   */
  readonly deadLetters?: IQueue
}

/**
 * A function of the service: the bundle of `functions/<name>` on Node 24, JSON logs kept as long as the environment
 * says, our own keys for logs and settings, a role that may do what is listed and nothing else, and an alarm on the first error where the API's would not ring. A
 * refusal for want of capacity rings for all functions together (`addThrottleAlarm`). X-Ray is off: the log's report lines already tell start-up and run times, event
 * ids already join the steps, and it would be one more store to keep clean of identities.
 */
export class ServiceFunction<Env> extends Construct {
  readonly function: LambdaFunction

  constructor(scope: Construct, id: string, props: ServiceFunctionProps<Env>) {
    super(scope, id)
    const { name, prefix, keys, logs, deadLetters } = props
    const functionName = `${prefix}-${name}`

    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/${prefix}/${name}`,
      encryptionKey: keys.machinery,
      ...logs,
    })
    const permissions = new ManagedPolicy(this, 'Permissions', {
      description: `All that ${functionName} may do`,
      document: new PolicyDocument({
        minimize: true,
        statements: [
          allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]),
          ...throughKey('lambda', keys.record, ['kms:Decrypt']),
          ...(deadLetters ? toQueue(deadLetters) : []),
          ...props.permissions,
        ],
      }),
    })
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [permissions],
    })

    this.function = new LambdaFunction(this, 'Function', {
      functionName,
      code: Code.fromAsset(bundleDirectory(name), { exclude: ['*.map'] }),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: props.architecture ?? Architecture.ARM_64,
      memorySize: props.memorySize ?? 512,
      timeout: props.timeout ?? Duration.seconds(10),
      reservedConcurrentExecutions: props.concurrency,
      // The view without updates keeps CDK from adding grants of its own beside the list above.
      role: role.withoutPolicyUpdates(),
      environment: { POWERTOOLS_SERVICE_NAME: name, POWERTOOLS_METRICS_NAMESPACE: prefix, ...props.settings },
      environmentEncryption: keys.record,
      loggingFormat: LoggingFormat.JSON,
      logGroup,
      ...(deadLetters && { deadLetterQueue: deadLetters }),
    })

    if (props.meaning !== undefined)
      new RunbookAlarm(this, 'Errors', {
        alarmName: `${functionName}-errors`,
        meaning: props.meaning,
        runbook: 'function-errors',
        metric: this.function.metricErrors({ period: Duration.minutes(5), statistic: 'Sum' }),
        threshold: 1,
        alarmTopic: props.alarmTopic,
      })
  }
}
