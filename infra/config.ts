import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { KeyNumbers } from '../schemas/identity-key-rotation.ts'

export interface Environment {
  readonly name: string
  /** Twelve digits. Once it is given, the deployment refuses any other account. */
  readonly account?: string
  readonly region: string
  /** Who pays: the value of the tag by which the bill is split. */
  readonly costCentre: string
  readonly logs: { readonly retention: RetentionDays; readonly removalPolicy: RemovalPolicy }
  /** Mailbox or pager address of those on call. None: alarms show in the console only. */
  readonly alarmEmail?: string
  /** Mailbox that hears of every missed deadline, whichever the panel. None: whoever wants them subscribes to the topic. */
  readonly alertEmail?: string
  readonly signIn: SignIn
  /** Name of the pages. None: CloudFront's own. */
  readonly pages?: PagesAddress
  /** `FirewallArn` of the firewall's stack, once an administrator has deployed it. None: the API's own limits stand alone. */
  readonly firewall?: string
  readonly retention: Retention
  /** Numbers of the keys that identities are hashed with: the first leads, the others follow. Changed step by step (docs/identity-key.md). */
  readonly identityKeys: KeyNumbers
  readonly statistics: Statistics
}

/**
 * How long records of reviews are kept. No period for them was found in any code of practice, so that they are under legal hold: nothing
 * is deleted until the child death review partners settle a period (docs/retention.md). Another kind of retention is to be written here
 * together with what carries it out.
 */
export type Retention = 'legal-hold'

export interface Statistics {
  /**
   * First day from which every death of England comes to this environment, or is brought along (`npm run import-coded-cases`): the first day
   * of a quarter. No period that began before it is stated: only some of its cases would be counted (docs/adr/0016).
   */
  readonly from: string
  /** Whether periods are cut by themselves when their time has come, or by a statistics lead only. */
  readonly isTimed: boolean
}

export interface PagesAddress {
  readonly domainName: string
  /** Of the certificate of that name; CloudFront takes it from us-east-1 only. */
  readonly certificateArn: string
}

export interface SignIn {
  /** First part of the sign-in pages' address; unique in the whole region. */
  readonly domainPrefix: string
  readonly callbackUrls: readonly string[]
  readonly logoutUrls: readonly string[]
  /** How long an access token is good for. A role taken away works on until then. */
  readonly accessTokenValidity: Duration
  /** How long a person stays signed in: one shift. */
  readonly refreshTokenValidity: Duration
}

const tokenValidity = { accessTokenValidity: Duration.minutes(15), refreshTokenValidity: Duration.hours(12) }

const shortLivedLogs = { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY }

/**
 * The environments by name. Everything that holds a child's record is kept, protected and backed up alike in all of them,
 * so that what is tried in one holds in the next; they differ only in what stands here.
 */
const environments = {
  dev: {
    name: 'dev',
    region: 'eu-west-2',
    costCentre: 'child-death-review-dev',
    logs: shortLivedLogs,
    signIn: {
      domainPrefix: 'child-death-review-dev',
      callbackUrls: ['http://localhost:3000/signed-in'],
      logoutUrls: ['http://localhost:3000/'],
      ...tokenValidity,
    },
    retention: 'legal-hold',
    identityKeys: [1],
    // What is made up counts from there; nobody waits for it.
    statistics: { from: '2024-04-01', isTimed: false },
  },
  test: {
    name: 'test',
    region: 'eu-west-2',
    costCentre: 'child-death-review-test',
    logs: shortLivedLogs,
    signIn: {
      domainPrefix: 'child-death-review-test',
      callbackUrls: ['https://test.child-death-review.example/signed-in'],
      logoutUrls: ['https://test.child-death-review.example/'],
      ...tokenValidity,
    },
    retention: 'legal-hold',
    identityKeys: [1],
    statistics: { from: '2026-04-01', isTimed: true },
  },
  prod: {
    name: 'prod',
    region: 'eu-west-2',
    costCentre: 'child-death-review',
    logs: { retention: RetentionDays.ONE_YEAR, removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
    alarmEmail: 'on-call@child-death-review.example',
    alertEmail: 'deadlines@child-death-review.example',
    signIn: {
      domainPrefix: 'child-death-review',
      callbackUrls: ['https://child-death-review.example/signed-in'],
      logoutUrls: ['https://child-death-review.example/'],
      ...tokenValidity,
    },
    retention: 'legal-hold',
    identityKeys: [1],
    statistics: { from: '2027-04-01', isTimed: true },
  },
} as const satisfies Record<string, Environment>

/**
 * How long a function that is fed from a queue may take. The queues (stateful) hide a message six times as long, the
 * functions (stateless) are cut off after it.
 */
export const consumerTimeout = Duration.seconds(20)

/** How long after a deployment what an earlier function had begun may still be written: thrice the longest that one hashing identities takes. */
export const settleFor = Duration.seconds(3 * consumerTimeout.toSeconds())

/** When the statistics are cut by themselves, where they are: late clocks and corrections have come in by then. Only a person publishes. */
export const statisticsTimetable = { quarterAfter: Duration.days(60), yearAfter: Duration.days(90) }

/** How long a case stays in somebody's hands who does not give it back: half a working day. */
export const claimFor = Duration.hours(4)

/** How long an agency's link to a form works at most, unless its form is due later: ours, to be settled with panels. */
export const formLinkFor = Duration.days(28)

/** Begins the name of everything that an operator has to find: queues, functions, alarms, log groups. */
export const prefixOf = (environment: Environment) => `cdr-${environment.name}`

export const environmentNames = Object.keys(environments)

/** Ids of the secrets that are, were or are to be the key of identities: they stay, for a record restored to before. */
export const identityKeysOf = ({ identityKeys }: Pick<Environment, 'identityKeys'>): string[] =>
  Array.from({ length: Math.max(...identityKeys) }, (_, index) => `IdentityKey${index === 0 ? '' : index + 1}`)

/** The environment of that name (`-c environment=prod`). */
export function environmentNamed(name: string): Environment {
  const environment = Object.values<Environment>(environments).find((one) => one.name === name)
  if (!environment) throw new Error(`No environment is called "${name}". There are: ${environmentNames.join(', ')}.`)
  return environment
}
