import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup'
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { Schedule } from 'aws-cdk-lib/aws-events'
import { ManagedPolicy, PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'
import type { Environment } from '../config.ts'
import { allow, throughKey } from './permissions.ts'
import { RunbookAlarm } from './runbook-alarm.ts'

export interface BackupsProps {
  readonly prefix: string
  readonly tables: readonly TableV2[]
  readonly key: IKey
  readonly backups: Environment['backups']
  readonly alarmTopic: ITopic
}

/** A backup not begun in an hour, or not done in four, counts as failed: so that it is known before the day begins. */
const windows = { startWindow: Duration.hours(1), completionWindow: Duration.hours(4) }

/** How long a lock that nobody can take off may still be taken off, for whoever sees a mistake. AWS wants three days at least. */
const SECOND_THOUGHTS = Duration.days(7)

/**
 * Copies of whole tables outside DynamoDB, in a vault under a key of its own: for the day on which point-in-time recovery is gone together
 * with its table, or was switched off. Nobody deletes one before its time. An alarm rings on a job that failed, and on a night without any.
 */
export class Backups extends Construct {
  constructor(scope: Construct, id: string, props: BackupsProps) {
    super(scope, id)
    const { prefix, tables, key } = props
    const { daily, monthly, lock, copyTo } = props.backups
    const vault = new BackupVault(this, 'Vault', {
      backupVaultName: `${prefix}-backups`,
      encryptionKey: key,
      blockRecoveryPointDeletion: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(lock !== 'none' && {
        lockConfiguration: {
          minRetention: daily,
          maxRetention: monthly,
          ...(lock === 'compliance' && { changeableFor: SECOND_THOUGHTS }),
        },
      }),
    })
    const elsewhere = copyTo === undefined ? undefined : BackupVault.fromBackupVaultArn(this, 'Elsewhere', copyTo)
    const kept = (deleteAfter: Duration) => ({
      deleteAfter,
      ...(elsewhere && { copyActions: [{ destinationBackupVault: elsewhere, deleteAfter }] }),
    })
    const plan = new BackupPlan(this, 'Plan', {
      backupPlanName: `${prefix}-backups`,
      backupVault: vault,
      backupPlanRules: [
        new BackupPlanRule({
          ruleName: 'daily',
          scheduleExpression: Schedule.cron({ hour: '1', minute: '30' }),
          ...kept(daily),
          ...windows,
        }),
        new BackupPlanRule({
          ruleName: 'monthly',
          scheduleExpression: Schedule.cron({ day: '1', hour: '2', minute: '30' }),
          moveToColdStorageAfter: Duration.days(30),
          ...kept(monthly),
          ...windows,
        }),
      ],
    })
    plan.addSelection('Tables', {
      backupSelectionName: `${prefix}-tables`,
      resources: tables.map(({ tableArn }) => BackupResource.fromArn(tableArn)),
      role: this.role(vault, props).withoutPolicyUpdates(),
      disableDefaultBackupPolicy: true,
    })
    this.alarms(vault, props)
  }

  /** What makes the copies. Getting one back takes a role that administrators make for the day (docs/restore.md). */
  private role({ backupVaultArn }: BackupVault, { prefix, tables, key, backups: { copyTo } }: BackupsProps) {
    const permissions = new ManagedPolicy(this, 'Permissions', {
      description: `All that the backups of ${prefix} may do`,
      document: new PolicyDocument({
        minimize: true,
        statements: [
          allow(
            ['dynamodb:DescribeTable', 'dynamodb:ListTagsOfResource', 'dynamodb:StartAwsBackupJob'],
            tables.map(({ tableArn }) => tableArn),
          ),
          ...tables.flatMap(({ encryptionKey }) =>
            throughKey('dynamodb', encryptionKey, ['kms:Decrypt', 'kms:GenerateDataKey']),
          ),
          allow(['backup:DescribeBackupVault'], [backupVaultArn]),
          ...(copyTo === undefined
            ? []
            : [
                allow(['backup:CopyFromBackupVault'], [backupVaultArn]),
                allow(['backup:CopyIntoBackupVault'], [copyTo]),
              ]),
          allow(['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'], [key.keyArn], {
            StringEquals: { 'kms:ViaService': throughBackup(Stack.of(this).region) },
          }),
        ],
      }),
    })
    return new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('backup.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      managedPolicies: [permissions],
    })
  }

  /** Names and dimensions of the measurements *from memory*: were one wrong, the second alarm would ring on the first night. It rings, too, for a job that never began. */
  private alarms(vault: BackupVault, { prefix, tables, alarmTopic, backups: { copyTo } }: BackupsProps) {
    const jobs = (metricName: string, dimensionsMap: Record<string, string>) =>
      new Metric({ namespace: 'AWS/Backup', metricName, dimensionsMap, statistic: 'Sum', period: Duration.hours(1) })
    const ofVault = { BackupVaultName: vault.backupVaultName }
    const failures = {
      failed: jobs('NumberOfBackupJobsFailed', ofVault),
      ...(copyTo !== undefined && { uncopied: jobs('NumberOfCopyJobsFailed', ofVault) }),
      unrestored: jobs('NumberOfRestoreJobsFailed', { ResourceType: 'DynamoDB' }),
    }
    new RunbookAlarm(this, 'Failed', {
      alarmName: `${prefix}-backups-failed`,
      meaning: 'A copy of the record was not made, not carried to the other account, or could not be got back.',
      runbook: 'backups',
      metric: new MathExpression({
        // What was not counted in an hour is nought, or the sum would have no value.
        expression: Object.keys(failures)
          .map((name) => `FILL(${name}, 0)`)
          .join(' + '),
        label: 'Jobs failed',
        period: Duration.hours(1),
        usingMetrics: failures,
      }),
      threshold: 1,
      alarmTopic,
    })
    new RunbookAlarm(this, 'Missing', {
      alarmName: `${prefix}-backups-missing`,
      meaning: 'For a day no copy was made of one of the tables that hold the record, and nothing else would tell.',
      runbook: 'backups',
      metric: jobs('NumberOfBackupJobsCompleted', ofVault).with({ period: Duration.days(1) }),
      threshold: tables.length,
      wantsMore: true,
      alarmTopic,
    })
  }
}

/** As AWS Backup names itself to a key: its documents write it either way. */
export const throughBackup = (region: string) => ['backup.amazonaws.com', `backup.${region}.amazonaws.com`]
