import { Arn, ArnFormat, Stack } from 'aws-cdk-lib'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'

export interface EncryptionKeysProps {
  /** Begins the keys' aliases and the names of the log groups that may use one. */
  readonly prefix: string
}

/**
 * Keys of our own, turned every year. To hold one is not to hold the other: who may read a message or a log line cannot
 * by that read a child's record.
 */
export class EncryptionKeys extends Construct {
  /** Tables, the identity secret, and the functions' settings, into which the secret is put. */
  readonly record: Key
  /** Releases of statistics and the coded cases they were counted from; no identities. */
  readonly statistics: Key
  /** Messages, alarms and logs: nothing that identifies a child. */
  readonly machinery: Key
  /** Copies of tables: who may make or open one holds no key of a table by that. */
  readonly backups: Key

  constructor(scope: Construct, id: string, { prefix }: EncryptionKeysProps) {
    super(scope, id)
    const key = (name: string, description: string) =>
      new Key(this, name, { alias: `${prefix}-${name.toLowerCase()}`, description, enableKeyRotation: true })

    this.record = key('Record', 'Child death records and the secret that guards identities')
    this.statistics = key('Statistics', 'Releases of statistics; no identities')
    this.machinery = key('Machinery', 'Messages, alarms and logs of the service; no identities')
    this.backups = key('Backups', 'Copies of the tables, in their vault')

    const { region } = Stack.of(this)
    const logGroups = Arn.format(
      {
        service: 'logs',
        resource: 'log-group',
        resourceName: `/${prefix}/*`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      },
      Stack.of(this),
    )
    this.machinery.grant(
      new ServicePrincipal(`logs.${region}.amazonaws.com`, {
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups } },
      }),
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    )
  }
}
